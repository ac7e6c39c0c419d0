import type { Question } from '../record/question.js';
import { chainQuestions, hostsLookedUp } from '../zone/alias-chain.js';
import type { ZoneView } from '../zone/view.js';

/** Where a name could not be looked up: whether it is an alias that leads nowhere. */
export function* aliasQuestions(zone: ZoneView): Generator<Question> {
  for (const host of hostsLookedUp(zone)) yield* chainQuestions(zone, host);
}
