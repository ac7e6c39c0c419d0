import type { AnswerSource } from '../ask/source.js';
import type { Families } from '../record/observation.js';
import type { ZoneTarget } from '../target/target.js';
import { type KeyAnswer, keysOf } from '../zone/keys.js';
import { viewOf } from '../zone/view.js';
import { observe } from './observe.js';
import { Turns } from './turns.js';

/** Asks the name servers of a target for the zone's keys. */
export async function askForKeys(
  target: ZoneTarget,
  families: Families,
  source: AnswerSource,
): Promise<KeyAnswer[]> {
  const observation = await observe(target, {
    families,
    source,
    plan: keysOf,
    signal: new AbortController().signal,
    turns: new Turns(),
    onAnswers: () => {},
  });
  return keysOf(viewOf(observation));
}
