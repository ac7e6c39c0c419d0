import type { Exchange } from '../record/exchange.js';
import type { Observation } from '../record/observation.js';
import { isOnlyFor, keyOf, type Question } from '../record/question.js';

/** What puts a question, however often it was put. */
export interface Putter {
  put(question: Question): Promise<Exchange>;
  /** Lets go of what is remembered of a question that will not be put again. */
  forget(question: Question): void;
}

interface Kept {
  readonly promise: Promise<Exchange>;
  /** Once it is there. */
  exchange: Exchange | undefined;
}

/** Puts each question once in a run and keeps its exchange. */
export class Once {
  readonly #putter: Putter;
  readonly #asked = new Map<string, Kept>();

  constructor(putter: Putter) {
    this.#putter = putter;
  }

  ask(question: Question, key = keyOf(question)): Promise<Exchange> {
    const before = this.#asked.get(key);
    if (before !== undefined) return before.promise;
    const asked: Kept = { promise: this.#putter.put(question), exchange: undefined };
    this.#asked.set(key, asked);
    void asked.promise.then((exchange) => {
      asked.exchange = exchange;
    });
    return asked.promise;
  }

  known(key: string): Exchange | undefined {
    return this.#asked.get(key)?.exchange;
  }

  /** A run of thousands of zones keeps only what they share. */
  forget({ target, exchanges }: Observation): void {
    for (const [key, { question }] of exchanges) {
      if (!isOnlyFor(target.zone, question)) continue;
      this.#asked.delete(key);
      this.#putter.forget(question);
    }
  }
}
