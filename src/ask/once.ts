import type { Exchange } from '../record/exchange.js';
import type { Observation } from '../record/observation.js';
import { isOnlyFor, keyOf, type Question } from '../record/question.js';
import type { Asking } from './layers.js';
import type { AnswerSource } from './source.js';

/** All that is asked, without a memory of it. */
export interface Network extends Asking {
  /** Nothing more will be asked about the name of this question. */
  forget(question: Question): void;
  readonly sent: number;
  readonly waiting: number;
  close(): void;
}

interface Put {
  readonly promise: Promise<Exchange>;
  /** Null until it is over. */
  exchange: Exchange | null;
}

/** Puts each question once in a run, and keeps its exchange for the zones that share it. */
export class Once implements AnswerSource {
  readonly #inner: Network;
  readonly #put = new Map<string, Put>();

  constructor(inner: Network) {
    this.#inner = inner;
  }

  ask(question: Question, key = keyOf(question)): Promise<Exchange> {
    const before = this.#put.get(key);
    if (before !== undefined) return before.promise;
    const put: Put = { promise: this.#inner.ask(question), exchange: null };
    this.#put.set(key, put);
    void put.promise.then((exchange) => {
      put.exchange = exchange;
    });
    return put.promise;
  }

  known(key: string): Exchange | undefined {
    return this.#put.get(key)?.exchange ?? undefined;
  }

  /** A run of thousands of zones keeps only what they share. */
  forget({ target, exchanges }: Observation): void {
    for (const [key, { question }] of exchanges) {
      if (!isOnlyFor(target.zone, question)) continue;
      this.#put.delete(key);
      this.#inner.forget(question);
    }
  }

  get sent(): number {
    return this.#inner.sent;
  }

  get waiting(): number {
    return this.#inner.waiting;
  }

  close(): void {
    this.#inner.close();
  }
}
