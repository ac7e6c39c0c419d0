import type { Exchange } from '../record/exchange.js';
import type { Question, Transport } from '../record/question.js';
import type { Heard } from './heard.js';
import type { Asking } from './layers.js';

/**
 * Holds questions back while a server has left the first ones unanswered, until it answers or their tries are over: a dead
 * server costs the time of one chain of tries and no more.
 */
export class FirstAnswer implements Asking {
  readonly #inner: Asking;
  readonly #heard: Heard;
  /** Questions being put. */
  readonly #trying: Record<Transport, number> = { udp: 0, tcp: 0 };
  readonly #waiting = new Set<() => void>();

  constructor(inner: Asking, heard: Heard) {
    this.#inner = inner;
    this.#heard = heard;
    heard.onFirstAnswer(() => this.#wake());
  }

  async ask(question: Question): Promise<Exchange> {
    const { transport } = question;
    while (this.#heard.over(transport) === 'missed' && this.#trying[transport] > 0) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
    this.#trying[transport] += 1;
    try {
      return await this.#inner.ask(question);
    } finally {
      this.#trying[transport] -= 1;
      this.#wake();
    }
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}
