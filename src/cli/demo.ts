import { readFile } from 'node:fs/promises';
import { zoneTargets } from '../input.js';
import { parseScenario, type Scenario, ScenarioError, startLab, zonesUnderTest } from '../lab/index.js';
import type { ZoneTarget } from '../target.js';
import type { Verdict } from '../verdict.js';
import { checkTargets } from './check.js';
import { EXIT, exitCode } from './exit.js';
import type { ReportArguments } from './options.js';
import { type Reporting, reportingOf } from './report.js';
import type { Terminal } from './terminal.js';

/** What is shown: the scenario in fixtures/demo, and what comes of it. */
const PARTS: readonly { readonly file: string; readonly title: string; readonly verdict: Verdict }[] = [
  { file: 'healthy', title: 'A healthy allocation', verdict: 'accept' },
  { file: 'broken', title: 'A broken allocation', verdict: 'reject' },
];

/** Checks both allocations. Exit code 0 when RIPE's verdicts on them are what they are meant to be. */
export async function demo(args: ReportArguments, terminal: Terminal): Promise<number> {
  const how = await reportingOf(args, terminal);
  let asMeant = true;
  for (const { file, title, verdict } of PARTS) {
    const scenario = await readScenario(file);
    if (how.format === 'text') await how.sink.write(`${title}: ${summaryOf(scenario)}\n\n`);
    const code = await checkScenario(scenario, how, terminal.signal);
    if (code === EXIT.interrupted) return code;
    if (how.format === 'text') await how.sink.write('\n');
    asMeant &&= code === exitCode(verdict);
  }
  await how.sink.end();
  return asMeant ? EXIT.accept : EXIT.reject;
}

async function checkScenario(scenario: Scenario, how: Reporting, signal: AbortSignal): Promise<number> {
  const lab = await startLab(scenario, { signal });
  try {
    return await checkTargets(
      targetsOf(scenario),
      {
        families: { ipv4: true, ipv6: true },
        resolvers: [lab.resolver],
        routes: lab.routes,
        timeoutMs: 300,
        retries: 1,
        rate: Number.POSITIVE_INFINITY,
        signal,
      },
      how,
    );
  } finally {
    await lab.close();
  }
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
  const file = new URL(`../../fixtures/demo/${name}.json`, import.meta.url);
  const scenario = parseScenario(JSON.parse(await readFile(file, 'utf8')));
  if (scenario instanceof ScenarioError) throw new Error(`${name}: ${scenario.reason}`);
  return scenario;
}
