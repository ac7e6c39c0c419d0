import { fold, type Name } from '../dns/name.js';
import type { Question } from '../record/question.js';

/** After this many unanswered questions of one kind or about one name, and no answered one, the rest are skipped. */
const TOO_MANY = 4;

/** Possible reasons for an unanswered question: its kind, if a server drops that, and its name, if it does not have the zone. */
export type Reasons = readonly [kind: string, name: string];

export function reasonsOf({ type, transport, edns, name }: Question): Reasons {
  return [`${transport} ${type} ${edns === null ? '' : JSON.stringify(edns)}`, fold(name)];
}

/** The kinds of questions and the names that one server has left unanswered through all tries. */
export class InVain {
  /** Unanswered questions that have no other explanation. */
  readonly #unanswered = new Map<string, number>();
  readonly #answered = new Set<string>();

  answered(reasons: Reasons): void {
    for (const each of reasons) {
      this.#answered.add(each);
      this.#unanswered.delete(each);
    }
  }

  unanswered(reasons: Reasons): void {
    for (const each of reasons) {
      // The name explains nothing if questions about it were answered, nor does the kind: then the other one does.
      const isAlone = reasons.every((other) => other === each || this.#answered.has(other));
      this.#unanswered.set(each, (this.#unanswered.get(each) ?? 0) + (isAlone ? 1 : 0));
    }
  }

  /** Whether another such question is no use. */
  isHopeless(reasons: Reasons): boolean {
    return reasons.some((each) => !this.#answered.has(each) && (this.#unanswered.get(each) ?? 0) >= TOO_MANY);
  }

  /** Whether a question of this kind or about this name was unanswered, and none answered since. */
  isDoubtful(reasons: Reasons): boolean {
    return reasons.some((each) => this.#unanswered.has(each));
  }

  /** Whether questions of this kind, and questions about this name, were answered. */
  isUsual(reasons: Reasons): boolean {
    return reasons.every((each) => this.#answered.has(each));
  }

  /** Nothing more will be asked about this name. */
  forget(name: Name): void {
    this.#unanswered.delete(fold(name));
    this.#answered.delete(fold(name));
  }
}
