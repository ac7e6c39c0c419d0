/** The tests for every lab: on recorded scenarios our results are those of RIPE NCC's engine. */
import pLimit from 'p-limit';
import { beforeAll, expect, test } from 'vitest';
import type { Report } from '../../../src/index.js';
import { KNOWN_DIFFERENCES } from './differences.js';
import { disagreements, isSerious, type Outcome, outcomeOfEngine, outcomeOfReport } from './outcome.js';
import type { Recording } from './recording.js';

export interface Bench {
  readonly recordings: readonly Recording[];
  readonly check: (recording: Recording) => Promise<Report>;
  /** The number of checks that run at the same time: some mostly wait. */
  readonly atOnce: number;
  /** Milliseconds for all of them. */
  readonly timeout: number;
}

const LEAST_AGREEMENT = 0.95;

export function agreementTests(title: string, { recordings, check, atOnce, timeout }: Bench): void {
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    const limit = pLimit(atOnce);
    const checks = recordings.map((recording) =>
      limit(async () => outcomes.set(recording.name, outcomeOfReport(await check(recording)))),
    );
    await Promise.all(checks);
  }, timeout);

  const compare = (recording: Recording) => {
    const ours = outcomes.get(recording.name);
    if (ours === undefined) throw new Error(`${recording.name} was not checked`);
    const engine = outcomeOfEngine(recording.messages);
    return { engine, ours, found: disagreements(engine, ours) };
  };

  test.each(recordings)('$name', (recording) => {
    const { engine, ours, found } = compare(recording);
    const known = KNOWN_DIFFERENCES.filter(({ scenarios }) => scenarios.includes(recording.name));
    expect(found).toEqual(known.map(({ tag, engine, ours }) => ({ tag, engine, ours })));
    expect(found.filter(isSerious)).toEqual([]);
    expect(ours.verdict).toBe(engine.verdict);
  });

  test('nearly all messages are the same', () => {
    let all = 0;
    let different = 0;
    for (const recording of recordings) {
      const { engine, ours, found } = compare(recording);
      all += new Set([...engine.tags.keys(), ...ours.tags.keys()]).size;
      different += found.length;
    }
    const agreement = (all - different) / all;
    process.stdout.write(
      `${title}: ${recordings.length} scenarios, ${all - different} of ${all} messages agree with the engine ` +
        `(${(100 * agreement).toFixed(1)} %)\n`,
    );
    expect(agreement).toBeGreaterThanOrEqual(LEAST_AGREEMENT);
  });
}
