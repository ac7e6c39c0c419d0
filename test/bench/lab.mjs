/** A fresh namespace lab (see test/support/namespace-lab), and the jobs in it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RUN = fileURLToPath(new URL('../support/namespace-lab/run.sh', import.meta.url));
const INSIDE = fileURLToPath(new URL('in-lab.mjs', import.meta.url));
const HEALTHY = new URL('../../fixtures/scenarios/healthy-v4-zone.json', import.meta.url);

/** Why the lab cannot run here; null if it can. */
export function labMissing() {
  if (process.getuid?.() !== 0) return 'it needs root for a network namespace';
  const missing = ['/usr/sbin/unbound', '/usr/bin/zonemaster-cli', '/usr/bin/dig'].filter(
    (path) => !existsSync(path),
  );
  return missing.length === 0 ? null : `${missing.join(', ')} not installed`;
}

/** Two healthy servers with two addresses each for the zones; each job is measured in turn in one lab. */
export function inLab(zones, rttMs, jobs) {
  const directory = mkdtempSync(join(tmpdir(), 'rdns-bench-'));
  const scenario = join(directory, 'scenario.json');
  const { scenario: healthy } = JSON.parse(readFileSync(HEALTHY, 'utf8'));
  const [zone, ...more_zones] = zones;
  writeFileSync(scenario, JSON.stringify({ ...healthy, zone, more_zones }));
  const result = spawnSync(RUN, [scenario, process.execPath, INSIDE, JSON.stringify({ zones, jobs })], {
    env: { ...process.env, RTT_MS: String(rttMs) },
    encoding: 'utf8',
  });
  rmSync(directory, { recursive: true });
  if (result.status !== 0) throw new Error(`the lab failed: ${result.stderr}`);
  return JSON.parse(result.stdout);
}
