import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rdns, temporaryDirectory } from '../support/rdns.js';

const CHECK = ['check', '10.155.16.0/24', '--ns', 'ns1.example.net', '--ns', 'ns2.example.org'];

/** Exit code 2 and one line that says what is wrong, without a stack or anything on stdout. */
async function expectUsageError(args: readonly string[], says: string | RegExp): Promise<void> {
  const { code, stdout, stderr } = await rdns(args);
  expect(stderr).toMatch(/^rdns-preflight: [ -~]+\n$/);
  expect(stderr).toMatch(says);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
}

describe.concurrent('a command line that cannot be used', () => {
  test.each([
    [[], 'Which command'],
    [['chekc'], 'chekc'],
    [['zones'], /argument/],
    [['zones', '10.155.16.0/22', '--formta', 'json'], 'formta'],
    [['zones', '10.155.16.0/22', '--format', 'xml'], /format.*"xml".*"text", "json"/],
    [['zones', '10.155.16.0/22', '--format'], 'format'],
    [['check'], /-f FILE is needed/],
    [['replay'], /argument/],
    [['explain', 'MULTIPLE_SOA_SERIAL'], 'MULTIPLE_SOA_SERIALS'],
    [['explain', '\u001b[31mred'], 'unknown tag'],
    [['\u001b[31mred'], /command/i],
    [['demo', 'now'], 'now'],
    [['demo', '--', 'now'], 'now'],
    [['zones', '--'], /argument/],
    [['zones', '--', '--format', 'json'], './--format'],
    [['replay', '--', '-record'], './-record'],
    [['explain', '--', 'true'], 'true'],
  ])('%j', async (args, says) => {
    await expectUsageError(args, says);
  });

  test.each([
    ['10.155.16.1/22', '10.155.16.0/22'],
    ['0.0.0.0/0', 'whole address space'],
    ['::/0', 'whole address space'],
    ['::ffff:10.155.16.0/118', 'IPv4'],
    ['::ffff:0a9b:1000/118', 'IPv4'],
    ['010.155.16.0/22', 'leading zero'],
    ['10.155.16.0/022', 'leading zero'],
    ['10.155.16.0/33', '33'],
    ['2001:db8::/129', '129'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['10.155.16.256/24', '10.155.16.256'],
    ['10.155.19.255 - 10.155.16.0', '10.155.16.0'],
    ['fe80::%eth0/64', 'fe80::%eth0/64'],
    ['example.net', 'example.net'],
    ['\u001b]0;title\u0007', 'title'],
    ['', '""'],
  ])('the prefix %j', async (prefix, says) => {
    await expectUsageError(['zones', prefix], says);
    await expectUsageError(['check', '--ns', 'ns1.example.net', prefix], says);
  });

  test.each([
    [['--ns'], 'ns'],
    [['--ns', '--', '10.155.17.0/24'], 'ns'],
    [['--no-ns'], '--ns: expected a string'],
    [['--ns.glue', '192.0.2.1'], 'ns.glue'],
    [['--no-output'], '--output: expected a string'],
    [['--ns', ''], '--ns: its value is empty'],
    [['--rate', ''], '--rate: its value is empty'],
    [['--retries='], '--retries: its value is empty'],
    [['--ns', 'ns1..example.net'], 'empty label'],
    [['--ns', `${'a'.repeat(64)}.example.net`], '63'],
    [['--ns', 'ns1.example.net/10.0.0.256'], '10.0.0.256'],
    [['--ns', 'ns1.example.net/10.0.0.1/10.0.0.2'], 'slash'],
    [['--ns', 'ns1.example.net/'], 'address'],
    [['--ns', 'ns1.example.net/::ffff:10.0.0.1'], '::ffff:10.0.0.1'],
    [['--ds', '12345 8 2'], 'digest'],
    [['--ds', '65536 8 2 00'], 'key tag'],
    [['--ds', '12345 256 2 00'], 'algorithm'],
    [['--ds', '12345 8 2 0x00'], 'hex'],
    [['--resolver', 'resolver.example.net'], 'resolver.example.net'],
    [['--resolver', '127.0.0.1:0'], '127.0.0.1:0'],
    [['--resolver', '127.0.0.1:65536'], '65536'],
    [['--resolver', '[::1'], '::1'],
    [['--timeout', '0'], 'milliseconds'],
    [['--timeout', 'soon'], 'milliseconds'],
    [['--timeout', '1e9'], 'milliseconds'],
    [['--timeout'], 'timeout'],
    [['--retries', '-1'], 'retries'],
    [['--retries', '1.5'], 'retries'],
    [['--no-ipv4', '--no-ipv6'], 'nothing to ask'],
    [['--fail-on', 'FATAL'], /FATAL.*CRITICAL/],
    [['--fail-on', 'ERROR', '--fail-on', 'NOTICE'], 'fail-on'],
    [['--format', 'json', '--format', 'text'], 'format'],
    [['--timeout', '1', '--timeout', '2'], 'timeout'],
    [['--profile', 'strict'], 'strict'],
    [['--profile', 'engine', '--profile', 'documented'], 'profile'],
    [['--output', '/dev/null', '--output', '/dev/null'], 'output'],
    [['--save', '/dev/null', '--save', '/dev/null'], 'save'],
    [['--config', '/nonexistent/config.json'], '/nonexistent/config.json'],
    [['--output', '/nonexistent/report'], '/nonexistent/report'],
    [['--save', '/nonexistent/record'], '/nonexistent/record'],
    [['--output', '/'], 'cannot be written'],
  ])('check with %j', async (args, says) => {
    await expectUsageError([...CHECK, ...args], says);
  });
});

describe('a file that cannot be used', () => {
  test.each([
    ['--profile', 'no JSON', '{', 'JSON'],
    ['--profile', 'no object', '["ERROR"]', 'object'],
    ['--profile', 'an unknown level', '{ "ONE_SOA_SERIAL": "FATAL" }', 'FATAL'],
    ['--profile', 'no levels', '{}', 'no levels'],
    ['--config', 'no JSON', '{', 'config'],
    ['--config', 'an unknown option', '{ "colour": true }', 'colour'],
    ['--config', 'a value that is none', '{ "format": "xml" }', 'xml'],
    ['--config', 'a list where one value is wanted', '{ "save": ["a", "b"] }', 'save'],
    ['--config', 'a number where a string is wanted', '{ "output": 1 }', '--output: expected a string'],
    ['--config', 'a word where a number is wanted', '{ "timeout": "soon" }', 'milliseconds'],
    [
      '--config',
      'an object in a list',
      '{ "resolver": [{ "address": "::1" }] }',
      '--resolver: expected a string',
    ],
  ])('%s naming a file with %s', async (option, _, text, says) => {
    const file = join(temporaryDirectory(), 'file.json');
    writeFileSync(file, text);
    await expectUsageError([...CHECK, option, file], says);
  });

  test.each([
    ['is not there', null, 'ENOENT'],
    ['is empty', '', 'empty'],
    ['is no record', 'hello\n', 'line 1'],
    ['is of another version', '{"record":"rdns-preflight","version":0}\n', 'version'],
  ])('replay of a file that %s', async (_, text, says) => {
    const file = join(temporaryDirectory(), 'record');
    if (text !== null) writeFileSync(file, text);
    await expectUsageError(['replay', file], says);
  });

  test('replay of a directory', async () => {
    const directory = join(temporaryDirectory(), 'record');
    mkdirSync(directory);
    await expectUsageError(['replay', directory], 'directory');
  });
});

describe('requests for information', () => {
  test.each(['--help', 'check --help', 'zones --help', 'explain --help', 'replay --help', 'demo --help'])(
    '%s: on stdout, at most 80 columns wide',
    async (args) => {
      const { code, stdout, stderr } = await rdns(args.split(' '));
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^rdns-preflight/);
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    },
  );

  test('is in one language', async () => {
    const env = { LC_ALL: 'de_DE.UTF-8' };
    expect(await rdns(['zones', '--help'], { env })).toEqual(await rdns(['zones', '--help']));
    expect(await rdns(['zones'], { env })).toEqual(await rdns(['zones']));
  });

  test('--version', async () => {
    const { code, stdout, stderr } = await rdns(['--version']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
