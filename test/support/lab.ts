/** The embedded lab for tests: started for a scenario, closed after the test. */
import { readdirSync, readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { Level } from '../../src/finding/level.js';
import { type Lab, runOptions, startLab } from '../../src/lab/lab.js';
import { parseScenario, type Scenario, ScenarioError } from '../../src/lab/scenario.js';
import type { RunOptions } from '../../src/run.js';

const FIXTURES = new URL('../../fixtures/', import.meta.url);

/** A scenario with the result of RIPE NCC's engine; `engine` is missing if the engine never saw the faults. */
export interface ScenarioFixture {
  readonly name: string;
  readonly scenario: Scenario;
  readonly expected: EngineResult | null;
}

export interface EngineResult {
  readonly engine: string;
  readonly verdict: 'accept' | 'reject';
  /** Those of level NOTICE and above. */
  readonly messages: readonly { readonly level: Level; readonly testcase: string; readonly tag: string }[];
}

/** The names of all scenarios in fixtures/scenarios. */
export function scenarioNames(): string[] {
  return readdirSync(new URL('scenarios/', FIXTURES))
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

export function loadScenario(name: string): ScenarioFixture {
  return loadFixture(name, `scenarios/${name}.json`);
}

/** One of the two allocations of the demo. */
export function loadDemo(name: 'healthy' | 'broken'): ScenarioFixture {
  return loadFixture(name, `demo/${name}.json`);
}

function loadFixture(name: string, path: string): ScenarioFixture {
  const json = JSON.parse(readFileSync(new URL(path, FIXTURES), 'utf8')) as Partial<EngineResult>;
  const { engine, verdict, messages } = json;
  const expected =
    engine === undefined || verdict === undefined || messages === undefined
      ? null
      : { engine, verdict, messages };
  return { name, scenario: readScenario(json), expected };
}

/** A scenario written in a test. */
export function readScenario(json: unknown): Scenario {
  const scenario = parseScenario(json);
  if (scenario instanceof ScenarioError) throw new Error(scenario.reason);
  return scenario;
}

/** Two good servers for 16.155.185.in-addr.arpa, with the test's changes. */
export function labScenario(over: Readonly<Record<string, unknown>> = {}): Scenario {
  return readScenario({
    zone: '16.155.185.in-addr.arpa',
    delegation: { 'ns1.example.net': [], 'ns2.example.org': [] },
    hosts: {
      'ns1.example.net': ['185.100.1.1', '2a0a:100:1::1'],
      'ns2.example.org': ['186.200.2.2', '2a0b:200:2::2'],
    },
    servers: { '185.100.1.1': {}, '2a0a:100:1::1': {}, '186.200.2.2': {}, '2a0b:200:2::2': {} },
    ...over,
  });
}

/** Serves a scenario, or the fixture of that name, until the test is over. */
export async function startTestLab(scenario: Scenario | string): Promise<Lab> {
  const served = typeof scenario === 'string' ? loadScenario(scenario).scenario : scenario;
  const lab = await startLab(served);
  onTestFinished(() => lab.close());
  return lab;
}

/** Serves a scenario as `startTestLab` does; gives the options of a run over it. */
export async function labOptions(scenario: Scenario | string): Promise<RunOptions> {
  const lab = await startTestLab(scenario);
  return { ...runOptions(lab), signal: new AbortController().signal };
}
