import { readFile } from 'node:fs/promises';
import { type Verdict, worst } from '../../judge/verdict.js';
import { runOptions, startLab } from '../../lab/lab.js';
import { parseScenario, type Scenario, ScenarioError, zonesUnderTest } from '../../lab/scenario.js';
import { run, startTime } from '../../run.js';
import { zoneTargets } from '../../target/input.js';
import type { ZoneTarget } from '../../target/target.js';
import { TOOL } from '../../tool.js';
import { EXIT } from '../exit.js';
import type { ReportArguments } from '../options.js';
import { type Observed, report, reportingOf } from '../report.js';
import type { Terminal } from '../terminal.js';

/** What is shown: the scenario in fixtures/demo, and what comes of it. */
const PARTS = [
  { file: 'healthy', title: 'A healthy allocation', verdict: 'accept' },
  { file: 'broken', title: 'A broken allocation', verdict: 'reject' },
] as const;

interface Part {
  readonly title: string;
  readonly verdict: Verdict;
  readonly scenario: Scenario;
}

export type DemoArguments = Omit<ReportArguments, 'failOn'>;

/**
 * Checks both allocations: for a person one report after the other, as JSON one report. Exit code 0 when the verdicts on
 * them are what they are meant to be.
 */
export async function demo(args: DemoArguments, terminal: Terminal): Promise<number> {
  const how = await reportingOf({ ...args, failOn: 'ERROR' }, terminal);
  const parts = await Promise.all(
    PARTS.map(async (part): Promise<Part> => ({ ...part, scenario: await readScenario(part.file) })),
  );
  const verdicts = new Map<string | null, Verdict>();
  const stop = new AbortController();
  const signal = AbortSignal.any([terminal.signal, stop.signal]);
  const reportOn = (some: readonly Part[]) =>
    report({ tool: TOOL, startedAt: startTime() }, observed(some, signal), how, {
      onZone: ({ zone, verdict }) => verdicts.set(zone, verdict),
    });
  try {
    if (how.format === 'json') await reportOn(parts);
    else {
      for (const part of parts) {
        await how.sink.write(`${part.title}: ${summaryOf(part.scenario)}\n\n`);
        await reportOn([part]);
        await how.sink.write('\n');
      }
    }
    await how.sink.end();
  } finally {
    // A run whose report can't be written ends.
    stop.abort();
  }
  const asMeant = parts.every(({ scenario, verdict }) => {
    const found = zonesUnderTest(scenario).flatMap((zone) => verdicts.get(zone) ?? []);
    return worst(found) === verdict;
  });
  return asMeant ? EXIT.accept : EXIT.reject;
}

/** Observes one allocation after the other, each in a lab of its own, as if all were one run. */
async function* observed(parts: readonly Part[], signal: AbortSignal): Observed {
  let [before, durationMs, queries] = [0, 0, 0];
  for (const { scenario } of parts) {
    const targets = targetsOf(scenario);
    const lab = await startLab(scenario, { signal });
    try {
      const zones = run(targets, { ...runOptions(lab), signal });
      let next = await zones.next();
      for (; !next.done; next = await zones.next()) {
        signal.throwIfAborted();
        yield { index: before + next.value.index, observation: next.value.observation };
      }
      signal.throwIfAborted();
      before += targets.length;
      durationMs += next.value.durationMs;
      queries += next.value.queries;
    } finally {
      await lab.close();
    }
  }
  return { durationMs, queries };
}

function targetsOf(scenario: Scenario): ZoneTarget[] {
  const nservers = [...scenario.delegation].map(([name, glue]) => ({ name, glue }));
  return zoneTargets(zonesUnderTest(scenario), nservers, []);
}

function summaryOf(scenario: Scenario): string {
  const zones = zonesUnderTest(scenario);
  return `${zones.length} zones on ${[...scenario.delegation.keys()].join(', ')}`;
}

async function readScenario(name: string): Promise<Scenario> {
  const file = new URL(`../../../fixtures/demo/${name}.json`, import.meta.url);
  const scenario = parseScenario(JSON.parse(await readFile(file, 'utf8')));
  if (scenario instanceof ScenarioError) throw new Error(`${name}: ${scenario.reason}`);
  return scenario;
}
