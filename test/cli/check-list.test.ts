/** `check -f` with a list, up to the report and the exit code. It asks nobody, because there is no resolver. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/index.js';
import { temporaryDirectory } from '../support/rdns.js';
import { runMain } from '../support/run-main.js';

const NOWHERE = ['--resolver', '127.83.0.3:9', '--timeout', '50', '--retries', '0', '--format', 'json'];

describe('check -f LIST', () => {
  test('tests each zone on its own name servers, in the order of the list', async () => {
    const list = '10.155.17.0/24 ns3.example.net ns4.example.org\n10.155.16.0/24\n';
    const args = ['check', '-f', '-', '--ns', 'ns1.example.net', '--ns', 'ns2.example.org', ...NOWHERE];
    const { code, stdout, stderr } = await runMain(args, { stdin: list });
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    const { zones }: Report = JSON.parse(stdout);
    expect(zones.map(({ zone, nameservers }) => [zone, ...nameservers.map(({ name }) => name)])).toEqual([
      ['17.155.10.in-addr.arpa', 'ns3.example.net', 'ns4.example.org'],
      ['16.155.10.in-addr.arpa', 'ns1.example.net', 'ns2.example.org'],
    ]);
  });

  test('names file and line of anything unusable', async () => {
    const file = join(temporaryDirectory(), 'zones.csv');
    writeFileSync(file, 'target,nservers\n10.155.16.0/24,ns1.example.net\n10.155.16.1/24,ns1.example.net\n');
    const { code, stdout, stderr } = await runMain(['check', '-f', file]);
    expect(stderr).toContain(`${file}:3: "10.155.16.1/24": `);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test("of a shard has that shard's zones and its number", async () => {
    const list = '10.155.16.0/22 ns1.example.net ns2.example.org';
    const { stdout } = await runMain(['check', '-f', '-', '--shard', '2/3', ...NOWHERE], { stdin: list });
    const report: Report = JSON.parse(stdout);
    expect(report.shard).toBe('2/3');
    expect(report.zones.map(({ zone }) => zone)).toEqual(['17.155.10.in-addr.arpa']);
  });
});
