import { randomInt } from 'node:crypto';
import pLimit, { type LimitFunction } from 'p-limit';
import { TcpLink, type TcpQuery } from '../dns/tcp.js';
import type { Endpoint, Sending } from '../dns/transport.js';
import { UdpLink, type UdpQuery } from '../dns/udp.js';
import type { Transport } from '../observation/question.js';
import { Pace } from './pace.js';

export interface Politeness {
  /** Questions in flight to one server address. */
  readonly inFlight: number;
  /** Messages per second to one server address; Infinity for no bound. */
  readonly rate: number;
}

/** Questions in flight to a server that has not answered yet: enough to lose some, few to send to where nobody is. */
const FIRST_IN_FLIGHT = 4;

/** TCP connections to one server at a time, and how many questions wait on one before another is opened. */
const CONNECTIONS = 4;
const PER_CONNECTION = 4;

/** All there is between this run and one server address: its sockets, the bounds on their use, how it has behaved. */
export class ServerLinks {
  readonly limit: LimitFunction;
  readonly #inFlight: number;
  readonly #endpoint: Endpoint;
  readonly #now: () => number;
  readonly #pace: Pace;
  readonly #udp: UdpLink;
  readonly #tcp: TcpLink[] = [];
  readonly #transfers: TcpLink[] = [];
  readonly #own = new Set<UdpLink | TcpLink>();
  readonly #sleeping = new Set<() => void>();
  readonly #ids = new Set<number>();
  readonly #spoke: Record<Transport, boolean> = { udp: false, tcp: false };
  readonly #gaveUp: Record<Transport, boolean> = { udp: false, tcp: false };
  readonly #unansweredKinds = new Set<string>();
  #lastSecond = { since: Number.NEGATIVE_INFINITY, sent: 0, before: 0 };

  constructor(endpoint: Endpoint, { inFlight, rate }: Politeness, now: () => number) {
    this.#endpoint = endpoint;
    this.#now = now;
    this.#udp = new UdpLink(endpoint);
    this.limit = pLimit(Math.min(inFlight, FIRST_IN_FLIGHT));
    this.#inFlight = inFlight;
    this.#pace = new Pace(rate, now);
  }

  /** To be waited for before the next message is sent; null when it may go at once. Resolves early when the links are closed. */
  turn(): Promise<void> | null {
    const ms = this.#pace.turn();
    this.#countSent();
    if (ms === 0) return null;
    return new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#sleeping.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#sleeping.add(wake);
    });
  }

  /** It never answered anything over this transport, through all attempts of a question. */
  silent(transport: Transport): boolean {
    return this.#gaveUp[transport] && !this.#spoke[transport];
  }

  answered(transport: Transport): void {
    this.#spoke[transport] = true;
    if (this.limit.concurrency < this.#inFlight) this.limit.concurrency = this.#inFlight;
  }

  /**
   * A question got no answer in time. From a server that does answer, that is a sign of too many questions; unless it
   * leaves this kind of question unanswered anyway.
   */
  missed(transport: Transport, kind: string): void {
    if (transport === 'udp' && this.#spoke.udp && !this.#unansweredKinds.has(kind)) this.#slower();
  }

  /** It truncated an answer that would have fitted: that is how servers limit their rate of answers, too. */
  truncatedForNothing(): void {
    this.#slower();
  }

  /** All attempts of a question are through. */
  gaveUp(transport: Transport, kind: string): void {
    this.#gaveUp[transport] = true;
    this.#unansweredKinds.add(kind);
    this.#pace.restore();
  }

  /** Whether a silence may be due to the rate, so that one more attempt is worth while. */
  mayBeLimiting(kind: string): boolean {
    return this.#pace.slowed && !this.#unansweredKinds.has(kind);
  }

  overUdp(query: UdpQuery): Promise<Sending> {
    return this.#udp.send(query);
  }

  /** On a socket of its own that hears answers from other addresses too. */
  async overOpenUdp(query: UdpQuery): Promise<Sending> {
    const link = new UdpLink(this.#endpoint, 'open');
    this.#own.add(link);
    const sending = await link.send(query);
    this.#own.delete(link);
    link.close();
    return sending;
  }

  overTcp(query: TcpQuery): Promise<Sending> {
    return this.#connection().send(query);
  }

  /**
   * The first message of a zone transfer, on a connection where nothing else is asked meanwhile: more messages may
   * follow, that would be taken for answers to other questions. After a refusal none do, and the connection is kept.
   */
  async transfer(query: TcpQuery): Promise<Sending> {
    const link = this.#transfers.pop() ?? new TcpLink(this.#endpoint);
    this.#own.add(link);
    const sending = await link.send(query);
    this.#own.delete(link);
    const message = sending.answer?.message;
    if (message !== undefined && message.answer.length === 0) this.#transfers.push(link);
    else link.close();
    return sending;
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
    for (const wake of [...this.#sleeping]) wake();
    for (const link of [this.#udp, ...this.#tcp, ...this.#transfers, ...this.#own]) link.close();
  }

  #connection(): TcpLink {
    const [idlest] = [...this.#tcp].sort((a, b) => a.waiting - b.waiting);
    const full = idlest === undefined || idlest.waiting >= PER_CONNECTION;
    if (idlest !== undefined && (!full || this.#tcp.length >= CONNECTIONS)) return idlest;
    const link = new TcpLink(this.#endpoint);
    this.#tcp.push(link);
    return link;
  }

  #slower(): void {
    this.#pace.slower(Math.max(this.#lastSecond.sent, this.#lastSecond.before));
  }

  #countSent(): void {
    const now = this.#now();
    const { since, sent } = this.#lastSecond;
    if (now - since < 1000) this.#lastSecond.sent += 1;
    else this.#lastSecond = { since: now, sent: 1, before: now - since < 2000 ? sent : 0 };
  }
}
