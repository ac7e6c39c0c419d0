import type { Exchange } from '../observation/exchange.js';
import { type Observation, viewOf } from '../observation/observation.js';
import { keyOf, type Question } from '../observation/question.js';
import { type Families, ZoneView } from '../observation/view.js';
import type { ZoneTarget } from '../target.js';
import type { Asker } from './asker.js';
import { open, wanted } from './plan/index.js';

/**
 * Asks about a zone what the plan wants to know, as soon as it wants to, until it wants nothing more; a run that is
 * stopped ends with what is known by then.
 */
export async function observe(
  target: ZoneTarget,
  families: Families,
  asker: Asker,
  signal: AbortSignal,
  onAnswers: () => void = () => {},
): Promise<Observation> {
  const exchanges = new Map<string, Exchange>();
  const observation: Observation = { target, families, exchanges };
  const pending = new Set<string>();
  let onAnswer = (_key: string) => {};
  while (!signal.aborted) {
    const { questions, awaited } = plan(observation);
    for (const [key, question] of questions) {
      if (pending.has(key)) continue;
      pending.add(key);
      void asker.ask(question).then((exchange) => {
        exchanges.set(key, exchange);
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
    // Answers that arrived together are taken together: the plan is made once for all of them.
    await asker.turns.next();
    onAnswers();
  }
  return observation;
}

interface Plan {
  /** What is to be asked now, by key. */
  readonly questions: ReadonlyMap<string, Question>;
  /** What the plan looked up in vain, by key: until an answer to one of these is there, it would be the same again. */
  readonly awaited: ReadonlySet<string>;
}

function plan(observation: Observation): Plan {
  const { target, families, exchanges } = observation;
  const awaited = new Set<string>();
  const watched = {
    get: (question: Question) => {
      const key = keyOf(question);
      const exchange = exchanges.get(key);
      if (exchange === undefined) awaited.add(key);
      return exchange;
    },
    values: () => exchanges.values(),
  };
  const questions = [...wanted(new ZoneView(target, families, watched))];
  return { questions: open(questions, viewOf(observation)), awaited };
}
