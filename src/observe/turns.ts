/**
 * Gives many tasks the processor in turn, each for one step, and reads from the network in between. So a busy run makes the
 * plan of a zone seldom, with many answers at a time, and an idle run makes it at once.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #scheduled = false;

  /** Resolves when it is the caller's turn, which ends with the caller's next `await`. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return;
    this.#scheduled = true;
    // Immediates run after arrived packets were read.
    setImmediate(() => {
      this.#scheduled = false;
      this.#waiting.shift()?.();
      this.#schedule();
    });
  }
}
