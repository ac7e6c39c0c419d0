/** Merged shards give the same report as the whole run. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.js';
import { parseShard, shardOf } from '../../src/cli/shard.js';
import { type Report, reportTail } from '../../src/report/report.js';
import { jsonReport, textReport } from '../report/support/formats.js';
import { temporaryDirectory } from '../support/rdns.js';
import { allocation, runOver } from '../whole/scale/allocation.js';

async function run(...args: string[]) {
  const [stdout, stderr] = [collector(), collector()];
  const signal = new AbortController().signal;
  const code = await main(args, { stdin: new PassThrough(), stdout, stderr, env: {}, signal });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collector() {
  let text = '';
  const stream = new PassThrough({ encoding: 'utf8' }).on('data', (more) => {
    text += more;
  });
  return Object.assign(stream, { text: () => text });
}

/** One zone has a serial of its own, and so is rejected. */
async function wholeReport(): Promise<Report> {
  const perZone = { '2.155.185.in-addr.arpa': { soa: { serial: 7 } } };
  return (await runOver(allocation(5, { per_zone: perZone }))).report;
}

/** The reports that the shards of the run would have written. */
function shardsOf(report: Report, count: number): Report[] {
  return Array.from({ length: count }, (_, i) => {
    const shard = `${i + 1}/${count}`;
    const zones = shardOf(report.zones, parseShard(shard));
    const { version, tool, profile, startedAt } = report;
    const run = { queries: 10 + i, durationMs: report.durationMs - i };
    const list = '0123456789abcdef';
    return { version, tool, profile, startedAt, shard, list, zones, ...reportTail(run, zones) };
  });
}

function written(reports: readonly Report[]): string[] {
  const directory = temporaryDirectory();
  return reports.map((report, i) => {
    const file = join(directory, `${i}.json`);
    writeFileSync(file, jsonReport(report));
    return file;
  });
}

describe('merge', () => {
  test.each([1, 2, 3, 5])(
    'of %i shards gives the report of the whole, in whatever order they come',
    async (count) => {
      const report = await wholeReport();
      const files = written(shardsOf(report, count)).reverse();
      const queries = Array.from({ length: count }, (_, i) => 10 + i).reduce((sum, each) => sum + each, 0);
      const whole = { ...report, queries };
      const json = await run('merge', ...files, '--format', 'json');
      expect(json).toEqual({ code: 1, stdout: jsonReport(whole), stderr: '' });
      expect((await run('merge', ...files)).stdout).toBe(textReport(whole));
    },
  );

  test('has the exit code of the whole', async () => {
    const { report } = await runOver(allocation(2));
    const files = written(shardsOf(report, 2));
    expect((await run('merge', ...files)).code).toBe(0);
    expect((await run('merge', ...files, '--fail-on', 'INFO')).code).toBe(1);
  });

  test('writes to a file', async () => {
    const { report } = await runOver(allocation(2));
    const files = written(shardsOf(report, 2));
    const output = join(temporaryDirectory(), 'whole.json');
    expect(await run('merge', ...files, '--format', 'json', '--output', output)).toMatchObject({
      code: 0,
      stdout: '',
    });
    const whole = JSON.parse(readFileSync(output, 'utf8'));
    expect(whole).not.toHaveProperty('shard');
    expect(whole).not.toHaveProperty('list');
  });

  test('refuses files that are not the shards of one run, and says which', async () => {
    const { report } = await runOver(allocation(3));
    const shards = shardsOf(report, 3);
    const [first, second, third] = shards;
    if (first === undefined || second === undefined || third === undefined) throw new Error('no shards');
    const { shard: _, ...unsharded } = first;
    const cases: [string, Report[]][] = [
      ['missing: shard 2/3', [first, third]],
      ['missing: shard 1/3, 3/3', [second]],
      ['1.json and 0.json are both shard 1/3', [first, first, second, third].slice(0, 2)],
      ['0.json is not a shard of a run', [unsharded]],
      ['1.json is one of 2 shards, 0.json one of 3', [first, { ...second, shard: '2/2' }]],
      ['0.json claims to be shard 4 of 3', [{ ...first, shard: '4/3' }]],
      [
        '1.json has the list of targets fedcba9876543210, 0.json has 0123456789abcdef',
        [first, { ...second, list: 'fedcba9876543210' }],
      ],
      ['1.json has the profile engine, 0.json has documented', [first, { ...second, profile: 'engine' }]],
      [
        '1.json has the tool rdns-preflight 9.9.9, 0.json has',
        [first, { ...second, tool: { ...second.tool, version: '9.9.9' } }],
      ],
      [
        String.raw`1.json has the profile \u{1b}[31mx, 0.json has`,
        [first, { ...second, profile: '\u001b[31mx' }],
      ],
    ];
    for (const [reason, reports] of cases) {
      const { code, stderr, stdout } = await run('merge', ...written(reports));
      expect(stderr.replaceAll(/\S*\/(\d\.json)/g, '$1')).toContain(reason);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    }
  });

  test('refuses files that are no reports, and says where', async () => {
    const { report } = await runOver(allocation(1));
    const directory = temporaryDirectory();
    const broken = { ...report, shard: '1/1', zones: [{ ...report.zones[0], verdict: 'perhaps' }] };
    const cases: [string, string][] = [
      ['', 'it is not JSON'],
      ['{}', 'it is not a report of this version at'],
      ['[]', 'it is not a report of this version'],
      [JSON.stringify(broken), 'it is not a report of this version at zones.0.verdict'],
    ];
    for (const [text, reason] of cases) {
      const file = join(directory, 'report.json');
      writeFileSync(file, text);
      const { code, stderr } = await run('merge', file);
      expect(stderr).toContain(reason);
      expect(stderr).toMatch(/^[ -~]+\n$/);
      expect(code).toBe(2);
    }
    expect(await run('merge', '-')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('not from stdin'),
    });
    expect((await run('merge', join(directory, 'none.json'))).stderr).toContain('cannot be read: ENOENT');
  });
});
