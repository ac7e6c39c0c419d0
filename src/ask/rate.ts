/** Messages per second below which a server is not asked more slowly still. */
const SLOWEST = 20;

/** How far a server may be asked ahead of its rate, in milliseconds: the questions on one zone need not be spread. */
const BURST_MS = 200;

/** Signs of trouble within so many milliseconds are one trouble: they come from what was sent together. */
const ONE_TROUBLE_MS = 500;

/** By how much the rate grows again in a second without trouble. */
const RECOVERY = 1.1;

/** A missing answer is noticed late, so what counts is how fast messages were sent some seconds before. */
const SECONDS = 4;

/** The rate of messages to one server: never above a bound, and less while the server shows that it is too much. */
export class Rate {
  readonly #most: number;
  readonly #clock: () => number;
  #perSecond: number;
  #next = Number.NEGATIVE_INFINITY;
  #troubled = Number.NEGATIVE_INFINITY;
  /** The messages of each of the last seconds in which there were any. */
  readonly #seconds: { readonly since: number; sent: number }[] = [];

  /** `most`: messages per second; Infinity for no bound. `clock`: milliseconds, of any origin. */
  constructor(most: number, clock: () => number) {
    this.#most = most;
    this.#perSecond = most;
    this.#clock = clock;
  }

  /** Milliseconds to wait before the next message may go. The message counts as sent then. */
  turn(): number {
    const now = this.#clock();
    this.#recover(now);
    this.#count(now);
    const at = Math.max(this.#next, now - BURST_MS);
    this.#next = at + 1000 / this.#perSecond;
    return Math.max(0, at - now);
  }

  /** Half as fast from now on: as the bound, or as messages were sent, if that is less. */
  slower(): void {
    const now = this.#clock();
    if (now - this.#troubled < ONE_TROUBLE_MS) return;
    this.#troubled = now;
    const busiest = Math.max(...this.#seconds.map(({ sent }) => sent));
    this.#perSecond = Math.max(Math.min(SLOWEST, this.#most), Math.min(this.#perSecond, busiest) / 2);
  }

  /** The rate was not to blame. */
  restore(): void {
    this.#perSecond = this.#most;
  }

  get isSlowed(): boolean {
    return this.#perSecond < this.#most;
  }

  #recover(now: number): void {
    const quiet = (now - this.#troubled) / 1000;
    if (!this.isSlowed || quiet < 1) return;
    this.#perSecond = Math.min(this.#most, this.#perSecond * RECOVERY ** quiet);
    this.#troubled = now;
    if (this.#perSecond > 0.99 * this.#most) this.restore();
  }

  #count(now: number): void {
    const second = this.#seconds.at(-1);
    if (second !== undefined && now - second.since < 1000) second.sent += 1;
    else this.#seconds.push({ since: now, sent: 1 });
    if (this.#seconds.length > SECONDS) this.#seconds.shift();
  }
}
