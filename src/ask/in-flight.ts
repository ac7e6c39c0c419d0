import pLimit, { type LimitFunction } from 'p-limit';
import type { Heard } from './heard.js';
import type { Asking } from './layers.js';

/** Questions in flight to a server that has not answered yet: enough to lose some, few to send to where nobody is. */
const FIRST_IN_FLIGHT = 4;

/** Bounds the questions in flight to one server. A question keeps its place through all its tries. */
export class InFlight {
  readonly #limit: LimitFunction;
  readonly #heard: Heard;

  constructor(heard: Heard, most: number) {
    this.#limit = pLimit(Math.min(most, FIRST_IN_FLIGHT));
    this.#heard = heard;
    heard.onFirstAnswer(() => {
      this.#limit.concurrency = most;
    });
  }

  /** All that is wrapped shares one bound. */
  around(inner: Asking): Asking {
    return { ask: (question) => this.#limit(() => inner.ask(question)) };
  }

  /** Questions that wait for a place. Those to a server that has never answered do not count. */
  get waiting(): number {
    return this.#heard.hasAnswered ? this.#limit.pendingCount : 0;
  }
}
