/** Promises that are under way together, to be had one by one as they are fulfilled. */
export class UnderWay<T> {
  readonly #done: T[] = [];
  #pending = 0;
  #failure: { readonly error: unknown } | null = null;
  #wake = () => {};

  /** How many there are, fulfilled or not, that were not handed out yet. */
  get size(): number {
    return this.#pending + this.#done.length;
  }

  /** Whether `next` has one at once, or rejects. */
  get ready(): boolean {
    return this.#done.length > 0 || this.#failure !== null;
  }

  add(promise: Promise<T>): void {
    this.#pending += 1;
    promise
      .then(
        (value) => void this.#done.push(value),
        (error: unknown) => {
          this.#failure ??= { error };
        },
      )
      .finally(() => {
        this.#pending -= 1;
        this.#wake();
      });
  }

  /** The next one, the first that was fulfilled first. Rejects when one was rejected, and when there is none to come. */
  async next(): Promise<T> {
    while (!this.ready && this.#pending > 0) await this.change();
    if (this.#failure !== null) throw this.#failure.error;
    const value = this.#done.shift();
    if (value === undefined) throw new Error('nothing is under way');
    return value;
  }

  /** Resolves when one is fulfilled or rejected, or at the next `stir`. For one caller at a time. */
  change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Has who waits for a change look again. */
  stir(): void {
    this.#wake();
  }
}
