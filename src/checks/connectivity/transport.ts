import { type Rcode, records } from '../../dns/message.js';
import { type Name, sameName } from '../../dns/name.js';
import { ns, soa } from '../../questions/common.js';
import type { Question, Transport } from '../../record/question.js';
import type { Server, ZoneView } from '../../zone/view.js';
import { whySilent } from '../silence.js';

/** The records that a server must give over either transport. */
export type ApexType = 'SOA' | 'NS';

/** A fault of a server over one transport. */
export type Problem = { readonly server: Server; readonly evidence: readonly Question[] } & (
  | { readonly kind: 'silent'; readonly why: string }
  | { readonly kind: 'no-response'; readonly type: ApexType; readonly why: string }
  | { readonly kind: 'rcode'; readonly type: ApexType; readonly rcode: Rcode }
  | { readonly kind: 'missing'; readonly type: ApexType }
  | { readonly kind: 'wrong-owner'; readonly type: ApexType; readonly found: Name }
  | { readonly kind: 'not-authoritative'; readonly type: ApexType }
);

/** The faults in the SOA and NS answers of every server in use that could be asked. */
export function* problemsOver(zone: ZoneView, transport: Transport): Generator<Problem> {
  for (const server of zone.inUse) {
    const questions = {
      SOA: soa(server.address, zone.zone, transport),
      NS: ns(server.address, zone.zone, transport),
    };
    if (!zone.wasAsked(questions.SOA)) continue;
    const both = [questions.SOA, questions.NS];
    const why = whySilent(zone.exchange(questions.SOA));
    if (why !== null && zone.message(questions.NS) === null) {
      yield { server, evidence: both, kind: 'silent', why };
      continue;
    }
    for (const type of ['SOA', 'NS'] as const) {
      const problem = problemWith(zone, questions[type], type);
      if (problem !== null) yield { server, evidence: [questions[type]], ...problem };
    }
  }
}

type WithoutServer<P> = P extends Problem ? Omit<P, 'server' | 'evidence'> : never;

function problemWith(zone: ZoneView, question: Question, type: ApexType): WithoutServer<Problem> | null {
  const why = whySilent(zone.exchange(question));
  if (why !== null) return { kind: 'no-response', type, why };
  const message = zone.message(question);
  if (message === null) return null;
  if (message.rcode !== 'NOERROR') return { kind: 'rcode', type, rcode: message.rcode };
  const [record] = records(message, type, { section: 'answer' });
  if (record === undefined) return { kind: 'missing', type };
  if (!sameName(record.name, zone.zone)) return { kind: 'wrong-owner', type, found: record.name };
  return message.aa ? null : { kind: 'not-authoritative', type };
}

const FIX_ZONE = 'Load the zone on this server; its log says why it is not served. Then test again.';
const EACH =
  "RIPE's documentation rejects a server that does not answer properly; its checker only warns if another server works.";

/** The messages about one transport. Tags differ by test case, words by record type and transport. */
export function declarations<P extends 'UDP' | 'TCP'>(transport: P, testCase: string) {
  const rest = {
    engine: 'WARNING',
    documented: 'ERROR',
    source: `Zonemaster test case ${testCase}; RFC 1035 section 4.2; RFC 7766 section 5`,
  } as const;
  return {
    silent: {
      ...rest,
      message: `{ns} does not answer over ${transport} ({why}).` as const,
      meaning: `The server does not answer anything over ${transport}. Name servers must answer over UDP and over TCP. A server that is too busy or limits its responses looks the same. ${EACH}`,
      fix: `Let the name server listen on port 53 over ${transport}, and let ${transport} through the firewalls in front of it, in both directions.`,
    },
    noResponse: <T extends ApexType>(type: T) => ({
      ...rest,
      message:
        `{ns} does not answer the question for the ${type} records over ${transport} ({why}).` as const,
      meaning: `The server answers other questions over ${transport}, but not this one. ${EACH}`,
      fix: `Look for what drops this question or its answer: a filter, a rate limit, or answers too large for the path.`,
    }),
    rcode: <T extends ApexType>(type: T) => ({
      ...rest,
      message: `{ns} answers the question for the ${type} records over ${transport} with {rcode}.` as const,
      meaning: `REFUSED mostly means that the zone is not configured on the server; SERVFAIL that it is, but could not be loaded or has expired. ${EACH}`,
      fix: FIX_ZONE,
    }),
    missing: <T extends ApexType>(type: T) => ({
      ...rest,
      message: `{ns} answers the question for the ${type} records over ${transport} without any.` as const,
      meaning: `Every zone has SOA and NS records at its apex. A server that has none there does not serve this zone. ${EACH}`,
      fix: FIX_ZONE,
    }),
    wrongOwner: <T extends ApexType>(type: T) => ({
      ...rest,
      message:
        `{ns} answers the question for the ${type} records over ${transport} with those of {found}.` as const,
      meaning: `The server gives the records of another name, not of the zone that was asked for. ${EACH}`,
      fix: 'Serve the zone under exactly the name in the object.',
    }),
    notAuthoritative: <T extends ApexType>(type: T) => ({
      ...rest,
      message:
        `{ns} gives the ${type} records over ${transport} without authority (the AA flag is not set).` as const,
      meaning: `The server does not have the zone itself: it is not loaded or has expired there, or the server passes on what it got elsewhere. ${EACH}`,
      fix: 'Configure the zone as primary or secondary on this server, and check that a secondary can transfer it.',
    }),
  };
}
