import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { check } from '../../src/cli/commands/check.js';
import { standingsOf, whoisFor } from '../../src/cli/database.js';
import { reportingOf } from '../../src/cli/output.js';
import { sinkToFile } from '../../src/cli/terminal.js';
import { itemsOf, readObjects } from '../../src/rpsl/targets.js';
import { domain, inetnum, startRipeServer } from '../database/ripe-server.js';
import { object } from '../rpsl/rules/describe-rule.js';
import { labOptions } from '../support/lab.js';
import { onTerminal, readReport, runMain, temporaryFile } from '../support/run-main.js';

const BLOCK = inetnum('10.155.16.0 - 10.155.19.255', { 'mnt-domains': ['EXAMPLE-MNT'] });

async function db(args: readonly string[], behaviour: Parameters<typeof startRipeServer>[0]) {
  const server = await startRipeServer(behaviour);
  const ended = await runMain(['db', ...args, '--base-url', server.url, '--format', 'json']);
  return { ...ended, server, report: readReport(ended.stdout) };
}

describe('db', () => {
  test('says who decides if nothing conflicts, and writes nothing', async () => {
    const { code, report, server } = await db(['10.155.16.0/22'], { objects: [BLOCK] });
    expect(code).toBe(0);
    expect(report.zones.map(({ zone, findings }) => [zone, findings.map(({ tag }) => tag)])).toEqual(
      [16, 17, 18, 19].map((octet) => [`${octet}.155.10.in-addr.arpa`, ['RIPE_DB_MAINTAINERS']]),
    );
    expect(report.queries).toBe(server.requests.length);
    expect(server.requests.every((request) => request.startsWith('GET /search?'))).toBe(true);
    expect(server.authorizations.every((each) => each === null)).toBe(true);
  });

  test('rejects what the database would refuse', async () => {
    const objects = [BLOCK, domain('155.10.in-addr.arpa')];
    const { code, report } = await db(['17.155.10.in-addr.arpa', '--mnt', 'other-mnt'], { objects });
    expect(code).toBe(1);
    expect(report.verdicts).toEqual({ documented: 'reject', engine: 'reject' });
    expect(report.zones[0]?.findings.map(({ tag, level }) => [tag, level])).toEqual([
      ['RIPE_DB_LESS_SPECIFIC', 'ERROR'],
      ['RIPE_DB_MAINTAINERS', 'INFO'],
      ['RIPE_DB_MAINTAINER_NOT_OWN', 'ERROR'],
    ]);
  });

  test('points at the objects of a file, with the findings of the rules', async () => {
    const text = `${object({ domain: ['example.net'] })}\n${object({ 'mnt-by': ['X-MNT'], notify: ['x'] })}`;
    const file = temporaryFile(text);
    const { code, report } = await db(['-f', file], { objects: [BLOCK] });
    expect(code).toBe(1);
    expect(report.zones.map(({ zone }) => zone)).toEqual([null, '16.155.10.in-addr.arpa']);
    expect(report.zones[1]?.findings.map(({ tag, location }) => [tag, location?.line])).toEqual([
      ['RIPE_NOTIFY_ADDRESS', 16],
      ['RIPE_DB_MAINTAINERS', 10],
      ['RIPE_DB_MAINTAINER_NOT_IN_OBJECT', 10],
    ]);
  });

  test.each([
    'silent',
    'cut-before',
    { status: 200, body: '<html>' },
    { status: 404, body: 'not found' },
  ] as const)('a database that cannot be asked leaves it open: %j', async (misbehaviour) => {
    const server = await startRipeServer({ misbehave: () => misbehaviour });
    const controller = new AbortController();
    const ended = onTerminal(async (terminal) => {
      const { run } = await import('../../src/cli/commands/db.js');
      const report = {
        profile: 'documented',
        format: 'json',
        output: undefined,
        failOn: 'ERROR',
        verbose: false,
      } as const;
      const database = { source: 'RIPE', baseUrl: server.url, mnt: undefined } as const;
      const args = { target: ['10.155.16.0/24'], file: undefined, ...database };
      return run({ ...args, ...report }, { ...terminal, signal: controller.signal });
    });
    // The test does not wait out the half minute that a silent server gets.
    if (misbehaviour === 'silent') setImmediate(() => controller.abort());
    const { code, stdout } = await ended;
    expect(code).toBe(3);
    expect(readReport(stdout)).toMatchObject({
      verdict: 'undetermined',
      zones: [{ findings: [{ tag: 'RIPE_DB_UNKNOWN' }] }],
    });
  });

  test.each([
    ['neither targets nor a file', [], /either prefixes and zones, or -f FILE/],
    ['both', ['10.0.0.0/24', '-f', 'x'], /either prefixes and zones, or -f FILE/],
    [
      'a base URL without TLS',
      ['10.0.0.0/24', '--base-url', 'http://example.net'],
      /--base-url: it must be https/,
    ],
    [
      'a key in the base URL',
      ['10.0.0.0/24', '--base-url', 'https://a:secret@example.net'],
      /name or password/,
    ],
    ['another source', ['10.0.0.0/24', '--source', 'ARIN'], /source/],
  ])('says what is wrong with %s', async (_, args, says) => {
    const { code, stdout, stderr } = await runMain(['db', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain('secret');
  });
});

describe('check --db', () => {
  test('has it in the same report, and in the record', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'rdns-preflight-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const save = join(directory, 'record');
    const zone = '16.155.185.in-addr.arpa';
    const server = await startRipeServer({
      objects: [domain('155.185.in-addr.arpa'), inetnum('185.155.16.0 - 185.155.19.255')],
    });
    const options = await labOptions('healthy-v4-zone');
    const { code, stdout } = await onTerminal(async (terminal) => {
      const whois = whoisFor({ source: 'RIPE', baseUrl: server.url }, terminal.signal);
      onTestFinished(() => whois.close());
      const items = itemsOf(readObjects(Buffer.from(object({ domain: [zone] })), 'objects.rpsl'));
      const standings = standingsOf(items, { mnt: undefined }, whois);
      const how = await reportingOf(
        { profile: 'documented', format: 'json', output: undefined, failOn: 'ERROR', verbose: false },
        terminal,
      );
      return check(items, options, how, { standings, record: await sinkToFile(save) });
    });
    expect(code).toBe(1);
    const findings = readReport(stdout).zones[0]?.findings ?? [];
    expect(findings.slice(0, 2).map(({ tag, location }) => [tag, location?.line])).toEqual([
      ['RIPE_DB_LESS_SPECIFIC', 1],
      ['RIPE_DB_MAINTAINERS', 1],
    ]);
    expect(findings.length).toBeGreaterThan(10);
    expect((await runMain(['replay', save, '--format', 'json'])).stdout).toBe(stdout);
  });
});
