import { chmodSync } from 'node:fs';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type SubmitArguments, submitFile } from '../../src/cli/commands/submit.js';
import { whoisFor } from '../../src/cli/database.js';
import type { Terminal } from '../../src/cli/terminal.js';
import type { Patience } from '../../src/database/whois.js';
import { InputError } from '../../src/target/input.js';
import { domain, inetnum, type Misbehaviour, startRipeServer } from '../database/ripe-server.js';
import { object } from '../rpsl/rules/describe-rule.js';

import { labOptions } from '../support/lab.js';

import { ending, rdns, startRdns } from '../support/rdns.js';

import { onTerminal, readReport, runMain, temporaryFile } from '../support/run-main.js';

const ZONE = '16.155.185.in-addr.arpa';
const GOOD = object({ domain: [ZONE] });
/** The object that decides on it. */
const SPACE = inetnum('185.155.16.0 - 185.155.19.255', { 'mnt-domains': ['EXAMPLE-MNT'] });
const SECRET = 'xGq8Zq3ZkT7rV2mN5pL9wY1c:Ssh.Do.Not.Tell';
const HEADER = `Basic ${Buffer.from(SECRET).toString('base64')}`;

interface Run {
  readonly text?: string;
  readonly scenario?: string;
  readonly args?: Partial<SubmitArguments>;
  readonly server?: Parameters<typeof startRipeServer>[0];
  readonly env?: Readonly<Record<string, string>>;
  /** The input of a person at a terminal. */
  readonly typed?: string;
  readonly patience?: Partial<Patience>;
  /** Another terminal instead. */
  readonly at?: (terminal: Terminal) => Terminal;
}

const DEFAULTS: SubmitArguments = {
  ...{ file: 'objects.rpsl', dryRun: false, yes: false, force: false, apiKeyFile: undefined },
  ...{ profile: 'documented', format: 'json', output: undefined, failOn: 'ERROR', verbose: false },
  ...{ resolver: undefined, timeout: 300, retries: 1, rate: 0, ipv4: true, ipv6: true },
  ...{ source: 'RIPE', baseUrl: undefined, mnt: undefined },
};

/** Submits on the servers of a scenario and a database of its own. */
async function submitted({
  text = GOOD,
  scenario = 'healthy-v4-zone',
  args = {},
  server: behaviour = {},
  env,
  typed,
  patience = {},
  at = (terminal) => (typed === undefined ? terminal : interactive(terminal, typed)),
}: Run) {
  const server = await startRipeServer({ authorization: HEADER, objects: [SPACE], ...behaviour });
  const options = await labOptions(scenario);
  const ended = await onTerminal(
    async (given) => {
      const terminal = at(given);
      const { signal } = terminal;
      const whois = whoisFor({ source: 'RIPE', baseUrl: server.url }, new AbortController().signal, {
        retryAfterMs: [1],
        lookAfterMs: [0, 1],
        ...patience,
      });
      onTestFinished(() => whois.close());
      const file = { name: 'objects.rpsl', bytes: Buffer.from(text) };
      try {
        return await submitFile(file, { ...DEFAULTS, ...args }, { ...options, signal }, whois, terminal);
      } catch (error) {
        if (signal.aborted) return 130;
        if (!(error instanceof InputError)) throw error;
        terminal.stderr.write(`${error.message}\n`);
        return 2;
      }
    },
    { env: { RDNS_PREFLIGHT_API_KEY: SECRET, ...env } },
  );
  const all = ended.stdout + ended.stderr;
  for (const part of [SECRET, ...SECRET.split(':'), HEADER.slice('Basic '.length)])
    expect(all).not.toContain(part);
  const written = server.requests.filter((request) => !request.startsWith('GET'));
  return { ...ended, server, written };
}

function interactive(terminal: Terminal, typed: string): Terminal {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  stdin.end(typed);
  for (const stream of [terminal.stdout, terminal.stderr]) Object.assign(stream, { isTTY: true });
  return { ...terminal, stdin };
}

const submissionIn = (stdout: string) => readReport(stdout).submission;

describe('submit', () => {
  test('--yes creates what the check accepts, and reports it', async () => {
    const { code, stdout, stderr, server, written } = await submitted({ args: { yes: true } });
    expect({ code, stderr, written }).toEqual({ code: 0, stderr: '', written: ['POST /ripe/domain'] });
    expect(server.zones()).toEqual([ZONE]);
    expect(readReport(stdout).verdict).toBe('accept');
    expect(submissionIn(stdout)).toEqual({
      source: 'RIPE',
      database: `${server.url}/`,
      dryRun: false,
      forced: false,
      objects: [
        {
          zone: ZONE,
          location: { file: 'objects.rpsl', line: 1, column: 1 },
          ...{ action: 'create', state: 'done', reason: null, messages: [] },
        },
      ],
    });
  });

  test('asks nothing twice, and sends the key with changes only', async () => {
    const { server } = await submitted({ args: { yes: true } });
    const search = (text: string, type: string, flags: string) =>
      `GET /search?source=RIPE&query-string=${text}&type-filter=${type}&flags=r${flags}`;
    // The searches run in parallel.
    expect(server.requests.slice(0, 1)).toEqual([`GET /ripe/domain/${ZONE}?unfiltered`]);
    expect(server.requests.slice(1, 4).sort()).toEqual([
      search(ZONE, 'domain', 'L'),
      search(ZONE, 'domain', 'm&limit=20'),
      search('185.155.16.0/24', 'inetnum', ''),
    ]);
    expect(server.requests.slice(4)).toEqual(['POST /ripe/domain']);
    expect(server.authorizations).toEqual([null, null, null, null, HEADER]);
  });

  test('for an existing object, nothing else is asked', async () => {
    const older = domain(ZONE, { 'mnt-by': ['OTHER-MNT', 'EXAMPLE-MNT'], nserver: ['ns9.example.net'] });
    const objects = [older, domain('155.185.in-addr.arpa')];
    const { code, stdout, server } = await submitted({ args: { yes: true }, server: { objects } });
    expect(code).toBe(0);
    expect(server.requests).toEqual([`GET /ripe/domain/${ZONE}?unfiltered`, `PUT /ripe/domain/${ZONE}`]);
    const [exists, maintainers] = readReport(stdout).zones[0]?.findings ?? [];
    expect(exists).toMatchObject({ tag: 'RIPE_DB_EXISTS', location: { line: 1, column: 17 } });
    expect(maintainers).toMatchObject({
      tag: 'RIPE_DB_MAINTAINERS',
      facts: { object: ZONE, attribute: 'mnt-by', maintainers: ['OTHER-MNT', 'EXAMPLE-MNT'] },
    });
  });

  /** Conflicting objects in the database, and the finding about each. */
  const IN_THE_WAY: readonly (readonly [string, readonly ReturnType<typeof domain>[]])[] = [
    ['RIPE_DB_LESS_SPECIFIC', [SPACE, domain('155.185.in-addr.arpa')]],
    ['RIPE_DB_MORE_SPECIFIC', [SPACE, domain(`0-63.${ZONE}`)]],
    ['RIPE_DB_NO_ADDRESS_SPACE', []],
    ['RIPE_DB_ONLY_RIPE_NCC', [inetnum('185.0.0.0 - 185.255.255.255', { 'mnt-by': ['RIPE-NCC-HM-MNT'] })]],
  ];

  test.each(IN_THE_WAY)(
    'sends nothing when the database has what is in the way: %s',
    async (tag, objects) => {
      const run = await submitted({ args: { yes: true }, server: { objects } });
      expect(run).toMatchObject({ code: 1, written: [] });
      const report = readReport(run.stdout);
      expect(report.verdict).toBe('reject');
      expect(report.zones[0]?.findings.filter(({ level }) => level === 'ERROR')).toMatchObject([
        { tag, location: { file: 'objects.rpsl', line: 1, column: 17 } },
      ]);
      expect(report.submission).toMatchObject({
        objects: [{ state: 'not-sent', reason: 'the check does not accept all objects' }],
      });
    },
  );

  test.each([
    ['example-mnt', 0],
    ['OTHER-MNT', 1],
  ])('with --mnt %s, who may create the objects is judged too', async (mnt, code) => {
    const run = await submitted({ args: { yes: true, mnt: [mnt] } });
    expect(run).toMatchObject({ code, written: code === 0 ? ['POST /ripe/domain'] : [] });
    const errors = readReport(run.stdout).zones[0]?.findings.filter(({ level }) => level === 'ERROR');
    expect(new Set(errors?.map(({ tag }) => tag))).toEqual(
      new Set(code === 0 ? [] : ['RIPE_DB_MAINTAINER_NOT_OWN']),
    );
  });

  test('--force overrides that too: then the database refuses', async () => {
    const objects = [SPACE, domain('155.185.in-addr.arpa')];
    const run = await submitted({ args: { yes: true, force: true }, server: { objects } });
    expect(run).toMatchObject({ code: 1, written: ['POST /ripe/domain'] });
    expect(submissionIn(run.stdout)).toMatchObject({
      forced: true,
      objects: [
        { state: 'refused', reason: expect.stringMatching(/^it answers 400: Existing less specific/) },
      ],
    });
  });

  test.each([
    [{}, 3],
    [{ force: true }, 1],
  ])('sends nothing when the database cannot be asked: %j', async (args, code) => {
    const misbehave = () => ({ status: 503, body: 'down' });
    const run = await submitted({ args: { yes: true, ...args }, server: { misbehave } });
    expect(run).toMatchObject({ code, written: [] });
    expect(readReport(run.stdout)).toMatchObject({
      verdict: 'undetermined',
      zones: [{ findings: expect.arrayContaining([expect.objectContaining({ tag: 'RIPE_DB_UNKNOWN' })]) }],
      submission: { objects: [{ action: 'none', state: 'not-sent' }] },
    });
  });

  test.each([
    ['where nobody can be asked', {}, GOOD],
    ['--dry-run', { dryRun: true, yes: true }, GOOD],
    ['a dry-run line in the file', { yes: true }, `${GOOD}dry-run: yes\n`],
  ])('is a dry run: %s', async (_, args, text) => {
    const { code, stdout, written, server } = await submitted({ args, text });
    expect({ code, written }).toEqual({ code: 0, written: ['POST /ripe/domain?dry-run=true'] });
    expect(server.writes()).toBe(0);
    expect(submissionIn(stdout)).toMatchObject({ dryRun: true, objects: [{ state: 'would-be-done' }] });
  });

  test('a dry run needs no key, and says what it knows without one', async () => {
    const { code, stdout, written } = await submitted({ env: { RDNS_PREFLIGHT_API_KEY: '' } });
    expect({ code, written }).toEqual({ code: 0, written: [] });
    expect(submissionIn(stdout)).toMatchObject({ objects: [{ action: 'create', state: 'not-tried' }] });
  });

  test.each([
    ['y\n', 0, ['POST /ripe/domain'], 'done'],
    ['yes\n', 0, ['POST /ripe/domain'], 'done'],
    ['\n', 1, [], 'not-sent'],
    ['n\n', 1, [], 'not-sent'],
    ['', 1, [], 'not-sent'],
    ['\x03', 1, [], 'not-sent'],
    ['\x04', 1, [], 'not-sent'],
  ])('asks the person at a terminal: %j', async (typed, code, written, state) => {
    const run = await submitted({ typed });
    expect(run).toMatchObject({ code, written });
    expect(submissionIn(run.stdout)).toMatchObject({ dryRun: false, objects: [{ state }] });
    expect(run.stderr).toContain(`create ${ZONE}`);
    expect(run.stderr).toMatch(/RIPE database\? \[y\/N\]/);
  });

  test('shows the person at a terminal the report first', async () => {
    const shown: string[] = [];
    const at = (terminal: Terminal) => {
      const atTerminal = interactive(terminal, 'y\n');
      for (const [name, stream] of Object.entries({ stdout: terminal.stdout, stderr: terminal.stderr })) {
        const write = stream.write.bind(stream);
        Object.assign(stream, {
          write: (text: string, ...more: []) => {
            shown.push(`${name}: ${text}`);
            return write(text, ...more);
          },
        });
      }
      return atTerminal;
    };
    const { written } = await submitted({ args: { format: 'text' }, at });
    expect(written).toEqual(['POST /ripe/domain']);
    const order = [/^stdout: .*ACCEPT/, /^stderr: +create /, /^stderr: .*\[y\/N\]/, /^stdout: \nSUBMISSION/];
    const places = order.map((pattern) => shown.findIndex((text) => pattern.test(text)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('the result is reported even if it cannot be written where it should', async () => {
    const full = new Writable({
      write: (chunk, _, done) =>
        done(`${chunk}`.includes('SUBMISSION') ? new InputError('it is full') : null),
    });
    full.on('error', () => {});
    const at = (terminal: Terminal) => ({ ...terminal, stdout: full });
    const run = await submitted({ args: { yes: true, format: 'text' }, at });
    expect(run.code).toBe(2);
    expect(run.server.zones()).toEqual([ZONE]);
    expect(run.stderr).toMatch(/SUBMISSION to the RIPE database[\s\S]*created +16\.155\.185\.in-addr\.arpa/);
  });

  test('and if nobody reads it any more', async () => {
    let hangUp = () => {};
    const server = await startRipeServer({
      objects: [SPACE],
      misbehave: ({ method }) => {
        if (method !== 'GET') hangUp();
        return undefined;
      },
    });
    const file = temporaryFile(GOOD);
    const options = [
      '--yes',
      '--force',
      '--base-url',
      server.url,
      '--resolver',
      '127.0.0.1:1',
      '--retries',
      '0',
    ];
    const child = startRdns(['submit', '-f', file, ...options], { env: { RDNS_PREFLIGHT_API_KEY: SECRET } });
    hangUp = () => child.stdout?.destroy();
    const { code, stderr } = await ending(child);
    expect(code).toBe(141);
    expect(server.zones()).toEqual([ZONE]);
    expect(stderr).toMatch(/SUBMISSION to the RIPE database[\s\S]*created +16\.155\.185\.in-addr\.arpa/);
  });

  test('an interrupt is no answer', async () => {
    const controller = new AbortController();
    const at = (terminal: Terminal) => {
      const stdin = Object.assign(new PassThrough(), { isTTY: true });
      const stderr = new Writable({
        write: (chunk, _, done) => {
          if (`${chunk}`.includes('[y/N]')) setImmediate(() => controller.abort());
          done();
        },
      });
      return { ...interactive(terminal, ''), stdin, stderr, signal: controller.signal };
    };
    const run = await submitted({ at });
    expect(run).toMatchObject({ code: 130, written: [] });
    expect(submissionIn(run.stdout)).toMatchObject({ objects: [{ state: 'not-sent' }] });
  });

  test('an interrupt ends it while the database is asked', async () => {
    const controller = new AbortController();
    const at = (terminal: Terminal) => ({ ...terminal, signal: controller.signal });
    const misbehave = () => {
      setImmediate(() => controller.abort());
      return 'silent' as const;
    };
    const run = await submitted({ args: { yes: true, force: true }, at, server: { misbehave } });
    expect(run).toMatchObject({ code: 130, written: [] });
  });

  test('an interrupt during a change leaves no doubt about the result', async () => {
    const controller = new AbortController();
    const at = (terminal: Terminal) => ({ ...terminal, signal: controller.signal });
    let isSent = false;
    const misbehave = ({ method }: { method: string }) => {
      if (method === 'GET') return undefined;
      isSent = true;
      controller.abort();
      return 'cut-after' as const;
    };
    const run = await submitted({ args: { yes: true }, at, server: { misbehave } });
    expect({ isSent, code: run.code }).toEqual({ isSent: true, code: 130 });
    expect(submissionIn(run.stdout)).toMatchObject({ objects: [{ action: 'create', state: 'done' }] });
  });

  test('a dry run that the database does not answer is no success', async () => {
    const misbehave = ({ method }: { method: string }) =>
      method === 'GET' ? undefined : ('cut-before' as const);
    const run = await submitted({ args: { dryRun: true }, server: { misbehave } });
    expect(run.code).toBe(3);
    expect(submissionIn(run.stdout)).toMatchObject({ objects: [{ state: 'not-tried' }] });
  });

  test('two objects for one zone: each has its own result, and the zone is looked up once', async () => {
    const text = `${GOOD}\n${object({ domain: [ZONE], nserver: ['ns2.example.org', 'ns1.example.net'] })}`;
    const server = { objects: [SPACE, domain(ZONE)] };
    const run = await submitted({ text, args: { yes: true, force: true }, server });
    expect(submissionIn(run.stdout)).toMatchObject({
      objects: [
        { location: { line: 1 }, action: 'none', state: 'identical' },
        { location: { line: 10 }, action: 'modify', state: 'done' },
      ],
    });
    expect(run.server.requests).toEqual([`GET /ripe/domain/${ZONE}?unfiltered`, `PUT /ripe/domain/${ZONE}`]);
  });

  test.each([
    ['rejects', 'one-silent', GOOD, {}, 1],
    ['rejects for the text', 'healthy-v4-zone', `${GOOD}nobody: x\n`, {}, 1],
    ['leaves it open', 'resolver-silent', GOOD, {}, 3],
    ['finds what the user has it fail on', 'healthy-v4-zone', GOOD, { failOn: 'INFO' }, 1],
  ])('sends nothing when the check %s', async (_, scenario, text, args, code) => {
    const run = await submitted({ scenario, text, args: { yes: true, ...args } });
    expect(run).toMatchObject({ code, written: [] });
    expect(submissionIn(run.stdout)).toMatchObject({
      forced: false,
      objects: [{ state: 'not-sent', reason: 'the check does not accept all objects' }],
    });
  });

  test('--force overrides the check, and the report says so', async () => {
    const run = await submitted({ scenario: 'one-silent', args: { yes: true, force: true } });
    expect(run).toMatchObject({ code: 0, written: ['POST /ripe/domain'] });
    expect(readReport(run.stdout).verdict).toBe('reject');
    expect(submissionIn(run.stdout)).toMatchObject({ forced: true, objects: [{ state: 'done' }] });
    const accepted = await submitted({ args: { yes: true, force: true } });
    expect(submissionIn(accepted.stdout)).toMatchObject({ forced: false });
  });

  test('--force does not submit an object without a zone', async () => {
    const text = `${object({ domain: ['example.net'] })}\n${GOOD}`;
    const run = await submitted({ text, args: { yes: true, force: true } });
    expect(run.code).toBe(1);
    expect(submissionIn(run.stdout)).toMatchObject({
      objects: [
        { zone: null, state: 'not-sent', reason: 'its zone cannot be read' },
        { zone: ZONE, state: 'done' },
      ],
    });
  });

  test('again: nothing is sent', async () => {
    const run = await submitted({ args: { yes: true }, server: { objects: [domain(ZONE)] } });
    expect(run).toMatchObject({ code: 0, written: [] });
    expect(submissionIn(run.stdout)).toMatchObject({ objects: [{ action: 'none', state: 'identical' }] });
  });

  test('an unknown outcome is no success', async () => {
    let isSent = false;
    const misbehave = ({ method }: { method: string }) => {
      isSent ||= method === 'POST';
      return isSent ? { status: 503, body: 'down' } : undefined;
    };
    const run = await submitted({ args: { yes: true }, server: { misbehave } });
    expect(run.code).toBe(3);
    expect(submissionIn(run.stdout)).toMatchObject({ objects: [{ state: 'unknown' }] });
  });

  test("in text: object by object, with the database's messages", async () => {
    const run = await submitted({
      args: { yes: true, force: true, format: 'text' },
      scenario: 'one-silent',
      server: { authorization: 'another' },
    });
    expect(run.code).toBe(1);
    const [, submission = ''] = run.stdout.split('\nSUBMISSION ');
    expect(submission.replaceAll(/\s+/g, ' ')).toMatch(
      /^to the RIPE database \(http:\/\/127\.0\.0\.1:\d+\/\): 1 object\. The check does not accept; that was overridden \(--force\)\. REFUSED 16\.155\.185\.in-addr\.arpa \(objects\.rpsl:1:1\) it answers 401: Authorisation for \[domain\]/,
    );
  });

  test.each(['text', 'json'] as const)(
    'sends nothing when the report cannot be written: %s',
    async (format) => {
      const run = await submitted({ args: { yes: true, output: '/dev/full', format } });
      expect(run).toMatchObject({ code: 2, written: [], stderr: expect.stringMatching(/ENOSPC/) });
    },
  );

  test.each([
    [
      'an object for another database',
      object({ domain: [ZONE], source: ['TEST'] }),
      /source of the object is "TEST", not RIPE/,
    ],
    ['a deletion', `${GOOD}delete: moved\n`, /submit does not delete objects/],
    ['a file without objects', 'person: A B\n', /has no domain object/],
  ])('asks nobody about %s', async (_, text, says) => {
    const run = await submitted({ text, args: { yes: true } });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(says);
    expect(run.server.requests).toEqual([]);
  });
});

/** The database's reaction to a change, and its content afterwards. */
interface Outcome {
  readonly how: Misbehaviour | undefined;
  readonly code: number;
  readonly state: string;
  readonly reason: RegExp | null;
  readonly exists: boolean;
}

const failing = (status: number, text: string): Misbehaviour => ({
  status,
  body: JSON.stringify({ errormessages: { errormessage: [{ severity: 'Error', text }] } }),
});
const HTML = '<!doctype html><h1>Bad Gateway</h1>';
const HALF = '{"objects":{"object":[{"type":"domain",';
const DEEP = `{"objects":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
const elsewhere = { location: 'http://127.0.0.1:1/' };

const refused = (status: number, text: string): Outcome => ({
  ...{ how: failing(status, text), code: 1, state: 'refused', exists: false },
  reason: new RegExp(`^it answers ${status}: ${text}`),
});
const notDone = (how: Misbehaviour, reason: RegExp): Outcome => ({
  ...{ how, code: 1, state: 'not-done', exists: false },
  reason: new RegExp(`${reason.source}.*; 0 seconds later the database is unchanged$`),
});
const doneAfterAll = (how: Misbehaviour): Outcome => ({
  ...{ how, code: 0, state: 'done', reason: null, exists: true },
});

describe('submit, whatever the database answers', () => {
  test.each<[string, Outcome]>([
    ['200', { how: undefined, code: 0, state: 'done', reason: null, exists: true }],
    ['400', refused(400, 'Error from DNS check')],
    ['401', refused(401, 'Authorisation failed')],
    ['403', refused(403, 'Forbidden')],
    ['409', refused(409, 'the object already exists')],
    ['500', notDone(failing(500, 'unexpected'), /^it answers 500: unexpected/)],
    ['500 after all', doneAfterAll({ after: { status: 500, body: '{}' } })],
    ['silence', notDone('silent', /^there was no whole answer/)],
    ['silence after all', doneAfterAll('silent-after')],
    ['the end of the connection', notDone('cut-before', /^the connection ended before/)],
    ['the end of the connection after all', doneAfterAll('cut-after')],
    ['half an answer', doneAfterAll('cut-within')],
    ['half JSON', notDone({ status: 200, body: HALF }, /^it answers 200 with a body/)],
    ['JSON without bottom', notDone({ status: 200, body: DEEP }, /^it answers 200 with a body/)],
    ['wrong types', notDone({ status: 200, body: '{"objects":{"object":1e999}}' }, /^it answers 200 with/)],
    ['HTML', notDone({ status: 200, body: HTML }, /^it answers 200 with a body/)],
    ['HTML of a proxy after all', doneAfterAll({ after: { status: 502, body: HTML } })],
    ['a redirect', notDone({ status: 307, body: '', headers: elsewhere }, /^it redirects elsewhere/)],
    ['more than anybody needs', notDone({ status: 200, body: ' '.repeat(9e6) }, /more than 8 MB/)],
  ])(
    "%s: it is sent once, and the database's state is reported",
    async (_, { how, code, state, reason, exists }) => {
      const misbehave = ({ method }: { method: string }) => (method === 'GET' ? undefined : how);
      const patience = { writeTimeoutMs: how === 'silent' || how === 'silent-after' ? 200 : 10_000 };
      const run = await submitted({ args: { yes: true }, server: { misbehave, objects: [SPACE] }, patience });
      expect(run).toMatchObject({ code, written: ['POST /ripe/domain'] });
      expect(run.server.zones()).toEqual(exists ? [ZONE] : []);
      expect(submissionIn(run.stdout)).toMatchObject({
        objects: [{ state, reason: reason === null ? null : expect.stringMatching(reason) }],
      });
    },
  );

  test('its messages move no cursor', async () => {
    const misbehave = ({ method }: { method: string }) =>
      method === 'GET' ? undefined : failing(400, '\u001b[2J\u009b31m\u202e\r\nACCEPT\u0007');
    for (const format of ['text', 'json'] as const) {
      const { stdout } = await submitted({ args: { yes: true, format }, server: { misbehave } });
      expect(stdout).toMatch(/u\{?(00)?1b\}?\[2J/);
      expect(stdout.replaceAll('\n', '')).toMatch(/^[ -~]*$/);
    }
  });
});

describe('the API key', () => {
  const withFile = (content: string, mode: number, env: Readonly<Record<string, string>> = {}) => {
    const apiKeyFile = temporaryFile(content, 'key');
    chmodSync(apiKeyFile, mode);
    return submitted({ args: { yes: true, apiKeyFile }, env });
  };

  test('comes from a file, before the environment', async () => {
    const run = await withFile(`${SECRET}\n`, 0o600, { RDNS_PREFLIGHT_API_KEY: 'other:key' });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.server.authorizations).toContain(HEADER);
  });

  test.each([`${SECRET}\n`, `  ${SECRET}\r\n`, `\ufeff${SECRET}\n`])(
    'may have white space around it, in a file and in the environment: %#',
    async (content) => {
      expect((await withFile(content, 0o600)).code).toBe(0);
      const run = await submitted({ args: { yes: true }, env: { RDNS_PREFLIGHT_API_KEY: content } });
      expect(run.code).toBe(0);
    },
  );

  test.each([0o640, 0o604, 0o644])('in a file that others may read is warned of: %o', async (mode) => {
    const { code, stderr } = await withFile(SECRET, mode);
    expect(code).toBe(0);
    expect(stderr).toMatch(/others on this machine may read .*chmod 600/);
  });

  test.each([
    ['no key id', 'Ssh.Do.Not.Tell'],
    ['nothing', ''],
    ['two lines', `${SECRET}\nmore`],
    ['a header in it', `${SECRET}\r\nX-Evil: yes`],
  ])('that is invalid is refused without being shown: %s', async (_, content) => {
    const { code, stdout, stderr, server } = await withFile(content, 0o600);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/expected an API key/);
    expect(server.requests).toEqual([]);
  });

  test('is needed before anything is asked, if something has to change', async () => {
    const run = await submitted({ args: { yes: true }, env: { RDNS_PREFLIGHT_API_KEY: '' } });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/an API key is needed/);
  });

  test('in the environment is no option, for no command', async () => {
    const { code, stderr } = await rdns(['zones', '10.0.0.0/24'], {
      env: { RDNS_PREFLIGHT_API_KEY: SECRET },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('goes only over TLS, except on this machine', async () => {
    const args = ['submit', '-f', temporaryFile(GOOD), '--base-url', 'http://192.0.2.1/', '--yes'];
    const { code, stderr } = await runMain(args, { env: { RDNS_PREFLIGHT_API_KEY: SECRET } });
    expect(code).toBe(2);
    expect(stderr).toMatch(/it must be https/);
    expect(stderr).not.toContain(SECRET);
  });
});
