import type { Question } from '../record/question.js';
import { Pace } from './pace.js';
import type { How, Sent, Sockets } from './sockets.js';

/**
 * A server that leaves more than this share of the last questions unanswered is asked more slowly. A limited rate soon leads
 * there; packets that are lost on the way stay below, at whatever rate.
 */
const TOO_MANY = 0.2;

/** What each question counts for in that share: the last thirty or so make it up. */
const WEIGHT = 1 / 32;

/** A missing answer is noticed late, so what counts is how fast questions were sent some seconds before. */
const SECONDS = 4;

/** Sends the messages to one server no faster than a rate, and more slowly if the server shows that it is too much. */
export class Paced {
  readonly #sockets: Pick<Sockets, 'send' | 'close'>;
  readonly #now: () => number;
  readonly #pace: Pace;
  readonly #sleeping = new Set<() => void>();
  /** How many messages were sent in each of the last seconds in which there were any: what a timeout may be about. */
  readonly #seconds: { readonly since: number; sent: number }[] = [];
  /** The share of the last questions over UDP that got no answer at first. */
  #missing = 0;
  #closed = false;

  /** `rate`: messages per second; Infinity for no bound. `now`: milliseconds, of any origin. */
  constructor(sockets: Pick<Sockets, 'send' | 'close'>, rate: number, now: () => number) {
    this.#sockets = sockets;
    this.#now = now;
    this.#pace = new Pace(rate, now);
  }

  send(question: Question, how: How): Promise<Sent> {
    const ms = this.#pace.turn();
    this.#countSent();
    if (ms === 0) return this.#sendNow(question, how);
    return this.#sleep(ms).then(() => this.#sendNow(question, how));
  }

  /** Whether the server is asked more slowly than it might be. */
  get slowed(): boolean {
    return this.#pace.slowed;
  }

  /** A first message with a question over UDP was answered. */
  answered(): void {
    this.#missing *= 1 - WEIGHT;
  }

  /** A message over UDP was not answered in time, without a reason that is known; `again`: it was not the first. */
  missed(again: boolean): void {
    if (!again) this.#missing += WEIGHT * (1 - this.#missing);
    if (this.#missing >= TOO_MANY) this.slower();
  }

  slower(): void {
    this.#pace.slower(Math.max(...this.#seconds.map(({ sent }) => sent)));
  }

  /** The rate was not to blame. */
  restore(): void {
    this.#pace.restore();
  }

  /** Wakes those who wait for their turn, too: what they were to send is not sent. */
  close(): void {
    this.#closed = true;
    for (const wake of [...this.#sleeping]) wake();
    this.#sockets.close();
  }

  #sendNow(question: Question, how: How): Promise<Sent> {
    if (!this.#closed) return this.#sockets.send(question, how);
    const { transport } = how;
    return Promise.resolve({ end: 'aborted', answer: null, strays: [], transport, sentAt: 0, took: 0 });
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

  #countSent(): void {
    const now = this.#now();
    const second = this.#seconds.at(-1);
    if (second !== undefined && now - second.since < 1000) second.sent += 1;
    else this.#seconds.push({ since: now, sent: 1 });
    if (this.#seconds.length > SECONDS) this.#seconds.shift();
  }
}
