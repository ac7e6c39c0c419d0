import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { rdns, temporaryDirectory } from '../support/rdns.js';
import { freePort } from '../support/real-process.js';

const CHECK = ['check', '10.155.16.0/24'];
const SERVERS = ['ns1.example.net/127.83.0.1', 'ns2.example.org/127.83.0.2'];

let resolver = '';
beforeAll(async () => {
  resolver = `127.0.0.1:${await freePort('127.0.0.1')}`;
});

function configFile(options: unknown): string {
  const file = join(temporaryDirectory(), 'config.json');
  writeFileSync(file, JSON.stringify(options));
  return file;
}

function namesIn(json: string): string[] {
  const { zones } = JSON.parse(json);
  return zones[0].nameservers.map(({ name }: { name: string }) => name);
}

describe('options from elsewhere', () => {
  test('--config FILE', async () => {
    const config = configFile({
      ns: SERVERS,
      resolver,
      format: 'json',
      profile: 'engine',
      'fail-on': 'CRITICAL',
    });
    const { code, stdout, stderr } = await rdns([...CHECK, '--config', config]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout).profile).toBe('engine');
    expect(namesIn(stdout)).toEqual(['ns1.example.net', 'ns2.example.org']);
  });

  test('RDNS_PREFLIGHT_* in the environment', async () => {
    const { code, stdout, stderr } = await rdns(CHECK, {
      env: {
        RDNS_PREFLIGHT_NS: SERVERS[0] ?? '',
        RDNS_PREFLIGHT_RESOLVER: resolver,
        RDNS_PREFLIGHT_FORMAT: 'json',
        RDNS_PREFLIGHT_FAIL_ON: 'CRITICAL',
        RDNS_PREFLIGHT_PROFILE: 'engine',
      },
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout).profile).toBe('engine');
    expect(namesIn(stdout)).toEqual(['ns1.example.net']);
  });

  test('RDNS_PREFLIGHT_CONFIG names a file', async () => {
    const config = configFile({ ns: SERVERS, resolver, format: 'json' });
    const { code, stdout } = await rdns(CHECK, { env: { RDNS_PREFLIGHT_CONFIG: config } });
    expect(code).toBe(1);
    expect(namesIn(stdout)).toEqual(['ns1.example.net', 'ns2.example.org']);
  });

  test('the command line overrides the environment, which overrides the file', async () => {
    const config = configFile({ ns: SERVERS, resolver, format: 'text', profile: 'documented' });
    const env = { RDNS_PREFLIGHT_FORMAT: 'json', RDNS_PREFLIGHT_PROFILE: 'documented' };
    const { stdout } = await rdns([...CHECK, '--config', config, '--profile', 'engine'], { env });
    expect(JSON.parse(stdout).profile).toBe('engine');
  });

  test('empty variables do not count', async () => {
    const empty = { RDNS_PREFLIGHT_NS: '', RDNS_PREFLIGHT_RATE: '', RDNS_PREFLIGHT_FORMAT: '' };
    const given = await rdns(
      [...CHECK, ...SERVERS.flatMap((each) => ['--ns', each]), '--resolver', resolver],
      {
        env: empty,
      },
    );
    expect(given.stderr).toBe('');
    expect(given.stdout).toMatch(/^REJECT/);
  });

  test.each([
    ['an unknown name', { RDNS_PREFLIGHT_COLOUR: 'yes' }, 'colour'],
    ['a value that is none', { RDNS_PREFLIGHT_FORMAT: 'xml' }, 'xml'],
    ['a bad name server', { RDNS_PREFLIGHT_NS: 'ns1..example.net' }, 'empty label'],
  ])('%s in the environment', async (_, env, says) => {
    const { code, stdout, stderr } = await rdns(CHECK, { env });
    expect(stderr).toMatch(/^rdns-preflight: [ -~]+\n$/);
    expect(stderr).toContain(says);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('lists', () => {
  const template = ['template', '10.155.16.0/24', '--ns', 'ns1.example.net', '--ns', 'ns2.example.org'];
  const contacts = ['--admin-c', 'AA1-RIPE', '--tech-c', 'AA1-RIPE', '--zone-c', 'AA1-RIPE'];
  const minimal = [...template, ...contacts, '--mnt-by', 'A-MNT'];

  test.each([
    ['admin-c', 'BB1-RIPE'],
    ['mnt-by', 'B-MNT'],
    ['ns', 'ns3.example.org'],
  ])('--%s once more', async (name, value) => {
    const attribute = name === 'ns' ? 'nserver' : name;
    const { code, stdout } = await rdns([...minimal, `--${name}`, value]);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^${attribute}: +${value}$`, 'm'));
    const before = (await rdns(minimal)).stdout.match(new RegExp(`^${attribute}:.*$`, 'gm')) ?? [];
    expect(stdout.match(new RegExp(`^${attribute}:.*$`, 'gm'))).toEqual(expect.arrayContaining(before));
  });

  test.each(['notify', 'descr', 'remarks'])('--%s twice', async (name) => {
    const values = ['one@example.net', 'two@example.net'];
    const { code, stdout } = await rdns([...minimal, ...values.map((value) => `--${name}=${value}`)]);
    expect(code).toBe(0);
    for (const value of values) expect(stdout).toMatch(new RegExp(`^${name}: +${value}$`, 'm'));
  });

  test('take one value at a time: the next word is a target', async () => {
    const { stdout } = await rdns([...minimal, '--descr', 'a', '10.155.17.0/24']);
    expect(stdout.match(/^domain:.*$/gm)).toHaveLength(2);
  });
});
