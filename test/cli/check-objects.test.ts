import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { check } from '../../src/cli/commands/check.js';
import { type Reporting, reportingOf } from '../../src/cli/output.js';
import { sinkToFile } from '../../src/cli/terminal.js';
import { itemsOf, readObjects } from '../../src/rpsl/targets.js';
import { object } from '../rpsl/rules/describe-rule.js';
import { labOptions } from '../support/lab.js';
import { onTerminal, readReport, runMain, temporaryFile } from '../support/run-main.js';

const ZONE = '16.155.185.in-addr.arpa';
const GOOD = object({ domain: [ZONE] });

/** Checks the objects of a file on the servers of a scenario. */
async function checked(text: string, scenario: string, format: Reporting['format'] = 'json', save?: string) {
  const options = await labOptions(scenario);
  return onTerminal(async (terminal) => {
    const how = await reportingOf(
      { profile: 'documented', format, output: undefined, failOn: 'ERROR', verbose: false },
      terminal,
    );
    const items = itemsOf(readObjects(Buffer.from(text), 'objects.rpsl'));
    return check(items, options, how, { record: save === undefined ? null : await sinkToFile(save) });
  });
}

describe('check -f', () => {
  test('tests the zones of the objects on their name servers', async () => {
    const { code, stdout } = await checked(GOOD, 'healthy-v4-zone');
    expect(code).toBe(0);
    expect(readReport(stdout).zones).toMatchObject([
      {
        zone: ZONE,
        prefix: '185.155.16.0/24',
        nameservers: [{ name: 'ns1.example.net' }, { name: 'ns2.example.org' }],
      },
    ]);
  });

  test('points at the line of the name server, or else of the zone', async () => {
    const { code, stdout } = await checked(GOOD, 'one-silent');
    expect(code).toBe(1);
    const [zone] = readReport(stdout).zones;
    const lines = new Map<string, Set<number | undefined>>();
    for (const { servers, location } of zone?.findings ?? []) {
      expect(location?.file).toBe('objects.rpsl');
      const host = servers[0]?.split('/')[0] ?? 'the zone';
      lines.set(host, (lines.get(host) ?? new Set()).add(location?.line));
    }
    expect(Object.fromEntries([...lines].map(([host, at]) => [host, [...at]]))).toMatchObject({
      'the zone': [1],
      'ns2.example.org': [6],
    });
  });

  test('gives the findings of the rules first', async () => {
    const text = object({ domain: [`${ZONE}.`], 'mnt-by': ['-'] });
    const { code, stdout } = await checked(text, 'serial-mismatch');
    expect(code).toBe(1);
    const tags = readReport(stdout).zones[0]?.findings.map(({ tag }) => tag) ?? [];
    expect(tags.slice(0, 2)).toEqual(['RIPE_VALUE_CONVERTED', 'RIPE_MNTNER_NAME']);
    expect(tags).toContain('MULTIPLE_SOA_SERIALS');
  });

  test('objects that leave nothing to ask about are reported in their places', async () => {
    const bad = object({ domain: ['example.net'] });
    const { code, stdout } = await checked(`${bad}\n${GOOD}\n${bad}`, 'healthy-v4-zone');
    expect(code).toBe(1);
    expect(readReport(stdout).zones.map(({ zone, verdict }) => [zone, verdict])).toEqual([
      [null, 'reject'],
      [ZONE, 'accept'],
      [null, 'reject'],
    ]);
  });

  test.each(['text', 'json'] as const)('saved and replayed: the same bytes as %s', async (format) => {
    const directory = mkdtempSync(join(tmpdir(), 'rdns-preflight-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const save = join(directory, 'record');
    const text = `${object({ domain: ['example.net'] })}\n${object({ domain: [`${ZONE}.`] })}`;
    const { stdout } = await checked(text, 'serial-mismatch', format, save);
    expect(stdout).toContain('RIPE_ZONE_NOT_REVERSE');
    expect((await runMain(['replay', save, '--format', format])).stdout).toBe(stdout);
  });

  test.each([
    ['targets beside the file', ['10.0.0.0/24', '-f', 'x'], /either targets or -f FILE, not both/],
    ['a file that is not there', ['-f', '/none'], /"\/none" cannot be read: ENOENT/],
    ['neither targets nor a file', [], /a prefix, a zone or -f FILE is needed/],
  ])('says what is wrong with %s', async (_, args, says) => {
    const { code, stderr } = await runMain(['check', ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
  });

  test('says that name servers beside the objects would not count', async () => {
    const { code, stderr } = await runMain(['check', '-f', '-', '--ns', 'ns1.example.net'], { stdin: GOOD });
    expect(code).toBe(2);
    expect(stderr).toMatch(/--ns and --ds do not apply to a file of domain objects/);
  });
});

describe('replay', () => {
  test('says so if it does not know the message', async () => {
    const start = { record: 'rdns-preflight', version: 1, tool: { name: 'x', version: '9' } };
    const head = { ...start, startedAt: '2026-11-21T10:00:00.000Z', families: { ipv4: true, ipv6: true } };
    const location = { file: 'a', line: 1, column: 1 };
    const remark = { tag: 'RIPE_OF_TOMORROW', testCase: 'RIPE99', facts: {}, servers: [], location };
    const lines = [head, { object: { subject: null, remarks: [remark] }, index: 0 }];
    const file = temporaryFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 'record');
    const { code, stderr } = await runMain(['replay', file]);
    expect(code).toBe(2);
    expect(stderr).toContain('does not know its message "RIPE_OF_TOMORROW"');
  });
});
