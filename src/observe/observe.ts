import type { AnswerSource } from '../ask/source.js';
import type { Plan } from '../plan/index.js';
import type { Exchange } from '../record/exchange.js';
import { ExchangeIndex } from '../record/exchanges.js';
import type { Families, Observation } from '../record/observation.js';
import { keyOf, type Question } from '../record/question.js';
import type { ZoneTarget } from '../target/target.js';
import { ZoneView } from '../zone/view.js';
import type { Turns } from './turns.js';

export interface ObserveOptions {
  readonly families: Families;
  readonly source: AnswerSource;
  readonly plan: Plan;
  readonly signal: AbortSignal;
  readonly turns: Turns;
  /** Called after each look at new answers. */
  readonly onAnswers: () => void;
}

/**
 * Runs the plan of a zone and asks the questions that have no exchange yet, again after every answer, until there are none.
 * If the run is stopped, returns the exchanges so far.
 */
export async function observe(
  target: ZoneTarget,
  { families, source, plan, signal, turns, onAnswers }: ObserveOptions,
): Promise<Observation> {
  const zone = new ZoneInProgress(target, families);
  const pending = new Set<string>();
  let onAnswer = (_key: string) => {};
  while (!signal.aborted) {
    const { wanted, awaited } = zone.follow(plan, (key) => source.known(key));
    for (const [key, question] of wanted) {
      if (pending.has(key)) continue;
      pending.add(key);
      void source.ask(question, key).then((exchange) => {
        zone.add(key, exchange);
        pending.delete(key);
        onAnswer(key);
      });
    }
    if (pending.size === 0) break;
    await new Promise<void>((resolve) => {
      onAnswer = (key) => {
        if (awaited.has(key) || pending.size === 0) resolve();
      };
    });
    // The plan runs once for all answers that arrived together.
    await turns.next();
    onAnswers();
  }
  return zone.observation;
}

/** The exchanges of a zone so far. */
class ZoneInProgress {
  readonly #target: ZoneTarget;
  readonly #families: Families;
  readonly #exchanges = new Map<string, Exchange>();
  readonly #known = new ExchangeIndex();

  constructor(target: ZoneTarget, families: Families) {
    this.#target = target;
    this.#families = families;
  }

  get observation(): Observation {
    return { target: this.#target, families: this.#families, exchanges: this.#exchanges };
  }

  add(key: string, exchange: Exchange): void {
    // The plan may have found it among the exchanges of other zones.
    if (this.#exchanges.has(key)) return;
    this.#exchanges.set(key, exchange);
    this.#known.add(exchange);
  }

  /** `elsewhere`: the exchanges of other zones. Those that the plan looks up become part of this zone. */
  follow(plan: Plan, elsewhere: (key: string) => Exchange | undefined): InVain {
    const wanted = new Map<string, Question>();
    const awaited = new Set<string>();
    const find = (question: Question, how: 'get' | 'want' | 'request') => {
      const here = this.#known.get(question);
      if (here !== undefined) return here;
      const key = keyOf(question);
      const there = elsewhere(key);
      if (there !== undefined) this.add(key, there);
      else {
        if (how !== 'get') wanted.set(key, question);
        if (how !== 'request') awaited.add(key);
      }
      return there;
    };
    plan(
      new ZoneView(this.#target, this.#families, {
        get: (question) => find(question, 'get'),
        want: (question) => find(question, 'want'),
        request: (question) => void find(question, 'request'),
        values: () => this.#known.values(),
      }),
    );
    return { wanted, awaited };
  }
}

/** The questions without an exchange that a plan looked up, by key. */
interface InVain {
  /** Those that must be asked. */
  readonly wanted: ReadonlyMap<string, Question>;
  /** All of them. The plan stays the same until one of these is answered. */
  readonly awaited: ReadonlySet<string>;
}
