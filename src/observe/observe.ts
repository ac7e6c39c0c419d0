import type { Exchange } from '../observation/exchange.js';
import { type Observation, viewOf } from '../observation/observation.js';
import type { Families } from '../observation/view.js';
import type { ZoneTarget } from '../target.js';
import type { Asker } from './asker.js';
import { next } from './plan/index.js';

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
  const pending = new Map<string, Promise<void>>();
  while (!signal.aborted) {
    for (const [key, question] of next(viewOf(observation))) {
      if (pending.has(key)) continue;
      const answered = asker.ask(question).then((exchange) => {
        exchanges.set(key, exchange);
        pending.delete(key);
      });
      pending.set(key, answered);
    }
    if (pending.size === 0) break;
    await Promise.race(pending.values());
    // Answers that arrived together are taken together: the plan is made once for all of them.
    await new Promise((resolve) => setImmediate(resolve));
    onAnswers();
  }
  return observation;
}
