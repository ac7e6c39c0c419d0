/** The results of RIPE NCC's engine and ours for a zone, reduced to the comparable part. */

import { atLeast, type Level, REJECTED_FROM } from '../../../src/finding/level.js';
import type { Report } from '../../../src/index.js';
import type { Verdict } from '../../../src/judge/verdict.js';

export interface Outcome {
  readonly verdict: Verdict;
  /** The messages of level NOTICE and above, by tag. */
  readonly tags: ReadonlyMap<string, Level>;
}

interface Message {
  readonly tag: string;
  readonly testcase: string;
  readonly level: Level;
}

/** From a recording. The verdict is that of the compared messages, without those of DNSSEC. */
export function outcomeOfEngine(messages: readonly Message[]): Outcome {
  const tags = comparable(messages);
  const rejected = [...tags.values()].some((level) => atLeast(level, REJECTED_FROM));
  return { verdict: rejected ? 'reject' : 'accept', tags };
}

/** From a report on one zone, under the profile `engine`. */
export function outcomeOfReport({ zones }: Report): Outcome {
  const [zone] = zones;
  if (zone === undefined) throw new Error('the report has no zone');
  const messages = zone.findings.map(({ tag, testCase, level }) => ({ tag, testcase: testCase, level }));
  return { verdict: zone.verdict, tags: comparable(messages) };
}

/** DNSSEC has tests of its own; the engine does not have tags with our prefixes (RDNS_, RIPE_). */
function comparable(messages: readonly Message[]): Map<string, Level> {
  return new Map(
    messages
      .filter(({ level }) => atLeast(level, 'NOTICE'))
      .filter(({ testcase }) => !/^DNSSEC/i.test(testcase))
      .filter(({ tag }) => !/^(RDNS|RIPE)_/.test(tag))
      .map(({ tag, level }) => [tag, level]),
  );
}

export interface Disagreement {
  readonly tag: string;
  /** The level of the tag there; null if it is not given. */
  readonly engine: Level | null;
  readonly ours: Level | null;
}

/** The tags that only one of the two gives or that differ in level, in alphabetical order. */
export function disagreements(engine: Outcome, ours: Outcome): Disagreement[] {
  return [...new Set([...engine.tags.keys(), ...ours.tags.keys()])]
    .sort()
    .map((tag) => ({ tag, engine: engine.tags.get(tag) ?? null, ours: ours.tags.get(tag) ?? null }))
    .filter((each) => each.engine !== each.ours);
}

/** Whether a level at which RIPE NCC rejects is involved. */
export function isSerious({ engine, ours }: Disagreement): boolean {
  return [engine, ours].some((level) => level !== null && atLeast(level, REJECTED_FROM));
}
