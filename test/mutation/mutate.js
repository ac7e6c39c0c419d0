/**
 * Tests the tests: changes the code in many small ways (Stryker's mutants), and counts the changes that the tests of the
 * part notice. `npm run mutate` for all parts, `npm run mutate -- dns checks/zone` for some. Fails below `LEAST`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PARTS } from './parts.js';

/** The least percentage of mutants to notice, all parts together. */
const LEAST = 85;

const parts = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS);
const tallies = parts.map((part) => {
  const env = { ...process.env, MUTATED_PART: part };
  const { status } = spawnSync('stryker', ['run', 'test/mutation/stryker.config.js'], {
    env,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
  const { files } = JSON.parse(readFileSync(`.stryker/${part.replace('/', '-')}.json`, 'utf8'));
  return { part, ...tally(Object.entries(files)) };
});

for (const { part, noticed, all, missed } of tallies) {
  for (const line of missed) process.stdout.write(`${line}\n`);
  process.stdout.write(`${part}: ${noticed} of ${all}, ${percent(noticed, all)} %\n`);
}
const [noticed, all] = ['noticed', 'all'].map((key) => tallies.reduce((sum, each) => sum + each[key], 0));
process.stdout.write(`together: ${noticed} of ${all}, ${percent(noticed, all)} %\n`);
process.exitCode = noticed < (all * LEAST) / 100 ? 1 : 0;

function tally(files) {
  const mutants = files.flatMap(([file, { mutants }]) => mutants.map((mutant) => ({ file, ...mutant })));
  const counted = mutants.filter(
    ({ status }) => !['Ignored', 'CompileError', 'RuntimeError'].includes(status),
  );
  const missed = counted.filter(({ status }) => status !== 'Killed' && status !== 'Timeout');
  return { all: counted.length, noticed: counted.length - missed.length, missed: missed.map(inWords) };
}

function inWords({ file, location, status, mutatorName, replacement }) {
  const what = replacement?.replaceAll(/\s+/g, ' ').slice(0, 80) ?? '';
  return `${file}:${location.start.line}:${location.start.column} ${status} ${mutatorName}: ${what}`;
}

function percent(part, whole) {
  return ((100 * part) / whole).toFixed(1);
}
