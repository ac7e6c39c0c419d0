/**
 * Observations for tests, without a network: a responder gives the reply to each question, and `viewOf` makes the view
 * for a check from it. `healthy` answers like two good servers and a good resolver; a test overrides some answers.
 */

import { type Address, address } from '../../src/dns/address.js';
import type { Message, Rcode, RecordClass, ResourceRecord } from '../../src/dns/message.js';

import { fold, isWithin, name, ROOT, sameName } from '../../src/dns/name.js';

import { type Plan, planOfChecks } from '../../src/plan/index.js';

import type { Attempt, Exchange, Failure, Obstacle, Outcome } from '../../src/record/exchange.js';
import { ExchangeIndex, type Exchanges } from '../../src/record/exchanges.js';
import type { Families, Observation } from '../../src/record/observation.js';
import { keyOf, type Question } from '../../src/record/question.js';
import type { ZoneTarget } from '../../src/target/target.js';
import { viewOf as viewOfObservation, ZoneView } from '../../src/zone/view.js';
import { parseRecord } from '../../src/zone-file/record.js';
import { block } from '../prefix/blocks.js';

/** The reply to a question: an answer (records as zone-file lines), no answer, or the reason why it could not be asked. */
export type Reply = ReplySpec | Failure | Obstacle | typeof UNREADABLE;

/** The reply is no DNS message, so the question stays unanswered. */
export const UNREADABLE = 'unreadable';

export interface ReplySpec {
  readonly rcode?: Rcode;
  /** Authoritative; by default, every answer of a server is, and none of the resolver. */
  readonly aa?: boolean;
  readonly ra?: boolean;
  readonly tc?: boolean;
  readonly answer?: readonly string[];
  readonly authority?: readonly string[];
  readonly additional?: readonly string[];
  readonly edns?: Partial<NonNullable<Message['edns']>>;
  /** The class of all records, if it differs from the question's. */
  readonly class?: RecordClass;
  /** The question section, if it differs from the question. */
  readonly question?: string;
  /** The source of the answer, if it differs from the address that was asked. */
  readonly from?: string;
}

export type Responder = (question: Question) => Reply;

export const ZONE = name('16.155.185.in-addr.arpa');
export const SOA = `${ZONE} SOA ns1.example.net hostmaster.example.net 2026112101 14400 7200 1209600 3600`;
export const NS = [`${ZONE} NS ns1.example.net`, `${ZONE} NS ns2.example.org`];

export const HOSTS: Readonly<Record<string, readonly string[]>> = {
  'ns1.example.net': ['185.100.1.1', '2a0a:100:1::1'],
  'ns2.example.org': ['186.200.2.2', '2a0b:200:2::2'],
  'mail.example.net': ['185.100.1.25'],
  'pri.authdns.ripe.net': ['193.0.9.5', '2001:67c:e0::5'],
};

export const TARGET: ZoneTarget = {
  zone: ZONE,
  block: block('185.155.16.0/24'),
  nservers: [
    { name: name('ns1.example.net'), glue: [] },
    { name: name('ns2.example.org'), glue: [] },
  ],
  ds: [],
};

/** Two servers in different networks, the same data on both, no recursion; a resolver that knows HOSTS. */
export const healthy: Responder = (q) => {
  if (q.server === 'resolver') return healthyResolver(q);
  return PARENT_SERVERS.includes(q.server) ? healthyParent(q) : healthyServer(q);
};

export const PARENT = name('185.in-addr.arpa');
const PARENT_SOA = `${PARENT} SOA pri.authdns.ripe.net dns.ripe.net 1 3600 600 864000 3600`;
const PARENT_SERVERS: readonly string[] = ['193.0.9.5', '2001:67c:e0::5'];

/** The registry's server: it does not have the zone yet. */
function healthyParent(q: Question): Reply {
  if (sameName(q.name, PARENT) && q.type === 'SOA') return { answer: [PARENT_SOA] };
  return isWithin(q.name, PARENT)
    ? { rcode: 'NXDOMAIN', authority: [PARENT_SOA] }
    : { rcode: 'REFUSED', aa: false };
}

function healthyServer(q: Question): Reply {
  if (!isWithin(fold(q.name), ZONE)) return { rcode: 'REFUSED', aa: false };
  if (q.type === 'AXFR') return { rcode: 'REFUSED', aa: false };
  if (q.edns !== null && q.edns.version > 0) return { rcode: 'BADVERS', aa: false, edns: {} };
  const edns = q.edns === null ? {} : { edns: {} };
  if (!sameName(q.name, ZONE)) return { rcode: 'NXDOMAIN', authority: [SOA], ...edns };
  if (q.type === 'SOA') return { answer: [SOA], ...edns };
  if (q.type === 'NS') return { answer: NS, ...edns };
  return { authority: [SOA], ...edns };
}

function healthyResolver(q: Question): Reply {
  const hosts = HOSTS[fold(q.name)];
  if (q.name === '.' && q.type === 'NS') return { answer: ['. NS a.root-servers.net'] };
  if (q.name === 'example.net' && q.type === 'MX') return { answer: ['example.net MX 10 mail.example.net'] };
  if (sameName(q.name, PARENT) && q.type === 'NS') return { answer: [`${PARENT} NS pri.authdns.ripe.net`] };
  if (q.type === 'SOA' && isWithin(q.name, PARENT)) return { rcode: 'NXDOMAIN', authority: [PARENT_SOA] };
  if (q.type === 'PTR') return pointer(q);
  if (q.type === 'TXT') return announcementOf(q);
  if (hosts === undefined) return { rcode: 'NXDOMAIN', authority: ['example SOA a b 1 1 1 1 1'] };
  const wanted = hosts.filter((each) =>
    q.type === 'AAAA' ? each.includes(':') : q.type === 'A' && !each.includes(':'),
  );
  return { answer: wanted.map((each) => `${q.name} ${q.type} ${each}`) };
}

function pointer(q: Question): Reply {
  const host = Object.keys(HOSTS).find((each) =>
    HOSTS[each]?.some((one) => sameName(q.name, name(reverseName(one)))),
  );
  return host === undefined ? { rcode: 'NXDOMAIN' } : { answer: [`${q.name} PTR ${host}`] };
}

function announcementOf(q: Question): Reply {
  const owner = Object.values(HOSTS)
    .flat()
    .find((one) => q.name.startsWith(`${reverseName(one).replace(/\.(in-addr|ip6)\.arpa$/, '')}.origin`));
  if (owner === undefined)
    return { rcode: 'NXDOMAIN', authority: ['asnlookup.zonemaster.net SOA a b 1 1 1 1 1'] };
  const [asn, prefix] = owner.includes(':')
    ? [owner.startsWith('2a0a') ? 64532 : 64644, `${owner.split('::')[0]}::/48`]
    : [owner.startsWith('185') ? 64516 : 64788, owner.replace(/\d+$/, '0/24')];
  return { answer: [`${q.name} TXT "${asn} | ${prefix} | NL | ripencc | 2014-01-01"`] };
}

export function reverseName(text: string): string {
  if (!text.includes(':')) return `${text.split('.').reverse().join('.')}.in-addr.arpa`;
  const [head = '', tail = ''] = address(text).split('::');
  const groups = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => group.padStart(4, '0'));
  const zeros = Array<string>(8 - groups(head).length - groups(tail).length).fill('0000');
  return `${[...[...groups(head), ...zeros, ...groups(tail)].join('')].reverse().join('.')}.ip6.arpa`;
}

/** The responder with other replies to some questions; `undefined` leaves the question to `base`. */
export function except(
  override: (question: Question) => Reply | undefined,
  base: Responder = healthy,
): Responder {
  return (question) => override(question) ?? base(question);
}

export interface Scene {
  readonly target?: Partial<ZoneTarget>;
  readonly families?: Families;
  /** The reply to each question; `healthy` by default. */
  readonly replies?: Responder;
  /** The attempts behind the answers, for a check that reads them. */
  readonly history?: readonly Exchange[];
}

/** A view in which every question has been asked. */
export function viewOf(scene: Scene = {}): ZoneView {
  const replies = scene.replies ?? healthy;
  const answer = (question: Question) => exchangeOf(question, replies(question));
  const exchanges = { get: answer, want: answer, request: () => {}, values: () => scene.history ?? [] };
  return viewWith(scene, exchanges);
}

/** A view of the scene's zone of which this is known. */
export function viewWith({ target, families }: Scene, exchanges: Exchanges): ZoneView {
  return new ZoneView({ ...TARGET, ...target }, families ?? { ipv4: true, ipv6: true }, exchanges);
}

/** What a plan looks up in vain if these exchanges, by key, are known. */
export function inVain(
  plan: Plan,
  scene: Scene,
  known: ReadonlyMap<string, Exchange> = new Map(),
): Map<string, Question> {
  const wanted = new Map<string, Question>();
  const get = (question: Question) => known.get(keyOf(question));
  const want = (question: Question) => {
    const exchange = get(question);
    if (exchange === undefined) wanted.set(keyOf(question), question);
    return exchange;
  };
  plan(viewWith(scene, { get, want, request: want, values: () => known.values() }));
  return wanted;
}

/** An observation as a run has it in the end: what the plan looks up has been asked, and nothing else. */
export function observationOf(scene: Scene = {}): Observation {
  const replies = scene.replies ?? healthy;
  const exchanges = new Map((scene.history ?? []).map((each) => [keyOf(each.question), each]));
  const open = () => inVain(planOfChecks, scene, exchanges);
  for (let questions = open(); questions.size > 0; questions = open()) {
    for (const [key, question] of questions) {
      if (exchanges.has(key)) throw new Error(`The plan asks again what was answered: ${key}`);
      exchanges.set(key, exchangeOf(question, replies(question)));
    }
  }
  const { target, families } = viewWith(scene, new ExchangeIndex());
  return { target, families, exchanges };
}

/** The view of such an observation. */
export function observed(scene: Scene = {}): ZoneView {
  return viewOfObservation(observationOf(scene));
}

export function exchangeOf(question: Question, reply: Reply): Exchange {
  if (reply !== UNREADABLE) return { question, attempts: [], outcome: outcomeOf(question, reply) };
  return {
    question,
    attempts: [attemptWithNoise(addressOf(question))],
    outcome: { kind: 'unanswered', why: 'timeout' },
  };
}

function attemptWithNoise(to: Address): Attempt {
  const strays = [{ from: to, why: 'malformed', wire: new Uint8Array() } as const];
  return { transport: 'udp', to, sentAt: 0, took: 2000, end: 'timeout', wire: null, from: null, strays };
}

function addressOf(question: Question): Address {
  return question.server === 'resolver' ? address('127.0.0.53') : question.server;
}

function outcomeOf(question: Question, reply: Exclude<Reply, typeof UNREADABLE>): Outcome {
  if (typeof reply !== 'string') {
    const from = reply.from === undefined ? addressOf(question) : address(reply.from);
    return { kind: 'answered', message: messageFrom(question, reply), from };
  }
  return isObstacle(reply) ? { kind: 'unasked', why: reply } : { kind: 'unanswered', why: reply };
}

function isObstacle(reply: Failure | Obstacle): reply is Obstacle {
  return ['no-route', 'local-error', 'resolver-down', 'stopped'].includes(reply);
}

export function messageFrom(question: Question, reply: ReplySpec): Message {
  const section = (lines: readonly string[] = []) =>
    lines.map((line) => ({ ...record(line), class: reply.class ?? question.class }));
  return {
    id: 0,
    qr: true,
    opcode: 0,
    aa: reply.aa ?? question.server !== 'resolver',
    tc: reply.tc ?? false,
    rd: false,
    ra: reply.ra ?? question.server === 'resolver',
    ad: false,
    cd: false,
    rcode: reply.rcode ?? 'NOERROR',
    question: [
      {
        name: reply.question === undefined ? question.name : name(reply.question),
        type: question.type,
        class: question.class,
      },
    ],
    answer: section(reply.answer),
    authority: section(reply.authority),
    additional: section(reply.additional),
    edns:
      reply.edns === undefined
        ? null
        : { version: 0, udpSize: 1232, do: false, z: 0, options: [], ...reply.edns },
    size: 100,
  };
}

/** A record from a zone-file line, whose names need no final dot. */
export const record = (line: string): ResourceRecord => parseRecord(line, ROOT);
