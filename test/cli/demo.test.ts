import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { ending, rdns, startRdns, temporaryDirectory } from '../support/rdns.js';

const SCHEMA = new URL('../../dist/report/report.schema.json', import.meta.url);
const zones = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${from + i}.155.185.in-addr.arpa`);

describe('demo', () => {
  test('shows a report on either allocation', async () => {
    const { code, stdout, stderr } = await rdns(['demo']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^A .* allocation: 4 zones on|^(ACCEPT|REJECT) by/gm)).toEqual([
      'A healthy allocation: 4 zones on',
      'ACCEPT by',
      'A broken allocation: 4 zones on',
      'REJECT by',
    ]);
  });

  test('--format json: one report on both', async () => {
    const { code, stdout, stderr } = await rdns(['demo', '--format', 'json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(stdout);
    const validate = new Ajv2020().compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
    expect({ valid: validate(report), errors: validate.errors }).toEqual({ valid: true, errors: null });
    expect(report.verdict).toBe('reject');
    expect(report.zones.map(({ zone, verdict }: Record<string, unknown>) => [zone, verdict])).toEqual([
      ...zones(16, 19).map((zone) => [zone, 'accept']),
      ...zones(20, 23).map((zone) => [zone, 'reject']),
    ]);
    expect(report.queries).toBeGreaterThan(500);
  });

  test('fails if a verdict is not the expected one', async () => {
    const profile = join(temporaryDirectory(), 'profile.json');
    writeFileSync(profile, '{ "ONE_SOA_SERIAL": "ERROR" }');
    expect((await rdns(['demo', '--profile', profile])).code).toBe(1);
  });

  test.each([['--format=text'], ['--format=json']])('%s into a full disk ends at once', async (format) => {
    const { code, stderr } = await rdns(['demo', format, '--output', '/dev/full']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'rdns-preflight: "/dev/full" cannot be written: ENOSPC\n',
    });
  });

  test('is interrupted at once', async () => {
    const child = startRdns(['demo']);
    const ended = ending(child);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    expect(await ended).toMatchObject({ code: 130, stderr: '' });
  });
});
