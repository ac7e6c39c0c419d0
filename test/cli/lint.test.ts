import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { object } from '../rpsl/rules/describe-rule.js';
import { readReport, runMain, temporaryFile } from '../support/run-main.js';

const fixture = (file: string) => fileURLToPath(new URL(`../../fixtures/rpsl/${file}`, import.meta.url));
const MISTAKES = fixture('mistakes.rpsl');

const reportOn = async (args: readonly string[], stdin = '') => {
  const { code, stdout, stderr } = await runMain(['lint', ...args, '--format', 'json'], { stdin });
  return { code, stderr, report: readReport(stdout) };
};

describe('lint', () => {
  test('finds each kind of mistake, and says in which file and line', async () => {
    const expected = readFileSync(fixture('mistakes.expected'), 'utf8').trimEnd().split('\n');
    const { code, stderr, report } = await reportOn([MISTAKES]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const found = report.zones
      .flatMap(({ findings }) => findings)
      .sort((a, b) => (a.location?.line ?? 0) - (b.location?.line ?? 0))
      .map(({ tag, location }) => `${location?.line}:${location?.column} ${tag}`);
    expect(found).toEqual(expected);
    const files = report.zones.flatMap(({ findings }) => findings.map(({ location }) => location?.file));
    expect(new Set(files)).toEqual(new Set([MISTAKES]));
  });

  test('in text: each message beside its place', async () => {
    const { code, stdout } = await runMain(['lint', MISTAKES]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^REJECT by RIPE's documentation and RIPE's engine today\./);
    expect(stdout).toMatch(/in {3}\S*mistakes\.rpsl:9:1\n/);
    expect(stdout).toContain('RIPE_NOT_AN_ATTRIBUTE, RIPE01\n');
  });

  test("accepts RIPE's own examples, in the order of the file", async () => {
    const { code, report } = await reportOn([fixture('ripe-examples.rpsl')]);
    expect(code).toBe(0);
    expect(report.verdicts).toEqual({ documented: 'accept', engine: 'accept' });
    expect(report.zones.map(({ zone }) => zone)).toEqual([
      ...[16, 17, 18, 19].map((octet) => `${octet}.155.10.in-addr.arpa`),
      ...[...'89abcdef'].map((nibble) => `${nibble}.b.d.0.1.0.0.2.ip6.arpa`),
    ]);
    expect(report.zones[0]).toMatchObject({ prefix: '10.155.16.0/24', ds: [{ keyTag: 64431 }] });
  });

  test('reads stdin for -', async () => {
    const { code, report } = await reportOn(['-'], object({ nserver: ['ns1.example.net', 'ns2'] }));
    expect(code).toBe(0);
    expect(report.zones.flatMap(({ findings }) => findings)).toMatchObject([
      {
        tag: 'RIPE_NSERVER_ONE_LABEL',
        servers: ['ns2'],
        location: { file: 'stdin', line: 6, column: 17 },
      },
    ]);
  });

  test('findings without a zone are under none: an object that names none, a file without objects', async () => {
    const { code, report } = await reportOn(['-'], `password: x\n\n${object({ domain: ['example.net'] })}`);
    expect(code).toBe(1);
    expect(report.zones.map(({ zone, findings }) => [zone, findings.map(({ tag }) => tag)])).toEqual([
      [null, ['RIPE_PASSWORD']],
      [null, ['RIPE_ZONE_NOT_REVERSE']],
    ]);
    expect((await reportOn(['-'], 'just text\n')).report.zones).toMatchObject([
      { zone: null, verdict: 'reject', findings: [{ tag: 'RIPE_NO_OBJECT' }] },
    ]);
  });

  test('takes several files, each on its own', async () => {
    const files = [temporaryFile(object(), 'a.rpsl'), temporaryFile(object({ 'mnt-by': ['-'] }), 'b.rpsl')];
    const { code, report } = await reportOn(files);
    expect(code).toBe(1);
    expect(report.zones.map(({ verdict }) => verdict)).toEqual(['accept', 'reject']);
    expect(report.zones[1]?.findings.map(({ location }) => location?.file)).toEqual([files[1]]);
  });

  test('has the profiles and bounds of check', async () => {
    const text = object({ nserver: ['ns1.example.net', 'ns2'] });
    const code = async (...args: string[]) => (await runMain(['lint', '-', ...args], { stdin: text })).code;
    expect(await code('--fail-on', 'warning')).toBe(1);
    expect(await code('--profile', temporaryFile('{"RIPE_NSERVER_ONE_LABEL": "ERROR"}'))).toBe(1);
    expect(await code('--profile', 'engine', '--fail-on', 'WARNING')).toBe(0);
  });

  test.each([
    ['a file that is not there', ['/nonexistent/objects.rpsl'], /objects\.rpsl" cannot be read: ENOENT/],
    ['a directory', ['/'], /cannot be read: EISDIR/],
    ['stdin twice', ['-', '-'], /stdin \(-\) is given more than once/],
  ])('says what is wrong with %s', async (_, args, says) => {
    const { code, stdout, stderr } = await runMain(['lint', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(says);
  });
});
