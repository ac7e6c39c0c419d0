import type { Address } from '../dns/address.js';
import { encodeQuery } from '../dns/encode.js';
import type { Message } from '../dns/message.js';
import { fold, sameName } from '../dns/name.js';
import type { Endpoint, Sending } from '../net/transport.js';
import type { Attempt, AttemptEnd, Exchange, Outcome } from '../record/exchange.js';
import type { Observation } from '../record/observation.js';
import { type Destination, isOnlyFor, keyOf, type Question, type Transport } from '../record/question.js';
import { type Politeness, ServerLinks } from './server-links.js';
import type { AnswerSource } from './source.js';

export interface AskerOptions extends Politeness {
  /** Destination in turn until one answers. */
  readonly resolvers: readonly Endpoint[];
  /** Where addresses are reached that are not reached at themselves: the embedded lab. */
  readonly routes: ReadonlyMap<Address, Endpoint>;
  /** Milliseconds that the first attempt of a question may take; each retry takes half as long again. */
  readonly timeoutMs: number;
  readonly retries: number;
  readonly signal: AbortSignal;
}

const GROWTH = 1.5;
const DNS_PORT = 53;

/** Bytes that any UDP answer can have (RFC 1035 section 4.2.1). */
const PLAIN_UDP = 512;

/**
 * Puts questions to servers, each once in a run, and keeps what came of them. The only thing in the program that owns
 * sockets and a clock: bounds, timeouts, retries, truncation and local trouble are dealt with here.
 */
export class Asker implements AnswerSource {
  readonly #options: AskerOptions;
  readonly #started = performance.now();
  readonly #asked = new Map<string, Put>();
  readonly #places = new Map<Destination, readonly Place[]>();
  readonly #servers = new Map<string, ServerLinks>();
  #sent = 0;

  constructor(options: AskerOptions) {
    this.#options = options;
    options.signal.addEventListener('abort', () => this.close());
  }

  /** Messages sent so far. */
  get sent(): number {
    return this.#sent;
  }

  /** Questions that wait for their turn at a server; at one that never answered they wait for nothing. */
  get waiting(): number {
    return [...this.#servers.values()].reduce(
      (sum, { spoke, limit }) => sum + (spoke ? limit.pendingCount : 0),
      0,
    );
  }

  /** Milliseconds since the start of the run. */
  get elapsed(): number {
    return performance.now() - this.#started;
  }

  /** Never rejects: what goes wrong is the exchange's outcome. */
  ask(question: Question, key = keyOf(question)): Promise<Exchange> {
    const before = this.#asked.get(key);
    if (before !== undefined) return before.promise;
    const put: Put = { promise: this.#exchangeOn(question), exchange: undefined };
    this.#asked.set(key, put);
    void put.promise.then((exchange) => {
      put.exchange = exchange;
    });
    return put.promise;
  }

  /** What came of a question, by its key, if it was asked for whatever zone and that is over. */
  known(key: string): Exchange | undefined {
    return this.#asked.get(key)?.exchange;
  }

  /**
   * Lets go of what was asked for one zone alone, when that zone is done: a run of thousands of zones keeps only what
   * they share.
   */
  forget({ target, exchanges }: Observation): void {
    for (const [key, { question }] of exchanges) {
      if (!isOnlyFor(target.zone, question)) continue;
      this.#asked.delete(key);
      for (const { links } of this.#placesOf(question.server)) links.forget(fold(question.name));
    }
  }

  close(): void {
    for (const server of this.#servers.values()) server.close();
    this.#servers.clear();
    this.#places.clear();
  }

  async #exchangeOn(question: Question): Promise<Exchange> {
    const places = this.#placesOf(question.server);
    const [first] = places;
    if (first === undefined) return unasked(question, [], 'resolver-down');
    // One place in the bound for all attempts: what waits behind a silent server is not sent to it at all.
    const attempt = () => this.#tryOn(question, places);
    return first.links.limit(() =>
      question.server === 'resolver' ? attempt() : first.links.afterFirst(question.transport, attempt),
    );
  }

  async #tryOn(question: Question, places: readonly Place[]): Promise<Exchange> {
    const attempts: Attempt[] = [];
    const tries = Math.max(1 + this.#options.retries, places.length);
    const about = aspectsOf(question);
    let answer: Message | null = null;
    let extra = 0;
    for (let nth = 0; nth < tries + extra; nth += 1) {
      const place = places[nth % places.length];
      if (place === undefined || this.#options.signal.aborted) return unasked(question, attempts, 'stopped');
      const server = place.links;
      const more = nth + 1 < places.length;
      // That a resolver finds nothing about one name says nothing of others.
      if (server.silent(question.transport, question.server === 'resolver' ? [] : about)) {
        if (more) continue;
        return { question, attempts, outcome: { kind: 'unanswered', why: 'silent-before' } };
      }
      const last = nth + 1 === tries + extra;
      const given = await this.#attempt(question, place, { nth, last, about }, attempts);
      if (given === 'stopped') return unasked(question, attempts, 'stopped');
      if (given === 'no-route' || given === 'local-error') {
        if (more) continue;
        return unasked(question, attempts, given);
      }
      answer = given ?? answer;
      const another = question.server === 'resolver' && more && answer?.rcode === 'SERVFAIL';
      if (given !== null && !another) break;
      if (last && given === null && extra < server.further(about)) extra += 1;
      else if (last && given === null) server.gaveUp(question.transport, about);
    }
    return { question, attempts, outcome: outcomeOf(attempts, answer) };
  }

  /** One attempt, over TCP again when it is truncated. The answer; null for none; why it could not be made. */
  async #attempt(
    question: Question,
    place: Place,
    { nth, last, about }: { readonly nth: number; readonly last: boolean; readonly about: readonly string[] },
    attempts: Attempt[],
  ): Promise<Message | null | 'stopped' | 'no-route' | 'local-error'> {
    const server = place.links;
    const transports: Transport[] = question.transport === 'tcp' ? ['tcp'] : ['udp', 'tcp'];
    // A server that was silent may have answered from another address, or be busy with other questions on the same
    // connection; of one that refused nothing is to come.
    const alone = last && attempts.at(-1)?.end === 'timeout';
    for (const transport of transports) {
      const turn = server.turn();
      if (turn !== null) await turn;
      if (this.#options.signal.aborted) return 'stopped';
      const timeoutMs = this.#options.timeoutMs * GROWTH ** Math.min(nth, this.#options.retries);
      const sentAt = this.elapsed;
      const sending = await this.#send(question, server, transport, timeoutMs, alone);
      if (sending.end === 'aborted') return 'stopped';
      const message = sending.answer?.message ?? null;
      const truncated = message?.tc === true && transport === 'udp' && !question.keepTruncated;
      const later = attempts.some(({ end }) => end === 'timeout');
      if (message !== null) server.answered(question.transport, about, later);
      else if (sending.end === 'timeout') server.missed(transport, about, later);
      if (sending.answer !== null && transport === 'udp' && !sending.answer.message.tc)
        server.answeredInFull(sending.answer.from);
      const overTcpToo = attempts.at(-1)?.end === 'truncated' && transport !== question.transport;
      if (overTcpToo && message !== null && message.size <= PLAIN_UDP) server.truncatedForNothing();
      attempts.push(this.#record(sending, place, transport, sentAt, truncated ? 'truncated' : sending.end));
      if (sending.end === 'no-route' || sending.end === 'local-error') return sending.end;
      if (!truncated) return message;
    }
    return null;
  }

  async #send(
    question: Question,
    server: ServerLinks,
    transport: Transport,
    timeoutMs: number,
    alone: boolean,
  ): Promise<Sending> {
    const id = server.freshId();
    const { name, type, edns } = question;
    const wire = encodeQuery({
      id,
      name,
      type,
      class: question.class,
      rd: question.server === 'resolver',
      edns,
    });
    const query = { wire, id, asks: (message: Message) => asksThis(message, question), timeoutMs };
    this.#sent += 1;
    try {
      if (transport === 'udp')
        return await (alone || server.answersFromElsewhere
          ? server.overOpenUdp(query)
          : server.overUdp(query));
      return await (alone || type === 'AXFR' ? server.overOwnTcp(query) : server.overTcp(query));
    } finally {
      server.release(id);
    }
  }

  #record(sending: Sending, place: Place, transport: Transport, sentAt: number, end: AttemptEnd): Attempt {
    return {
      transport,
      to: place.address,
      sentAt: millis(sentAt),
      took: millis(this.elapsed - sentAt),
      end,
      wire: sending.answer?.wire ?? null,
      from: sending.answer === null ? null : this.#addressOf(sending.answer.from, place),
      strays: sending.strays.map((stray) => ({ ...stray, from: this.#addressOf(stray.from, place) })),
    };
  }

  /** Where a server is reached; the resolver may be at several places. */
  #placesOf(server: Destination): readonly Place[] {
    const known = this.#places.get(server);
    if (known !== undefined) return known;
    const { resolvers, routes } = this.#options;
    const places =
      server === 'resolver'
        ? resolvers.map((endpoint) => this.#place(endpoint.host as Address, endpoint))
        : [this.#place(server, routes.get(server) ?? { host: server, port: DNS_PORT })];
    this.#places.set(server, places);
    return places;
  }

  #place(address: Address, endpoint: Endpoint): Place {
    const key = `${endpoint.host} ${endpoint.port}`;
    const links = this.#servers.get(key) ?? new ServerLinks(endpoint, this.#options, () => this.elapsed);
    this.#servers.set(key, links);
    return { address, endpoint, links };
  }

  /** The public address behind an endpoint a packet came from. */
  #addressOf(from: Endpoint, place: Place): Address {
    if (from.host === place.endpoint.host && from.port === place.endpoint.port) return place.address;
    const route = [...this.#options.routes].find(([, at]) => at.host === from.host && at.port === from.port);
    return route?.[0] ?? (from.host as Address);
  }
}

/** A question that was put. */
interface Put {
  readonly promise: Promise<Exchange>;
  /** Once it is there. */
  exchange: Exchange | undefined;
}

interface Place {
  readonly address: Address;
  readonly endpoint: Endpoint;
  /** One server may be reached at several addresses. */
  readonly links: ServerLinks;
}

/**
 * What it may be due to that a server leaves a question unanswered: its kind, as it drops all of that kind, or the name
 * it is about, as it drops all about a zone that it does not have.
 */
function aspectsOf({ type, transport, edns, name }: Question): readonly string[] {
  return [`${transport} ${type} ${edns === null ? '' : JSON.stringify(edns)}`, fold(name)];
}

function asksThis(message: Message, question: Question): boolean {
  const [asked] = message.question;
  // An error may come without the question (a server that did not understand it); so may what only sends us to TCP.
  if (asked === undefined) return message.rcode !== 'NOERROR' || message.tc;
  return (
    sameName(asked.name, question.name) && asked.type === question.type && asked.class === question.class
  );
}

function outcomeOf(attempts: readonly Attempt[], message: Message | null): Outcome {
  const last = attempts.findLast((attempt) => attempt.wire !== null);
  if (message !== null && last?.from) return { kind: 'answered', message, from: last.from };
  const end = attempts.at(-1)?.end;
  switch (end) {
    case 'no-route':
    case 'local-error':
      return { kind: 'unasked', why: end };
    case 'refused':
    case 'closed':
    case 'garbled':
      return { kind: 'unanswered', why: end };
    case 'timeout':
    case 'truncated':
    case 'answered':
    case undefined:
      return { kind: 'unanswered', why: 'timeout' };
  }
}

function unasked(
  question: Question,
  attempts: readonly Attempt[],
  why: 'stopped' | 'no-route' | 'local-error' | 'resolver-down',
): Exchange {
  return { question, attempts, outcome: { kind: 'unasked', why } };
}

function millis(time: number): number {
  return Math.round(time * 1000) / 1000;
}
