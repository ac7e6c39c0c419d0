/** What RIPE NCC's engine said of scenarios: recorded with Zonemaster-Engine 8.1.0 in the namespace lab. */
import { readFileSync } from 'node:fs';
import type { Scenario } from '../../../src/lab/scenario.js';
import { type EngineResult, loadScenario, readScenario, scenarioNames } from '../../support/lab.js';

export interface Recording extends EngineResult {
  readonly name: string;
  readonly scenario: Scenario;
  /** What the parent has was tested, and not what the scenario asks for. */
  readonly delegated: boolean;
}

/** One fault each, or one peculiarity: those of fixtures/scenarios that the engine has seen. */
export function recordedScenarios(): Recording[] {
  return scenarioNames()
    .map(loadScenario)
    .flatMap(({ name, scenario, expected }) =>
      expected === null ? [] : [{ ...expected, name, scenario, delegated: false }],
    );
}

const MIXTURES = new URL('../../../fixtures/mixtures.jsonl', import.meta.url);

/** Random mixtures of faults (mixtures.ts). */
export function recordedMixtures(): Recording[] {
  return readFileSync(MIXTURES, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const recording = JSON.parse(line) as Omit<Recording, 'scenario'> & { readonly scenario: unknown };
      return { ...recording, scenario: readScenario(recording.scenario) };
    });
}
