/** Messages per second below which a server is not asked more slowly still. */
const SLOWEST = 20;

/** How far a server may be asked ahead of its rate, in milliseconds: the questions on one zone need not be spread. */
const BURST_MS = 200;

/** Signs of trouble within so many milliseconds are one trouble: they come from what was sent together. */
const ONE_TROUBLE_MS = 500;

/** By how much the rate grows again in a second without trouble. */
const RECOVERY = 1.1;

/**
 * The rate at which one server is sent messages: never above a bound, and less while the server shows that it is too much
 * (servers limit how often they answer one client, by silence or by truncation).
 */
export class Pace {
  readonly #most: number;
  readonly #now: () => number;
  #rate: number;
  #next = Number.NEGATIVE_INFINITY;
  #troubled = Number.NEGATIVE_INFINITY;

  /** `most`: messages per second; Infinity for no bound. `now`: milliseconds, of any origin. */
  constructor(most: number, now: () => number) {
    this.#most = most;
    this.#rate = most;
    this.#now = now;
  }

  /** Milliseconds to wait before the next message may go; the message counts as sent then. */
  turn(): number {
    const now = this.#now();
    this.#recover(now);
    const at = Math.max(this.#next, now - BURST_MS);
    this.#next = at + 1000 / this.#rate;
    return Math.max(0, at - now);
  }

  /** Half as fast from now on. Without a bound there is no rate to halve: then what `sentPerSecond` measures counts. */
  slower(sentPerSecond: number): void {
    const now = this.#now();
    if (now - this.#troubled < ONE_TROUBLE_MS) return;
    this.#troubled = now;
    this.#rate = Math.max(Math.min(SLOWEST, this.#most), Math.min(this.#rate, sentPerSecond) / 2);
  }

  /** The trouble was none of the rate. */
  restore(): void {
    this.#rate = this.#most;
  }

  get slowed(): boolean {
    return this.#rate < this.#most;
  }

  #recover(now: number): void {
    const quiet = (now - this.#troubled) / 1000;
    if (!this.slowed || quiet < 1) return;
    this.#rate = Math.min(this.#most, this.#rate * RECOVERY ** quiet);
    this.#troubled = now;
    if (this.#rate > 0.99 * this.#most) this.restore();
  }
}
