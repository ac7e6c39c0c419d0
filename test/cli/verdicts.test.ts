/** Exit codes by findings: runs on the embedded lab are saved, then judged by `replay` as a user starts it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { zonesUnderTest } from '../../src/lab/scenario.js';
import { parseDs, zoneTargets } from '../../src/target/input.js';
import { loadScenario, startTestLab } from '../support/lab.js';
import { rdns, temporaryDirectory } from '../support/rdns.js';
import { checkAndSave } from '../support/record.js';

const [ACCEPT, REJECT, UNDETERMINED] = [0, 1, 3];

/** Runs the scenario with some DS data in the object, or none, and saves what was observed. */
async function saved(name: string, ds: readonly string[] = []): Promise<string> {
  const file = join(temporaryDirectory(), 'record');
  const { scenario } = loadScenario(name);
  const nservers = [...scenario.delegation].map(([host, glue]) => ({ name: host, glue }));
  const targets = zoneTargets(zonesUnderTest(scenario), nservers, ds.map(parseDs));
  await checkAndSave(file, targets, await startTestLab(scenario));
  return file;
}

async function codes(file: string, args: readonly (readonly string[])[]): Promise<(number | null)[]> {
  const ended = await Promise.all(args.map((each) => rdns(['replay', file, ...each])));
  expect(ended.map(({ stderr }) => stderr)).toEqual(args.map(() => ''));
  return ended.map(({ code }) => code);
}

describe('the exit code', () => {
  test.each([
    ['healthy-v4-zone', ACCEPT, ACCEPT],
    ['serial-mismatch', REJECT, ACCEPT],
    ['one-udp-only-rst', REJECT, ACCEPT],
    ['ns-missing-in-zone', REJECT, REJECT],
    ['one-recursor', REJECT, REJECT],
    ['resolver-silent', UNDETERMINED, UNDETERMINED],
  ])('%s: %i by the documentation, %i by the engine', async (name, documented, engine) => {
    expect(await codes(await saved(name), [[], ['--profile', 'engine']])).toEqual([documented, engine]);
  });

  test('DS data, as long as DNSSEC is not tested: undetermined at best', async () => {
    const ds = [`12345 13 2 ${'AB'.repeat(32)}`];
    expect(await codes(await saved('healthy-v4-zone', ds), [[]])).toEqual([UNDETERMINED]);
    expect(await codes(await saved('one-recursor', ds), [[]])).toEqual([REJECT]);
  });

  test('--fail-on moves the level from which it is 1', async () => {
    const file = await saved('serial-mismatch');
    const levels = ['INFO', 'notice', 'WARNING', 'ERROR', 'CRITICAL'];
    const by = (profile: string) =>
      codes(
        file,
        levels.map((level) => ['--profile', profile, '--fail-on', level]),
      );
    expect(await by('documented')).toEqual([1, 1, 1, 1, 0]);
    expect(await by('engine')).toEqual([1, 1, 1, 0, 0]);
  });

  test('--profile FILE: levels of the user, and of Zonemaster', async () => {
    const file = await saved('serial-mismatch');
    const directory = temporaryDirectory();
    const profiles = [
      { MULTIPLE_SOA_SERIALS: 'NOTICE' },
      { MULTIPLE_SOA_SERIALS: 'CRITICAL' },
      { test_levels: { CONSISTENCY: { MULTIPLE_SOA_SERIALS: 'WARNING' } } },
    ].map((profile, i) => {
      const path = join(directory, `${i}.json`);
      writeFileSync(path, JSON.stringify(profile));
      return ['--profile', path];
    });
    expect(await codes(file, profiles)).toEqual([ACCEPT, REJECT, ACCEPT]);
  });
});
