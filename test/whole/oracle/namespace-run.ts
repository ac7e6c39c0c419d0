import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe } from 'vitest';
import type { Report } from '../../../src/index.js';
import { loadScenario } from '../../support/lab.js';
import { findProgram } from '../../support/real-process.js';
import { nserverArguments } from './lab-run.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const RUN = `${ROOT}test/support/namespace-lab/run.sh`;
const CLI = `${ROOT}bin/rdns-preflight.js`;

/** A group of tests that need the namespace lab. If it is missing, they fail in CI; elsewhere they report that they did not run. */
export function describeNamespace(title: string, tests: () => void): void {
  const missing = missingHere();
  const run = missing.length === 0 || process.env.REQUIRE_REAL_SERVERS === '1';
  if (!run) process.stderr.write(`\nSKIPPED: ${title}\n  not here: ${missing.join(', ')}\n`);
  describe.runIf(run)(title, tests);
}

function missingHere(): string[] {
  const programs = { ip: 'iproute2', unbound: 'unbound', dig: 'dnsutils' };
  const missing = Object.entries(programs).flatMap(([program, name]) =>
    findProgram(program) === null ? [name] : [],
  );
  if (!existsSync('/usr/lib/python3/dist-packages/dns')) missing.push('python3-dnspython');
  return missing.length === 0 && !canMakeNamespace() ? ['the right to make a network namespace'] : missing;
}

function canMakeNamespace(): boolean {
  const namespace = `probe${process.pid}`;
  const ip = (command: string) => spawnSync('ip', ['netns', command, namespace]).status === 0;
  return ip('add') && ip('del');
}

const run = promisify(execFile);

/** Runs the built program on a scenario of fixtures/scenarios. */
export async function checkInNamespace(name: string): Promise<Report> {
  const { scenario } = loadScenario(name);
  const nservers = nserverArguments(scenario).map((nserver) => `--ns=${nserver}`);
  const options = ['--profile', 'engine', '--format', 'json', '--timeout', '500', '--retries', '1'];
  const check = [process.execPath, CLI, 'check', scenario.zone, ...nservers, ...options];
  const { stdout } = await run(RUN, [`${ROOT}fixtures/scenarios/${name}.json`, ...check], {
    maxBuffer: 2 ** 26,
  }).catch(reportDespite);
  return JSON.parse(stdout) as Report;
}

/** A rejected (1) or undetermined (3) zone also has a report. */
function reportDespite(error: unknown): { stdout: string } {
  if (error instanceof Error && 'stdout' in error && 'code' in error && [1, 3].includes(Number(error.code)))
    return { stdout: String(error.stdout) };
  throw error;
}
