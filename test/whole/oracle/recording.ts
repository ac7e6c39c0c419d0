/** The results of RIPE NCC's engine for scenarios, recorded with Zonemaster-Engine 8.1.0 in the namespace lab. */
import { readFileSync } from 'node:fs';
import type { Scenario } from '../../../src/lab/scenario.js';
import { type EngineResult, loadScenario, readScenario, scenarioNames } from '../../support/lab.js';

export interface Recording extends EngineResult {
  readonly name: string;
  readonly scenario: Scenario;
  /** The delegation in the parent was tested, not the requested one. */
  readonly delegated: boolean;
}

/** The scenarios of fixtures/scenarios that the engine has seen, each with one fault or peculiarity. */
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
