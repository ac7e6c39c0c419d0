/** Hands out the values of promises one by one, as they are fulfilled. */
export class UnderWay<T> {
  readonly #done: T[] = [];
  #pending = 0;
  #failure: { readonly error: unknown } | null = null;
  #wake = () => {};

  /** The number of promises, fulfilled or not, whose values were not handed out yet. */
  get size(): number {
    return this.#pending + this.#done.length;
  }

  /** Whether `next` has a value, or rejects, at once. */
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

  /** The next value, in the order of fulfilment. Rejects if a promise was rejected, or if none is left. */
  async next(): Promise<T> {
    while (!this.ready && this.#pending > 0) await this.change();
    if (this.#failure !== null) throw this.#failure.error;
    const value = this.#done.shift();
    if (value === undefined) throw new Error('nothing is under way');
    return value;
  }

  /** Resolves when a promise is settled, or at the next `stir`. For one caller at a time. */
  change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Wakes the caller of `change`. */
  stir(): void {
    this.#wake();
  }
}
