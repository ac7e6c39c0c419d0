import { readFile } from 'node:fs/promises';
import type { Argv } from 'yargs';
import { type Verdict, worst } from '../../judge/verdict.js';

import { runOptions, startLab } from '../../lab/lab.js';
import { parseScenario, type Scenario, ScenarioError, zonesUnderTest } from '../../lab/scenario.js';
import type { Run, RunEvent } from '../../record/events.js';
import { FORMATS } from '../../report/formats/index.js';
import type { ZoneReport } from '../../report/report.js';
import { begin, run as startRun } from '../../run.js';

import { zoneTargets } from '../../target/input.js';
import type { ZoneTarget } from '../../target/target.js';
import { EXIT } from '../exit.js';
import { withOutputOptions, withProfile } from '../options.js';
import { reportingOf, writing } from '../output.js';
import { report } from '../report.js';
import type { Terminal } from '../terminal.js';
import type { ArgumentsOf } from '../yargs.js';

/** The scenarios in fixtures/demo, with their expected verdicts. */
const PARTS = [
  { file: 'healthy', title: 'A healthy allocation', verdict: 'accept' },
  { file: 'broken', title: 'A broken allocation', verdict: 'reject' },
] as const;

interface Part {
  readonly title: string;
  readonly verdict: Verdict;
  readonly scenario: Scenario;
}

export const options = (command: Argv) => withProfile(withOutputOptions(command));

/**
 * Checks both allocations: one report after the other, or one report if the format is a document. The exit code is 0 if
 * their verdicts are as expected.
 */
export async function run(args: ArgumentsOf<typeof options>, terminal: Terminal): Promise<number> {
  const parts = await Promise.all(
    PARTS.map(async (part): Promise<Part> => ({ ...part, scenario: await readScenario(part.file) })),
  );
  return writing(await reportingOf({ ...args, failOn: 'ERROR' }, terminal), async (how) => {
    const verdicts = new Map<string | null, Verdict>();
    const onZone = ({ zone, verdict }: ZoneReport) => verdicts.set(zone, verdict);
    const reportOn = (some: readonly Part[]) => report(observed(some, terminal.signal), how, { onZone });
    if (FORMATS[how.format].isDocument) await reportOn(parts);
    else {
      for (const part of parts) {
        await how.sink.write(`${part.title}: ${summaryOf(part.scenario)}\n\n`);
        await reportOn([part]);
        await how.sink.write('\n');
      }
    }
    const asMeant = parts.every(({ scenario, verdict }) => {
      const found = zonesUnderTest(scenario).flatMap((zone) => verdicts.get(zone) ?? []);
      return worst(found) === verdict;
    });
    return asMeant ? EXIT.accept : EXIT.reject;
  });
}

/** Observes the allocations in turn, each in its own lab, as one run. */
function observed(parts: readonly Part[], signal: AbortSignal): Run {
  const { start, end } = begin({ ipv4: true, ipv6: true });
  async function* events(): AsyncGenerator<RunEvent> {
    let [before, queries] = [0, 0];
    for (const { scenario } of parts) {
      const targets = targetsOf(scenario);
      const lab = await startLab(scenario, { signal });
      try {
        for await (const event of startRun(targets, { ...runOptions(lab), signal }).events) {
          if (event.kind === 'end') queries += event.end.queries;
          else yield { ...event, index: before + event.index };
        }
      } finally {
        await lab.close();
      }
      before += targets.length;
    }
    yield end(queries);
  }
  return { start, events: events() };
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
