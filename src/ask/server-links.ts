import { randomInt } from 'node:crypto';
import pLimit, { type LimitFunction } from 'p-limit';
import { TcpLink, type TcpQuery } from '../net/tcp.js';
import type { Endpoint, Sending } from '../net/transport.js';
import { UdpLink, type UdpQuery } from '../net/udp.js';
import type { Transport } from '../record/question.js';
import { Pace } from './pace.js';

export interface Politeness {
  /** Questions in flight to one server address. */
  readonly inFlight: number;
  /** Messages per second to one server address; Infinity for no bound. */
  readonly rate: number;
}

/** Questions in flight to a server that has not answered yet: enough to lose some, few to send to where nobody is. */
const FIRST_IN_FLIGHT = 4;

/**
 * A server that leaves more than this share of the last questions unanswered is asked more slowly. Where a rate is limited
 * it soon is; what is lost on the way stays below, at whatever rate.
 */
const TOO_MANY = 0.2;

/** What each question counts for in that share: the last thirty or so make it up. */
const WEIGHT = 1 / 32;

/** That a question was left unanswered is noticed late, so what counts is how fast they were sent some seconds before. */
const SECONDS = 4;

/**
 * Further attempts at a server that seems to limit its rate, or that packets do not always get to; and where it answered
 * the like before.
 */
const FURTHER = 4;
const FURTHER_WHERE_ANSWERED = 5;

/** So many questions of a kind, or about a name, in vain, and none that was answered: the others are not asked. */
const IN_VAIN = 4;

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
  readonly #ownTcp: TcpLink[] = [];
  readonly #own = new Set<UdpLink | TcpLink>();
  readonly #sleeping = new Set<() => void>();
  readonly #ids = new Set<number>();
  readonly #spoke: Record<Transport, boolean> = { udp: false, tcp: false };
  readonly #gaveUp: Record<Transport, boolean> = { udp: false, tcp: false };
  /** Over which it left a question unanswered. */
  readonly #missed: Record<Transport, boolean> = { udp: false, tcp: false };
  /** Questions being put. */
  readonly #trying: Record<Transport, number> = { udp: 0, tcp: 0 };
  /** Who waits for it to answer for the first time, or for those questions to end. */
  readonly #undecided = new Set<() => void>();
  /** What questions were about that it did not answer, and how many of them it can only have left unanswered for that. */
  readonly #inVain = new Map<string, number>();
  readonly #answeredAbout = new Set<string>();
  /** Of the last questions over UDP, the share that it left unanswered at first and need not have. */
  #unanswered = 0;
  /** It answered a question that it had left unanswered before. */
  #answersLater = false;
  /** It answers from another address than it is asked at. */
  #answersFromElsewhere = false;
  #answersInFull = false;
  /** How many messages were sent in each of the last seconds in which there were any: what a timeout may be about. */
  readonly #seconds: { readonly since: number; sent: number }[] = [];

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

  get spoke(): boolean {
    return this.#spoke.udp || this.#spoke.tcp;
  }

  /**
   * Puts a question. Where the first ones got no answer yet, it is not put before it is known what becomes of those: a dead
   * server costs the time of their attempts and no more.
   */
  async afterFirst<T>(transport: Transport, put: () => Promise<T>): Promise<T> {
    const isDecided = () => !this.#missed[transport] || this.#spoke[transport] || this.#gaveUp[transport];
    while (!isDecided() && this.#trying[transport] > 0) {
      await new Promise<void>((resolve) => this.#undecided.add(resolve));
    }
    this.#trying[transport] += 1;
    try {
      return await put();
    } finally {
      this.#trying[transport] -= 1;
      this.#decide();
    }
  }

  #decide(): void {
    for (const wake of this.#undecided) wake();
    this.#undecided.clear();
  }

  /**
   * It never answered anything over this transport, through all attempts of a question; or nothing of this kind, or
   * about this name, through several questions that had nothing else against them. `about`: the kind and the name.
   */
  silent(transport: Transport, about: readonly string[]): boolean {
    if (this.#gaveUp[transport] && !this.#spoke[transport]) return true;
    return about.some((each) => !this.#answeredAbout.has(each) && (this.#inVain.get(each) ?? 0) >= IN_VAIN);
  }

  /** `later`: it had left the question unanswered before. */
  answered(transport: Transport, about: readonly string[], later: boolean): void {
    this.#spoke[transport] = true;
    this.#decide();
    this.#answersLater ||= later;
    if (transport === 'udp' && !later) this.#unanswered *= 1 - WEIGHT;
    for (const each of about) {
      this.#answeredAbout.add(each);
      this.#inVain.delete(each);
    }
    if (this.limit.concurrency < this.#inFlight) this.limit.concurrency = this.#inFlight;
  }

  /** An answer over UDP that is not truncated. */
  answeredInFull(from: Endpoint): void {
    this.#answersInFull = true;
    if (from.host !== this.#endpoint.host || from.port !== this.#endpoint.port)
      this.#answersFromElsewhere = true;
  }

  get answersFromElsewhere(): boolean {
    return this.#answersFromElsewhere;
  }

  /**
   * A question got no answer in time; `again`: once more. From a server that does answer, many such are a sign of too many
   * questions; unless it leaves this kind of question, or those about this name, unanswered anyway.
   */
  missed(transport: Transport, about: readonly string[], again: boolean): void {
    this.#missed[transport] = true;
    if (transport !== 'udp' || !this.#spoke.udp || this.#isInVain(about)) return;
    if (!again) this.#unanswered += WEIGHT * (1 - this.#unanswered);
    if (this.#unanswered >= TOO_MANY) this.#slower();
  }

  /**
   * It truncated an answer that would have fitted: that is how servers limit their rate of answers, too. One that
   * truncates whatever it says limits nothing.
   */
  truncatedForNothing(): void {
    if (this.#answersInFull) this.#slower();
  }

  /** All attempts of a question are through. */
  gaveUp(transport: Transport, about: readonly string[]): void {
    this.#gaveUp[transport] = true;
    for (const each of about) {
      // Not for its name, if it answered others about that; not for its kind, if it answered others of that.
      const alone = about.every((other) => other === each || this.#answeredAbout.has(other));
      this.#inVain.set(each, (this.#inVain.get(each) ?? 0) + (alone ? 1 : 0));
    }
    this.#pace.restore();
  }

  /** Nothing more will be asked about this name. */
  forget(name: string): void {
    this.#answeredAbout.delete(name);
    this.#inVain.delete(name);
  }

  /** How many more attempts are worth while, as the silence may be due to the rate or to packets that get lost. */
  further(about: readonly string[]): number {
    if (!(this.#pace.slowed || this.#answersLater) || this.#isInVain(about)) return 0;
    return about.every((each) => this.#answeredAbout.has(each)) ? FURTHER_WHERE_ANSWERED : FURTHER;
  }

  #isInVain(about: readonly string[]): boolean {
    return about.some((each) => this.#inVain.has(each));
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
   * On a connection where nothing else is asked meanwhile. Of a zone transfer this gives the first message: more may
   * follow, that would be taken for answers to other questions. After a refusal none do, and the connection is kept.
   */
  async overOwnTcp(query: TcpQuery): Promise<Sending> {
    const link = this.#ownTcp.pop() ?? new TcpLink(this.#endpoint);
    this.#own.add(link);
    const sending = await link.send(query);
    this.#own.delete(link);
    const message = sending.answer?.message;
    if (message !== undefined && message.answer.length === 0) this.#ownTcp.push(link);
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
    for (const link of [this.#udp, ...this.#tcp, ...this.#ownTcp, ...this.#own]) link.close();
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
    this.#pace.slower(Math.max(...this.#seconds.map(({ sent }) => sent)));
  }

  #countSent(): void {
    const now = this.#now();
    const second = this.#seconds.at(-1);
    if (second !== undefined && now - second.since < 1000) second.sent += 1;
    else this.#seconds.push({ since: now, sent: 1 });
    if (this.#seconds.length > SECONDS) this.#seconds.shift();
  }
}
