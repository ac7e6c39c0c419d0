/** Scenes for the tests of many checks. */
import type { Question } from '../../src/record/question.js';
import { except, type Reply, type Scene, ZONE } from './observation.js';

/** No server can be reached from here, so all are unknown. */
export const unreachable: Scene = {
  replies: except((q) => (q.server === 'resolver' ? undefined : 'no-route')),
};

/** Nothing resolves. */
export const noResolver: Scene = {
  replies: except((q) => (q.server === 'resolver' ? 'resolver-down' : undefined)),
};

/** The two addresses of the second server. */
export const SECOND: readonly string[] = ['186.200.2.2', '2a0b:200:2::2'];
export const SECOND_IDS = SECOND.map((address) => `ns2.example.org/${address}`);
export const FIRST_IDS = ['ns1.example.net/185.100.1.1', 'ns1.example.net/2a0a:100:1::1'];
export const ALL_IDS = [...FIRST_IDS, ...SECOND_IDS];

/** The second server gives other answers to some questions. */
export function atSecond(override: (question: Question) => Reply | undefined): Scene {
  return { replies: except((q) => (SECOND.includes(q.server) ? override(q) : undefined)) };
}

export interface SoaFields {
  readonly mname?: string;
  readonly rname?: string;
  readonly serial?: number;
  readonly refresh?: number;
  readonly retry?: number;
  readonly expire?: number;
  readonly minimum?: number;
}

export function soaLine(fields: SoaFields): string {
  const { mname = 'ns1.example.net', rname = 'hostmaster.example.net', serial = 2026112101 } = fields;
  const { refresh = 14400, retry = 7200, expire = 1209600, minimum = 3600 } = fields;
  return [ZONE, 'SOA', mname, rname, serial, refresh, retry, expire, minimum].join(' ');
}

/** The SOA question, which is the first one to every server. */
export function isSoa(q: Question): boolean {
  return q.server !== 'resolver' && q.name === ZONE && q.type === 'SOA' && q.edns === null;
}

/** All servers give this SOA record; `otherwise`, if given, answers other questions. */
export function withSoa(
  fields: SoaFields,
  otherwise: (question: Question) => Reply | undefined = () => undefined,
): Scene {
  return {
    replies: except((q) => otherwise(q) ?? (isSoa(q) ? { answer: [soaLine(fields)] } : undefined)),
  };
}
