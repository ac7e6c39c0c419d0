/**
 * Lets many tasks have the processor one after the other, each for one step, and reads what has arrived from the network
 * in between. So a busy run makes the plan of a zone seldom, for many answers at a time, and an idle one at once.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #scheduled = false;

  /** Resolves when it is the caller's turn; the turn is over with the caller's next wait. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return;
    this.#scheduled = true;
    // Immediates run after what has arrived was read.
    setImmediate(() => {
      this.#scheduled = false;
      this.#waiting.shift()?.();
      this.#schedule();
    });
  }
}
