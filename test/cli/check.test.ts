/** `check` as a user starts it, against missing servers: nothing reliable is on port 53 here. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../src/index.js';
import { ending, rdns, startRdns, temporaryDirectory } from '../support/rdns.js';
import { freePort } from '../support/real-process.js';

const NAMES = ['--ns', 'ns1.example.net', '--ns', 'ns2.example.org'];
const REFUSING = ['--ns', 'ns1.example.net/127.83.0.1', '--ns', 'ns2.example.org/127.83.0.2'];

/** A resolver address without a listener. */
async function closedResolver(): Promise<string> {
  return `127.0.0.1:${await freePort('127.0.0.1')}`;
}

function parseReport(text: string): Report {
  return JSON.parse(text);
}

describe('a resolver that cannot be reached', () => {
  test('leaves the verdict open: exit code 3, and the report says why', async () => {
    const resolver = await closedResolver();
    const { code, stdout, stderr } = await rdns([
      'check',
      '10.155.16.0/22',
      ...NAMES,
      '--resolver',
      resolver,
    ]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(stdout).toMatch(/^UNDETERMINED/);
    expect(stdout).toMatch(/resolver does not work/i);
    expect(stdout).toContain('16.155.10.in-addr.arpa to 19.155.10.in-addr.arpa (4 zones)');
  });

  test('does the same if the delegation must be found by asking', async () => {
    const { code, stdout } = await rdns(['check', '10.155.16.0/24', '--resolver', await closedResolver()]);
    expect(stdout).toMatch(/^UNDETERMINED/);
    expect(code).toBe(3);
  });

  test('a refusal is not waited out', async () => {
    const args = ['--resolver', await closedResolver(), '--timeout', '60000'];
    expect((await rdns(['check', '10.155.16.0/22', ...NAMES, ...args])).code).toBe(3);
  });

  test('the next one given is asked', async () => {
    const [first, second] = [await closedResolver(), createSocket('udp4')];
    second.bind(0, '127.0.0.1');
    await once(second, 'listening');
    onTestFinished(() => {
      second.close();
    });
    const heard = once(second, 'message');
    const next = `127.0.0.1:${second.address().port}`;
    const args = ['--resolver', first, '--resolver', next, '--timeout', '50', '--retries', '0'];
    const { code } = await rdns(['check', '10.155.16.0/24', ...NAMES, ...args]);
    expect(code).toBe(3);
    await heard;
  });
});

describe('name servers that are not there', () => {
  test('are a reason to reject: exit code 1, and each is named', async () => {
    const resolver = await closedResolver();
    const args = ['check', '10.155.16.0/24', ...REFUSING, '--resolver', resolver, '--format', 'json'];
    const { code, stdout, stderr } = await rdns(args);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const report = parseReport(stdout);
    expect(report.verdicts).toEqual({ documented: 'reject', engine: 'reject' });
    const named = report.zones.flatMap((zone) => zone.findings).flatMap((finding) => finding.servers);
    expect(named).toContain('ns1.example.net/127.83.0.1');
    expect(named).toContain('ns2.example.org/127.83.0.2');
  });
});

describe('files', () => {
  test.each(['text', 'json'])('--save, then replay: the same bytes as %s', async (format) => {
    const record = join(temporaryDirectory(), 'record');
    const how = ['--format', format];
    const args = ['check', '10.155.16.0/23', ...REFUSING, '--resolver', await closedResolver()];
    const checked = await rdns([...args, '--save', record, ...how]);
    expect(checked.stdout).toContain('B02_NO_WORKING_NS');
    expect(await rdns(['replay', record, ...how])).toEqual(checked);
    const engine = await rdns(['replay', record, ...how, '--profile', 'engine', '--verbose']);
    expect(engine.code).toBe(1);
    expect(engine.stdout).not.toBe(checked.stdout);
  });

  test('--output: the report goes to the file, and nothing to stdout', async () => {
    const directory = temporaryDirectory();
    const [record, file] = [join(directory, 'record'), join(directory, 'report')];
    writeFileSync(file, 'what was there before, and longer than nothing\n'.repeat(1000));
    const args = ['check', '10.155.16.0/24', ...REFUSING, '--resolver', await closedResolver()];
    const { code, stdout, stderr } = await rdns([...args, '--save', record, '--output', file]);
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: '' });
    const { stdout: replayed } = await rdns(['replay', record]);
    expect(readFileSync(file, 'utf8')).toBe(replayed);
  });

  test('unusable input leaves an older report alone', async () => {
    const file = join(temporaryDirectory(), 'report');
    writeFileSync(file, 'older\n');
    const args = ['check', '10.155.16.0/24', ...NAMES, '--output', file];
    for (const bad of [
      ['--fail-on', 'FATAL'],
      ['--profile', 'strict'],
      ['--timeout', '0'],
    ]) {
      expect((await rdns([...args, ...bad])).code).toBe(2);
      expect(readFileSync(file, 'utf8')).toBe('older\n');
    }
  });

  test('a disk that is full is told in one line', async () => {
    const args = ['check', '10.155.16.0/24', ...REFUSING, '--resolver', await closedResolver()];
    for (const option of ['--output', '--save']) {
      const { code, stderr } = await rdns([...args, option, '/dev/full']);
      expect(stderr).toMatch(/^rdns-preflight: [ -~]*\/dev\/full[ -~]*ENOSPC[ -~]*\n$/);
      expect(code).toBe(2);
    }
  });
});

describe('a run that is interrupted', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends it while questions wait for their answers, exit code 130',
    async (signal) => {
      const silent = createSocket('udp4');
      silent.bind(0, '127.0.0.1');
      await once(silent, 'listening');
      onTestFinished(() => {
        silent.close();
      });
      const output = join(temporaryDirectory(), 'record');
      const resolver = `127.0.0.1:${silent.address().port}`;
      const asking = ['--resolver', resolver, '--timeout', '60000', '--save', output];
      const child = startRdns(['check', '10.155.16.0/22', ...NAMES, ...asking]);
      const ended = ending(child);
      await once(silent, 'message');
      // An answer would be waited for longer than the test may take.
      child.kill(signal);
      expect(await ended).toEqual({ code: 130, stdout: '', stderr: '' });
      expect(existsSync(output)).toBe(false);
    },
  );
});
