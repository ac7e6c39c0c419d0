import type { Message } from '../dns/message.js';
import { type Query, type Sender, type Sent, STOPPED } from './layers.js';
import { Rate } from './rate.js';
import type { Paced } from './silence.js';

/**
 * A server that leaves more than this share of the last questions unanswered is asked more slowly. One that limits its
 * rate soon does; the loss of packets stays below, at whatever rate.
 */
const TOO_MANY = 0.2;

/** The weight of each question in that share: the last thirty or so make it up. */
const WEIGHT = 1 / 32;

/** Bytes that any UDP answer can have (RFC 1035 section 4.2.1). */
const PLAIN_UDP = 512;

interface PaceOptions {
  /** Messages per second; Infinity for no bound. */
  readonly rate: number;
  /** Milliseconds, of any origin. */
  readonly clock: () => number;
  readonly stop: AbortSignal;
}

/**
 * Sends to one server no faster than it bears: servers limit how often they answer one client, by silence or by
 * truncation.
 */
export class Pace implements Paced {
  readonly #inner: Sender;
  readonly #rate: Rate;
  readonly #stop: AbortSignal;
  readonly #sleeping = new Set<() => void>();
  /** The share of the last questions over UDP that the server left unanswered at first and should not have. */
  #unanswered = 0;
  /** It does not truncate whatever it says. */
  #answersInFull = false;

  constructor(inner: Sender, { rate, clock, stop }: PaceOptions) {
    this.#inner = inner;
    this.#rate = new Rate(rate, clock);
    this.#stop = stop;
  }

  /** Without a wait it adds no promise of its own: most messages go at once. */
  send(query: Query): Promise<Sent> {
    const ms = this.#stop.aborted ? 0 : this.#rate.turn();
    return ms === 0 ? this.#go(query) : this.#sleep(ms).then(() => this.#go(query));
  }

  get isSlowed(): boolean {
    return this.#rate.isSlowed;
  }

  answered({ question, transport, again }: Query, { tc, size }: Message): void {
    if (question.transport === 'tcp') return;
    if (!again) this.#unanswered *= 1 - WEIGHT;
    if (transport === 'udp') this.#answersInFull ||= !tc;
    // Truncated, though it would have fitted.
    else if (size <= PLAIN_UDP && this.#answersInFull) this.#rate.slower();
  }

  missed({ transport, again }: Query): void {
    if (transport === 'tcp') return;
    if (!again) this.#unanswered += WEIGHT * (1 - this.#unanswered);
    if (this.#unanswered >= TOO_MANY) this.#rate.slower();
  }

  restore(): void {
    this.#rate.restore();
  }

  /** Ends all waiting. */
  close(): void {
    for (const wake of [...this.#sleeping]) wake();
  }

  #go(query: Query): Promise<Sent> {
    return this.#stop.aborted ? Promise.resolve(STOPPED) : this.#inner.send(query);
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#sleeping.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#sleeping.add(wake);
    });
  }
}
