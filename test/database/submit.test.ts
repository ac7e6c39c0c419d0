import { describe, expect, onTestFinished, test } from 'vitest';
import { lookUp, type Submission, type SubmitOptions, submit } from '../../src/database/submit.js';
import { Whois } from '../../src/database/whois.js';
import { name } from '../../src/dns/name.js';
import { domainsOf } from '../../src/rpsl/domain.js';
import { parseRpsl } from '../../src/rpsl/parse.js';
import { sentAttributes } from '../../src/rpsl/stored.js';
import { object } from '../rpsl/rules/describe-rule.js';
import { domain, type Misbehaviour, type RipeServer, startRipeServer } from './ripe-server.js';

const KEY = 'Basic a2V5OnNlY3JldA==';
const zoneAt = (octet: number) => name(`${octet}.155.10.in-addr.arpa`);
const [A, B, C] = [zoneAt(16), zoneAt(17), zoneAt(18)];

/** What is to be submitted, without what the database has. */
type Wanted = Omit<Submission, 'before'>;

function submission(zone: string, nserver = ['ns1.example.net', 'ns2.example.org']): Wanted {
  const [read] = domainsOf(parseRpsl(Buffer.from(object({ domain: [zone], nserver }))));
  if (read === undefined) throw new Error('there is no object');
  return { zone: name(zone), domain: read };
}

/** Looks up, then submits. */
async function submitted(wanted: readonly Wanted[], whois: Whois, options: SubmitOptions) {
  const before = (each: Wanted) => lookUp(each.zone, whois);
  return submit(
    await Promise.all(wanted.map(async (each) => ({ ...each, before: await before(each) }))),
    whois,
    options,
  );
}

/** The database's object: its name servers differ from those of a submission. */
const older = (zone: string) => domain(zone, { nserver: ['ns8.example.net', 'ns9.example.org'] });

const patience = { readTimeoutMs: 500, writeTimeoutMs: 500, retryAfterMs: [1], lookAfterMs: [0, 1, 1] };

interface Run {
  readonly zones: readonly string[];
  readonly objects?: readonly ReturnType<typeof domain>[];
  readonly misbehave?: NonNullable<Parameters<typeof startRipeServer>[0]>['misbehave'];
  readonly options?: Partial<SubmitOptions>;
}

async function run({ zones, objects = [], misbehave, options = {} }: Run) {
  const server = await startRipeServer({ objects, authorization: KEY, ...(misbehave && { misbehave }) });
  const { signal } = new AbortController();
  const whois = new Whois({
    source: 'RIPE',
    base: new URL(server.url),
    userAgent: 'test',
    signal,
    patience,
  });
  onTestFinished(() => whois.close());
  const again = () =>
    submitted(
      zones.map((zone) => submission(zone)),
      whois,
      {
        dryRun: false,
        authorization: KEY,
        signal,
        confirm: async () => true,
        ...options,
      },
    );
  return { server, again, submitted: await again() };
}

const written = (server: RipeServer) => server.requests.filter((request) => !request.startsWith('GET'));

const inBrief = (submitted: Awaited<ReturnType<typeof submit>>) =>
  submitted.map(({ zone, action, state }) => `${zone.split('.')[0]} ${action} ${state}`);

describe('submit', () => {
  test('creates one object', async () => {
    const { server, submitted } = await run({ zones: [A] });
    expect(inBrief(submitted)).toEqual(['16 create done']);
    expect(written(server)).toEqual(['POST /ripe/domain']);
    expect(server.objects[0]?.attributes).toEqual(sentAttributes(submission(A).domain));
    expect(server.authorizations).toEqual([null, KEY]);
  });

  test('creates several together, then changes others one by one, and leaves the identical alone', async () => {
    const objects = [domain(A), older(B), older(C)];
    const zones = [A, B, C, zoneAt(19), zoneAt(20)];
    const { server, submitted } = await run({ zones, objects });
    expect(inBrief(submitted)).toEqual([
      '16 none identical',
      '17 modify done',
      '18 modify done',
      '19 create done',
      '20 create done',
    ]);
    expect(written(server)).toEqual([
      'POST /domain-objects/RIPE',
      `PUT /ripe/domain/${B}`,
      `PUT /ripe/domain/${C}`,
    ]);
    expect(server.writes()).toBe(4);
  });

  test('again: nothing is sent', async () => {
    const { server, again } = await run({ zones: [A, B], objects: [older(A)] });
    const before = written(server).length;
    expect(inBrief(await again())).toEqual(['16 none identical', '17 none identical']);
    expect(written(server)).toHaveLength(before);
  });

  test('in a dry run changes nothing, and reports what the database would do', async () => {
    const { server, submitted } = await run({
      zones: [A, B, '2.0.192.in-addr.arpa'],
      objects: [older(B), domain('0.192.in-addr.arpa')],
      options: { dryRun: true },
    });
    expect(inBrief(submitted)).toEqual([
      '16 create would-be-done',
      '17 modify would-be-done',
      '2 create refused',
    ]);
    expect(submitted[0]?.messages).toEqual([
      'Info: Dry-run performed, no changes to the database have been made',
    ]);
    expect(written(server)).toEqual([
      'POST /ripe/domain?dry-run=true',
      `PUT /ripe/domain/${B}?dry-run=true`,
      'POST /ripe/domain?dry-run=true',
    ]);
    expect(server.writes()).toBe(0);
  });

  test('in a dry run without a key sends nothing', async () => {
    const { server, submitted } = await run({ zones: [A], options: { dryRun: true, authorization: null } });
    expect(inBrief(submitted)).toEqual(['16 create not-tried']);
    expect(written(server)).toEqual([]);
  });

  test('in a failed dry run says that it is unknown what the database would do', async () => {
    const misbehave = ({ method }: { method: string }) =>
      method === 'GET' ? undefined : ('silent' as const);
    const { submitted } = await run({ zones: [A], misbehave, options: { dryRun: true } });
    expect(submitted).toMatchObject([
      { state: 'not-tried', reason: expect.stringMatching(/no whole answer/) },
    ]);
  });

  test('sends nothing if the database cannot be asked for its objects', async () => {
    const misbehave = ({ path }: { path: string }) =>
      path.endsWith(B) ? ('cut-before' as const) : undefined;
    const { server, submitted } = await run({ zones: [A, B], misbehave });
    expect(inBrief(submitted)).toEqual(['16 none not-sent', '17 none not-sent']);
    expect(submitted[0]?.reason).toMatch(/could not be asked for its objects: the connection ended/);
    expect(written(server)).toEqual([]);
  });

  test('sends nothing that is not confirmed, nor without a key, nor after an interrupt', async () => {
    const seen: string[][] = [];
    const confirm: SubmitOptions['confirm'] = async (planned) => {
      seen.push(planned.map(({ zone, action }) => `${action} ${zone}`));
      return false;
    };
    for (const options of [{ confirm }, { authorization: null }, { signal: AbortSignal.abort() }]) {
      const { server, submitted } = await run({ zones: [A, B], objects: [older(B)], options });
      expect(inBrief(submitted)).toEqual(['16 create not-sent', '17 modify not-sent']);
      expect(written(server)).toEqual([]);
    }
    expect(seen).toEqual([[`create ${A}`, `modify ${B}`]]);
  });

  test('asks for no confirmation when there is nothing to do', async () => {
    const confirm = () => Promise.reject(new Error('asked'));
    const { submitted } = await run({ zones: [A], objects: [domain(A)], options: { confirm } });
    expect(inBrief(submitted)).toEqual(['16 none identical']);
  });

  test('an interrupt between two changes stops the rest', async () => {
    const controller = new AbortController();
    const misbehave = ({ method }: { method: string }) => {
      if (method === 'PUT') controller.abort();
      return undefined;
    };
    const objects = [older(A), older(B)];
    const { server, submitted } = await run({
      zones: [A, B],
      objects,
      misbehave,
      options: { signal: controller.signal },
    });
    expect(submitted).toMatchObject([{ state: 'done' }, { state: 'not-sent', reason: 'it was stopped' }]);
    expect(server.writes()).toBe(1);
  });
});

/** Refusals that leave the database unchanged. */
describe('a refusal', () => {
  test('of a key', async () => {
    const { server, submitted } = await run({ zones: [A], options: { authorization: 'Basic d3Jvbmc6a2V5' } });
    expect(submitted).toMatchObject([
      { state: 'refused', reason: expect.stringMatching(/^it answers 401: Authorisation/) },
    ]);
    expect(server.zones()).toEqual([]);
  });

  test('of several together: none is created', async () => {
    const zones = [A, B, '155.10.in-addr.arpa'];
    const { server, submitted } = await run({ zones });
    expect(inBrief(submitted)).toEqual(['16 create refused', '17 create refused', '155 create refused']);
    expect(submitted.map(({ messages }) => messages.length)).toEqual([1, 0, 0]);
    expect(server.zones()).toEqual([]);
  });

  test('stops the rest, and says what is done', async () => {
    const refusal = {
      status: 400,
      body: JSON.stringify({
        errormessages: { errormessage: [{ severity: 'Error', text: 'Error from DNS check' }] },
      }),
    };
    const misbehave = ({ path }: { path: string }) => (path.endsWith(B) ? refusal : undefined);
    const get = ({ method, path }: { method: string; path: string }) =>
      method === 'GET' ? undefined : misbehave({ path });
    const objects = [A, B, C].map(older);
    const { server, submitted } = await run({ zones: [A, B, C], objects, misbehave: get });
    expect(submitted).toMatchObject([
      { state: 'done', reason: null },
      { state: 'refused', reason: 'it answers 400: Error from DNS check' },
      { state: 'not-sent', reason: 'an earlier object failed' },
    ]);
    expect(server.writes()).toBe(1);
  });

  test('if somebody else was faster', async () => {
    let server: RipeServer | null = null;
    const misbehave = ({ method }: { method: string }) => {
      if (method === 'POST') server?.objects.push(older(A));
      return undefined;
    };
    server = await startRipeServer({ authorization: KEY, misbehave });
    const { signal } = new AbortController();
    const whois = new Whois({
      source: 'RIPE',
      base: new URL(server.url),
      userAgent: 'test',
      signal,
      patience,
    });
    onTestFinished(() => whois.close());
    const options = { dryRun: false, authorization: KEY, signal, confirm: async () => true };
    expect(await submitted([submission(A)], whois, options)).toMatchObject([
      { state: 'refused', reason: expect.stringMatching(/^it answers 409/) },
    ]);
    expect(server.objects).toEqual([older(A)]);
  });
});

const ERROR_500 = JSON.stringify({
  errormessages: { errormessage: [{ severity: 'Error', text: 'unexpected error' }] },
});

/** Answers that leave the outcome of a change open, and its real outcome. */
const AMBIGUOUS: readonly (readonly [string, Misbehaviour, boolean])[] = [
  ['nothing comes', 'silent', false],
  ['nothing comes, but it is done', 'silent-after', true],
  ['the connection ends', 'cut-before', false],
  ['the connection ends, but it is done', 'cut-after', true],
  ['the answer is cut off', 'cut-within', true],
  ['an error 500', { status: 500, body: ERROR_500 }, false],
  ['an error 500, but it is done', { after: { status: 500, body: ERROR_500 } }, true],
  ['a proxy in between', { status: 502, body: '<html>Bad Gateway</html>' }, false],
  ['a proxy in between, but it is done', { after: { status: 504, body: '<html>Timeout</html>' } }, true],
  ['something that is no answer, but it is done', { after: { status: 200, body: '{}' } }, true],
  ['success with an error', { status: 200, body: ERROR_500 }, false],
];

describe('an answer that leaves the outcome open', () => {
  const onChange =
    (how: Misbehaviour) =>
    ({ method }: { method: string }) =>
      method === 'GET' ? undefined : how;

  test.each(AMBIGUOUS)('to one object: %s', async (_, how, isDone) => {
    const { server, submitted } = await run({ zones: [A], misbehave: onChange(how) });
    expect(inBrief(submitted)).toEqual([`16 create ${isDone ? 'done' : 'not-done'}`]);
    const { reason } = submitted[0] ?? {};
    if (isDone) expect(reason).toBeNull();
    else expect(reason).toMatch(/.; 0 seconds later the database is unchanged$/);
    expect(written(server)).toHaveLength(1);
    expect(server.writes()).toBe(isDone ? 1 : 0);
    expect(server.zones()).toEqual(isDone ? [A] : []);
  });

  test.each(AMBIGUOUS)('to several together: %s', async (_, how, isDone) => {
    const { server, submitted } = await run({ zones: [A, B], misbehave: onChange(how) });
    const state = isDone ? 'done' : 'not-done';
    expect(inBrief(submitted)).toEqual([`16 create ${state}`, `17 create ${state}`]);
    expect(written(server)).toEqual(['POST /domain-objects/RIPE']);
    expect(server.zones()).toEqual(isDone ? [A, B] : []);
  });

  test.each(AMBIGUOUS)('to a change: %s', async (_, how, isDone) => {
    const { server, submitted } = await run({ zones: [A], objects: [older(A)], misbehave: onChange(how) });
    expect(inBrief(submitted)).toEqual([`16 modify ${isDone ? 'done' : 'not-done'}`]);
    expect(written(server)).toHaveLength(1);
    const nserver = server.objects[0]?.attributes.find((each) => each.name === 'nserver')?.value;
    expect(nserver).toBe(isDone ? 'ns1.example.net' : 'ns8.example.net');
  });

  test.each(AMBIGUOUS)('then again without trouble: done once. %s', async (_, how) => {
    let troubled = true;
    const misbehave = ({ method }: { method: string }) => (troubled && method !== 'GET' ? how : undefined);
    const { server, again } = await run({ zones: [A, B], misbehave });
    troubled = false;
    const states = (await again()).map(({ state }) => state);
    expect(states.every((state) => state === 'done' || state === 'identical')).toBe(true);
    expect(server.zones()).toEqual([A, B]);
    expect(server.writes()).toBe(2);
  });

  test('is settled by looking again, as the database may still be at it', async () => {
    let looks = 0;
    let server: RipeServer | null = null;
    const misbehave = ({ method, nth }: { method: string; nth: number }) => {
      if (method === 'POST') return 'cut-before' as const;
      if (nth > 2) looks += 1;
      if (looks === 2) server?.objects.push(domain(A));
      return undefined;
    };
    server = await startRipeServer({ authorization: KEY, misbehave });
    const { signal } = new AbortController();
    const whois = new Whois({
      source: 'RIPE',
      base: new URL(server.url),
      userAgent: 'test',
      signal,
      patience,
    });
    onTestFinished(() => whois.close());
    const options = {
      dryRun: false,
      authorization: KEY,
      signal,
      confirm: async () => true,
    };
    expect(await submitted([submission(A)], whois, options)).toMatchObject([{ state: 'done', reason: null }]);
    expect(looks).toBe(2);
  });

  test('stays unknown when the database cannot be asked, and nothing more is sent', async () => {
    let isSent = false;
    const misbehave = ({ method }: { method: string }) => {
      isSent ||= method !== 'GET';
      return isSent ? ('cut-after' as const) : undefined;
    };
    const objects = [older(A), older(B)];
    const { server, submitted } = await run({ zones: [A, B], objects, misbehave });
    expect(submitted).toMatchObject([
      {
        state: 'unknown',
        reason: expect.stringMatching(/^the connection ended.*; its outcome could not be looked up: /),
      },
      { state: 'not-sent' },
    ]);
    expect(written(server)).toHaveLength(1);
  });

  test('stays unknown if the database then has another object', async () => {
    let server: RipeServer | null = null;
    const misbehave = ({ method }: { method: string }) => {
      if (method !== 'PUT') return undefined;
      server?.objects.splice(0, 1, domain(A, { remarks: ['somebody else was here'] }));
      return 'cut-before' as const;
    };
    server = await startRipeServer({ objects: [older(A)], authorization: KEY, misbehave });
    const { signal } = new AbortController();
    const whois = new Whois({
      source: 'RIPE',
      base: new URL(server.url),
      userAgent: 'test',
      signal,
      patience: { ...patience, lookAfterMs: [0] },
    });
    onTestFinished(() => whois.close());
    const options = {
      dryRun: false,
      authorization: KEY,
      signal,
      confirm: async () => true,
    };
    expect(await submitted([submission(A)], whois, options)).toMatchObject([
      { state: 'unknown', reason: expect.stringMatching(/the database now has a different object$/) },
    ]);
    expect(server.writes()).toBe(0);
  });
});
