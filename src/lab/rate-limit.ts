/** The fate of a response under response rate limiting, which servers use against reflected floods. */
export type Allowance = 'send' | 'drop' | 'truncate';

export interface RateLimitSpec {
  readonly per_second: number;
  /** Every nth response above the limit is truncated, the others are dropped; 0: all are dropped. */
  readonly slip?: number;
}

/** Counts responses to all clients together, because a lab has only one. A second's worth may leave at once. */
export class RateLimit {
  readonly #spec: RateLimitSpec;
  readonly #now: () => number;
  #credit: number;
  #since: number;
  #over = 0;

  /** `now`: a monotonic clock in milliseconds. */
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
