import { fold, type Name } from '../dns/name.js';
import type { Question, Transport } from '../record/question.js';

/** After this many unanswered questions of one kind or about one name, and no answered one, the rest are not put. */
const IN_VAIN = 4;

/**
 * Further attempts at a server that seems to limit its rate, or that packets do not always get to; and if it answered the like
 * before.
 */
const FURTHER = 4;
const FURTHER_IF_ANSWERED = 5;

/** Possible reasons for an unanswered question: its kind, if all of that kind are dropped, or the name it is about. */
export type Reasons = readonly string[];

export function reasonsFor({ type, transport, edns, name }: Question): Reasons {
  return [`${transport} ${type} ${edns === null ? '' : JSON.stringify(edns)}`, fold(name)];
}

/** What one server leaves unanswered, and why. */
export class Silence {
  readonly #spoke: Record<Transport, boolean> = { udp: false, tcp: false };
  readonly #gaveUp: Record<Transport, boolean> = { udp: false, tcp: false };
  readonly #missed: Record<Transport, boolean> = { udp: false, tcp: false };
  /** Questions being put. */
  readonly #trying: Record<Transport, number> = { udp: 0, tcp: 0 };
  /** Those who wait for a first answer, or for the questions being put to end. */
  readonly #undecided = new Set<() => void>();
  /** By kind or name: unanswered questions that have no other explanation. */
  readonly #inVain = new Map<string, number>();
  readonly #answered = new Set<string>();
  #answersLater = false;

  /** Whether it answered anything. */
  get spoke(): boolean {
    return this.#spoke.udp || this.#spoke.tcp;
  }

  /**
   * Puts a question. If the first ones got no answer yet, it waits for what becomes of those: a dead server costs the time of
   * their attempts and no more.
   */
  async afterFirst<T>(transport: Transport, put: () => Promise<T>): Promise<T> {
    const isDecided = () => !this.#missed[transport] || this.#spoke[transport] || this.#gaveUp[transport];
    while (!isDecided() && this.#trying[transport] > 0) {
      await new Promise<void>((resolve) => this.#undecided.add(resolve));
    }
    this.#trying[transport] += 1;
    try {
      return await put();
    } finally {
      this.#trying[transport] -= 1;
      this.#decide();
    }
  }

  #decide(): void {
    for (const wake of this.#undecided) wake();
    this.#undecided.clear();
  }

  /** Whether it never answered anything over this transport, through all attempts of a question. */
  isDead(transport: Transport): boolean {
    return this.#gaveUp[transport] && !this.#spoke[transport];
  }

  /** Whether it left several questions of this kind, or about this name, unanswered that had nothing else against them. */
  isTiredOf(reasons: Reasons): boolean {
    return reasons.some((each) => !this.#answered.has(each) && (this.#inVain.get(each) ?? 0) >= IN_VAIN);
  }

  /** Whether a missing answer would have a reason that is known. */
  isExplained(reasons: Reasons): boolean {
    return reasons.some((each) => this.#inVain.has(each));
  }

  /** `later`: it had left the question unanswered before. */
  answered(transport: Transport, reasons: Reasons, later: boolean): void {
    this.#spoke[transport] = true;
    this.#answersLater ||= later;
    this.#decide();
    for (const each of reasons) {
      this.#answered.add(each);
      this.#inVain.delete(each);
    }
  }

  /** A message got no answer in time. Gives whether that is a surprise: it does answer, and nothing explains it. */
  missed(transport: Transport, reasons: Reasons): boolean {
    this.#missed[transport] = true;
    return this.#spoke[transport] && !this.isExplained(reasons);
  }

  /** All attempts of a question are over, without an answer. */
  gaveUp(transport: Transport, reasons: Reasons): void {
    this.#gaveUp[transport] = true;
    for (const each of reasons) {
      // Not for its name if it answered others about that; not for its kind if it answered others of that.
      const alone = reasons.every((other) => other === each || this.#answered.has(other));
      this.#inVain.set(each, (this.#inVain.get(each) ?? 0) + (alone ? 1 : 0));
    }
  }

  /** How many more attempts are worth while: the silence may be due to the rate, or to packets that get lost. */
  further(reasons: Reasons, isSlowed: boolean): number {
    if (!(isSlowed || this.#answersLater) || this.isExplained(reasons)) return 0;
    return reasons.every((each) => this.#answered.has(each)) ? FURTHER_IF_ANSWERED : FURTHER;
  }

  /** Nothing more will be asked about this name. */
  forget(name: Name): void {
    this.#answered.delete(fold(name));
    this.#inVain.delete(fold(name));
  }
}
