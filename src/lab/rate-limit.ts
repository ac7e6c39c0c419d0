/** What response rate limiting, as servers do it against reflected floods, does with one more response. */
export type Allowance = 'send' | 'drop' | 'truncate';

export interface RateLimitSpec {
  readonly per_second: number;
  /** Every so manieth response above the limit is truncated, the others are dropped; 0: all are. */
  readonly slip?: number;
}

/** Counts responses to all clients together: whoever asks the lab is one client. A second's worth may come at once. */
export class RateLimit {
  readonly #spec: RateLimitSpec;
  readonly #now: () => number;
  #credit: number;
  #since: number;
  #over = 0;

  /** `now`: milliseconds, of any origin. */
  constructor(spec: RateLimitSpec, now: () => number) {
    this.#spec = spec;
    this.#now = now;
    this.#credit = spec.per_second;
    this.#since = now();
  }

  next(): Allowance {
    const { per_second, slip = 0 } = this.#spec;
    const now = this.#now();
    this.#credit = Math.min(per_second, this.#credit + ((now - this.#since) / 1000) * per_second);
    this.#since = now;
    if (this.#credit >= 1) {
      this.#credit -= 1;
      return 'send';
    }
    this.#over += 1;
    return slip > 0 && this.#over % slip === 0 ? 'truncate' : 'drop';
  }
}
