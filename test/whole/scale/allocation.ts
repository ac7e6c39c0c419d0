/** An allocation of many zones in the embedded lab, and a run over it. */

import { onTestFinished } from 'vitest';
import { judge } from '../../../src/judge/judge.js';
import { PROFILES } from '../../../src/judge/profile.js';
import { type Lab, runOptions } from '../../../src/lab/lab.js';
import { type Scenario, zonesUnderTest } from '../../../src/lab/scenario.js';
import type { Progress } from '../../../src/observe/zones.js';
import type { RunEnd } from '../../../src/record/events.js';
import type { Attempt, Exchange } from '../../../src/record/exchange.js';
import type { Observation } from '../../../src/record/observation.js';
import type { Report } from '../../../src/report/report.js';
import { type RunOptions, run } from '../../../src/run.js';
import { parseNserver, zoneTargets } from '../../../src/target/input.js';
import type { ZoneTarget } from '../../../src/target/target.js';
import { TOOL } from '../../../src/tool.js';
import { labScenario, startTestLab } from '../../support/lab.js';
import { makeReport } from '../../support/report.js';

export const ZONES = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${i}.155.185.in-addr.arpa`);

export const ADDRESSES = {
  ns1: ['185.100.1.1', '2a0a:100:1::1'],
  ns2: ['186.200.2.2', '2a0b:200:2::2'],
} as const;

type Json = Readonly<Record<string, unknown>>;

/** Two servers with two addresses each for all zones; those of the second have the faults. */
export function allocation(count: number, faults: Json = {}, over: Json = {}): Scenario {
  const [zone, ...more_zones] = ZONES(count);
  const servers = {
    ...Object.fromEntries(ADDRESSES.ns1.map((at) => [at, {}])),
    ...Object.fromEntries(ADDRESSES.ns2.map((at) => [at, faults])),
  };
  return labScenario({ zone, more_zones, servers, ...over });
}

export interface Ran {
  readonly lab: Lab;
  readonly observations: readonly Observation[];
  readonly end: RunEnd;
  readonly report: Report;
  /** The order in which the zones were done. */
  readonly order: readonly number[];
  readonly progress: readonly Progress[];
}

/** The zones of the scenario, delegated as in the scenario or only to these servers. */
export function targetsOf(
  scenario: Scenario,
  nservers: readonly string[] = [...scenario.delegation.keys()],
): ZoneTarget[] {
  return zoneTargets(
    zonesUnderTest(scenario),
    nservers.map((each) => parseNserver(each)),
    [],
  );
}

interface Over extends Partial<RunOptions> {
  readonly targets?: readonly ZoneTarget[];
}

/** Observes all zones of the scenario to the end. No wait is longer than a fraction of a second. */
export async function runOver(scenario: Scenario, over: Over = {}): Promise<Ran> {
  const lab = await startTestLab(scenario);
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const progress: Progress[] = [];
  const { events } = run(over.targets ?? targetsOf(scenario), {
    ...runOptions(lab),
    timeoutMs: 250,
    retries: 2,
    signal: stop.signal,
    onProgress: (each) => progress.push(each),
    ...over,
  });
  const observations: Observation[] = [];
  const order: number[] = [];
  for await (const event of events) {
    if (event.kind === 'zone') {
      order.push(event.index);
      observations[event.index] = event.observation;
    }
    if (event.kind === 'end') {
      const facts = { tool: TOOL, startedAt: '2026-11-22T12:00:00.000Z', ...event.end };
      const report = makeReport(facts, PROFILES.documented, observations.map(judge));
      return { lab, observations, end: event.end, report, order, progress };
    }
  }
  throw new Error('the run has no end');
}

/** All exchanges with these addresses, each once. */
export function exchangesAt({ observations }: Ran, addresses: readonly string[]): Exchange[] {
  const all = observations.flatMap(({ exchanges }) => [...exchanges.values()]);
  return [...new Set(all)].filter(({ question }) => addresses.includes(question.server));
}

/** Every attempt at these addresses, in the order of time. */
export function attemptsAt(ran: Ran, addresses: readonly string[]): Attempt[] {
  return exchangesAt(ran, addresses)
    .flatMap(({ attempts }) => attempts)
    .sort((a, b) => a.sentAt - b.sentAt);
}
