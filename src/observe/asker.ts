import { randomInt } from 'node:crypto';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Address } from '../dns/address.js';
import { encodeQuery } from '../dns/encode.js';
import type { Message } from '../dns/message.js';
import { sameName } from '../dns/name.js';
import { TcpLink, type TcpQuery } from '../dns/tcp.js';
import type { Endpoint, Sending } from '../dns/transport.js';
import { UdpLink, type UdpQuery } from '../dns/udp.js';
import type { Attempt, AttemptEnd, Exchange, Outcome, Seen } from '../observation/exchange.js';
import { keyOf, type Question, type Transport } from '../observation/question.js';

export interface AskerOptions {
  /** Asked in turn until one answers. */
  readonly resolvers: readonly Endpoint[];
  /** Where addresses are reached that are not reached at themselves: the embedded lab. */
  readonly routes: ReadonlyMap<Address, Endpoint>;
  /** Milliseconds that the first attempt of a question may take; each retry takes half as long again. */
  readonly timeoutMs: number;
  readonly retries: number;
  /** Questions in flight to one server address. */
  readonly inFlight: number;
  readonly signal: AbortSignal;
}

const GROWTH = 1.5;
const DNS_PORT = 53;

/**
 * Puts questions to servers, each once in a run, and keeps what came of them. The only thing in the program that owns
 * sockets and a clock: bounds, timeouts, retries, truncation and local trouble are dealt with here.
 */
export class Asker implements Seen {
  readonly #options: AskerOptions;
  readonly #started = performance.now();
  readonly #exchanges = new Map<string, Exchange>();
  readonly #asked = new Map<string, Promise<Exchange>>();
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

  /** Milliseconds since the start of the run. */
  get elapsed(): number {
    return performance.now() - this.#started;
  }

  get(question: Question): Exchange | undefined {
    return this.#exchanges.get(keyOf(question));
  }

  /** Never rejects: what goes wrong is the exchange's outcome. */
  ask(question: Question): Promise<Exchange> {
    const key = keyOf(question);
    const asked = this.#asked.get(key);
    if (asked !== undefined) return asked;
    const exchange = this.#exchangeOn(question).then((done) => {
      this.#exchanges.set(key, done);
      return done;
    });
    this.#asked.set(key, exchange);
    return exchange;
  }

  close(): void {
    for (const server of this.#servers.values()) server.close();
    this.#servers.clear();
  }

  async #exchangeOn(question: Question): Promise<Exchange> {
    const [first] = this.#placesOf(question);
    if (first === undefined) return unasked(question, [], 'resolver-down');
    // One place in the bound for all attempts: what waits behind a silent server is not sent to it at all.
    return this.#linksTo(first).limit(() => this.#tryOn(question));
  }

  async #tryOn(question: Question): Promise<Exchange> {
    const attempts: Attempt[] = [];
    const places = this.#placesOf(question);
    const tries = Math.max(1 + this.#options.retries, places.length);
    let answer: Message | null = null;
    for (let nth = 0; nth < tries; nth += 1) {
      const place = places[nth % places.length];
      if (place === undefined || this.#options.signal.aborted) return unasked(question, attempts, 'stopped');
      const server = this.#linksTo(place);
      if (server.silent(question.transport)) {
        if (nth + 1 < places.length) continue;
        return { question, attempts, outcome: { kind: 'unanswered', why: 'silent-before' } };
      }
      const given = await this.#attempt(question, place, server, nth, nth === tries - 1, attempts);
      if (given === 'stopped') return unasked(question, attempts, 'stopped');
      if (given === 'no-route' || given === 'local-error') {
        if (nth + 1 < places.length) continue;
        return unasked(question, attempts, given);
      }
      answer = given ?? answer;
      const another =
        question.server === 'resolver' && nth + 1 < places.length && answer?.rcode === 'SERVFAIL';
      if (given !== null && !another) break;
    }
    return { question, attempts, outcome: outcomeOf(attempts, answer) };
  }

  /** One attempt, over TCP again when it is truncated. The answer; null for none; why it could not be made. */
  async #attempt(
    question: Question,
    place: Place,
    server: ServerLinks,
    nth: number,
    last: boolean,
    attempts: Attempt[],
  ): Promise<Message | null | 'stopped' | 'no-route' | 'local-error'> {
    const transports: Transport[] = question.transport === 'tcp' ? ['tcp'] : ['udp', 'tcp'];
    // A server that was silent may have answered from another address; of one that refused nothing is to come.
    const listenWidely = last && attempts.at(-1)?.end === 'timeout';
    for (const transport of transports) {
      const timeoutMs = this.#options.timeoutMs * GROWTH ** nth;
      const sentAt = this.elapsed;
      const sending = await this.#send(question, server, transport, timeoutMs, listenWidely);
      if (sending.end === 'aborted') return 'stopped';
      const message = sending.answer?.message ?? null;
      const truncated = message?.tc === true && transport === 'udp' && !question.keepTruncated;
      attempts.push(this.#record(sending, place, transport, sentAt, truncated ? 'truncated' : sending.end));
      if (sending.end === 'no-route' || sending.end === 'local-error') return sending.end;
      server.saw(question.transport, message !== null, last);
      if (!truncated) return message;
    }
    return null;
  }

  async #send(
    question: Question,
    server: ServerLinks,
    transport: Transport,
    timeoutMs: number,
    listenWidely: boolean,
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
      if (transport === 'udp') return await server.overUdp(query, listenWidely);
      // The later messages of a zone transfer would be taken for answers to other questions.
      return await server.overTcp(query, type === 'AXFR');
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

  #placesOf(question: Question): Place[] {
    const { resolvers, routes } = this.#options;
    if (question.server === 'resolver') {
      return resolvers.map((endpoint) => ({ address: endpoint.host as Address, endpoint }));
    }
    const endpoint = routes.get(question.server) ?? { host: question.server, port: DNS_PORT };
    return [{ address: question.server, endpoint }];
  }

  /** The public address behind an endpoint a packet came from. */
  #addressOf(from: Endpoint, place: Place): Address {
    if (from.host === place.endpoint.host && from.port === place.endpoint.port) return place.address;
    const route = [...this.#options.routes].find(([, at]) => at.host === from.host && at.port === from.port);
    return route?.[0] ?? (from.host as Address);
  }

  #linksTo(place: Place): ServerLinks {
    const key = `${place.endpoint.host} ${place.endpoint.port}`;
    const known = this.#servers.get(key);
    if (known !== undefined) return known;
    const links = new ServerLinks(place.endpoint, this.#options.inFlight);
    this.#servers.set(key, links);
    return links;
  }
}

interface Place {
  readonly address: Address;
  readonly endpoint: Endpoint;
}

/** The sockets to one server address, how many questions wait on them, and whether it has ever said anything. */
class ServerLinks {
  readonly limit: LimitFunction;
  readonly #endpoint: Endpoint;
  readonly #udp: UdpLink;
  readonly #tcp: TcpLink;
  readonly #extra = new Set<UdpLink | TcpLink>();
  readonly #ids = new Set<number>();
  readonly #spoke: Record<Transport, boolean> = { udp: false, tcp: false };
  readonly #gaveUp: Record<Transport, boolean> = { udp: false, tcp: false };

  constructor(endpoint: Endpoint, inFlight: number) {
    this.#endpoint = endpoint;
    this.#udp = new UdpLink(endpoint);
    this.#tcp = new TcpLink(endpoint);
    this.limit = pLimit(inFlight);
  }

  /** It never answered anything over this transport, through all attempts of a question. */
  silent(transport: Transport): boolean {
    return this.#gaveUp[transport] && !this.#spoke[transport];
  }

  saw(transport: Transport, answered: boolean, last: boolean): void {
    if (answered) this.#spoke[transport] = true;
    else if (last) this.#gaveUp[transport] = true;
  }

  /** `listenWidely`: on a socket of its own that hears answers from other addresses too. */
  overUdp(query: UdpQuery, listenWidely: boolean): Promise<Sending> {
    if (!listenWidely) return this.#udp.send(query);
    return this.#once(new UdpLink(this.#endpoint, 'open'), (link) => link.send(query));
  }

  overTcp(query: TcpQuery, ownConnection: boolean): Promise<Sending> {
    if (!ownConnection) return this.#tcp.send(query);
    return this.#once(new TcpLink(this.#endpoint), (link) => link.send(query));
  }

  async #once<Link extends UdpLink | TcpLink>(
    link: Link,
    use: (link: Link) => Promise<Sending>,
  ): Promise<Sending> {
    this.#extra.add(link);
    try {
      return await use(link);
    } finally {
      link.close();
      this.#extra.delete(link);
    }
  }

  freshId(): number {
    let id = randomInt(65536);
    while (this.#ids.has(id)) id = randomInt(65536);
    this.#ids.add(id);
    return id;
  }

  release(id: number): void {
    this.#ids.delete(id);
  }

  close(): void {
    for (const link of [this.#udp, this.#tcp, ...this.#extra]) link.close();
  }
}

function asksThis(message: Message, question: Question): boolean {
  const [asked] = message.question;
  // An error may come without the question (a server that did not understand it).
  if (asked === undefined) return message.rcode !== 'NOERROR';
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
