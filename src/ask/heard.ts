import type { Transport } from '../record/question.js';

/** Each state outweighs the ones before it: a server that has answered once is never again one that has not. */
const STATES = ['nothing', 'missed', 'gave-up', 'answered'] as const;

/**
 * "missed": no answer came in time. "gave-up": no answer came through all tries of a question.
 */
export type State = (typeof STATES)[number];

/** What one server has let be heard of it so far, over each transport. */
export class Heard {
  readonly #states: Record<Transport, State> = { udp: 'nothing', tcp: 'nothing' };
  readonly #listeners: (() => void)[] = [];

  over(transport: Transport): State {
    return this.#states[transport];
  }

  get hasAnswered(): boolean {
    return this.#states.udp === 'answered' || this.#states.tcp === 'answered';
  }

  hear(transport: Transport, state: Exclude<State, 'nothing'>): void {
    if (STATES.indexOf(state) <= STATES.indexOf(this.#states[transport])) return;
    this.#states[transport] = state;
    if (state === 'answered') for (const listener of this.#listeners) listener();
  }

  /** Calls back at the first answer over each transport. */
  onFirstAnswer(listener: () => void): void {
    this.#listeners.push(listener);
  }
}
