import { chainQuestions, hostsLookedUp } from '../../observation/alias-chain.js';
import type { Question } from '../../observation/question.js';
import type { ZoneView } from '../../observation/view.js';

/** Where a name could not be looked up: whether it is an alias that leads nowhere. */
export function* aliasQuestions(zone: ZoneView): Generator<Question> {
  for (const host of hostsLookedUp(zone)) yield* chainQuestions(zone, host);
}
