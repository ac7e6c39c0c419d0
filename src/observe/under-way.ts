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

  /** Whether `next` has one at once. */
  get ready(): boolean {
    return this.#done.length > 0;
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
    if (!this.ready && this.#failure === null && this.#pending > 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#failure !== null) throw this.#failure.error;
    const value = this.#done.shift();
    if (value === undefined) throw new Error('nothing is under way');
    return value;
  }
}
