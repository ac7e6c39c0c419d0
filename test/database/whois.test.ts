import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { baseUrlFor } from '../../src/database/base-url.js';
import { DatabaseError } from '../../src/database/error.js';
import { type Patience, Whois, type WhoisOptions } from '../../src/database/whois.js';
import { name } from '../../src/dns/name.js';
import { domain, type Misbehaviour, type RipeServer, startRipeServer } from './ripe-server.js';

const ZONE = name('16.155.10.in-addr.arpa');
const OBJECT = domain(ZONE).attributes;
const HOW = { dryRun: false, authorization: `Basic ${Buffer.from('key-id:s3cret').toString('base64')}` };

function whoisAt(url: string, { patience: more, ...options }: Partial<WhoisOptions> = {}): Whois {
  const base = new URL(url);
  const { signal } = new AbortController();
  const patience = { readTimeoutMs: 10_000, writeTimeoutMs: 10_000, retryAfterMs: [1, 1], ...more };
  const whois = new Whois({
    source: 'RIPE',
    base,
    userAgent: 'rdns-preflight/test',
    signal,
    patience,
    ...options,
  });
  onTestFinished(() => whois.close());
  return whois;
}

/** A server that has the zone and misbehaves at every request, or only at the first. */
async function misbehaving(how: Misbehaviour, always = true): Promise<{ server: RipeServer; whois: Whois }> {
  const server = await startRipeServer({
    objects: [domain(ZONE)],
    misbehave: ({ nth }) => (always || nth === 1 ? how : undefined),
  });
  return { server, whois: whoisAt(server.url, { patience: patienceWith(how) }) };
}

/** Only silence is waited for to the end. */
function patienceWith(how: Misbehaviour): Partial<Patience> {
  const isSilent = how === 'silent' || how === 'silent-after';
  return isSilent ? { readTimeoutMs: 500, writeTimeoutMs: 500 } : {};
}

const HALF_JSON = '{"objects":{"object":[{"type":"domain",';
const HTML = '<!doctype html><title>Down for maintenance</title>';
const ERROR_500 = JSON.stringify({
  errormessages: { errormessage: [{ severity: 'Error', text: 'unexpected %s', args: [{ value: 'error' }] }] },
});
const HUGE = ' '.repeat(9 * 1024 * 1024);

/** Unusable answers, and the reason given for each. */
const HOSTILE: readonly (readonly [string, Misbehaviour, RegExp])[] = [
  ['nothing', 'silent', /no whole answer within 0\.5 seconds/],
  ['a connection that ends', 'cut-before', /connection ended before the answer/],
  ['an answer cut off', 'cut-within', /cut off/],
  ['half JSON', { status: 200, body: HALF_JSON }, /answers 200 with a body that is not from/],
  ['HTML', { status: 200, body: HTML }, /answers 200 with a body that is not from/],
  ['HTML as not found', { status: 404, body: HTML }, /answers 404 with a body that is not from/],
  ['JSON of another kind', { status: 200, body: '{"ok":true}' }, /answers 200 with a body that is not from/],
  ['wrong types', { status: 200, body: '{"objects":{"object":[{"type":7}]}}' }, /body that is not from/],
  ['null', { status: 200, body: 'null' }, /body that is not from/],
  ['a number no number can hold', { status: 200, body: '{"objects":1e9999}' }, /body that is not from/],
  [
    'JSON without bottom',
    { status: 200, body: `${'['.repeat(1e5)}${']'.repeat(1e5)}` },
    /body that is not from/,
  ],
  [
    'objects without bottom',
    { status: 200, body: `{"objects":${'{"object":'.repeat(1e5)}1${'}'.repeat(1e5)}}` },
    /body that is not from/,
  ],
  [
    'a prototype in place of objects',
    { status: 200, body: '{"__proto__":{"objects":{"object":[]}},"constructor":{}}' },
    /body that is not from/,
  ],
  ['text in place of a list', { status: 200, body: '{"errormessages":"x"}' }, /body that is not from/],
  ['another encoding', { status: 200, body: '\ufeff{"objects":null}' }, /body that is not from/],
  ['nothing, said to be well', { status: 204, body: '' }, /answers 204 with a body that is not from/],
  ['an error of the database', { status: 500, body: ERROR_500 }, /answers 500: unexpected error$/],
  ['more than anybody needs', { status: 200, body: HUGE }, /more than 8 MB/],
  [
    'a redirect to another host',
    { status: 301, body: '', headers: { location: 'http://127.0.0.1:1/' } },
    /redirects elsewhere \(301\)/,
  ],
];

describe('a question', () => {
  test('finds objects, or none', async () => {
    const server = await startRipeServer({ objects: [domain(ZONE)] });
    const whois = whoisAt(server.url);
    expect(await whois.lookup(ZONE)).toMatchObject({ type: 'domain', attributes: domain(ZONE).attributes });
    expect(await whois.lookup(name('17.155.10.in-addr.arpa'))).toBeNull();
    expect(await whois.search('155.10.in-addr.arpa', 'domain', { flags: 'm', limit: 5 })).toHaveLength(1);
    expect(await whois.search('155.10.in-addr.arpa', 'domain', { flags: 'L' })).toEqual([]);
    expect(server.requests).toEqual([
      'GET /ripe/domain/16.155.10.in-addr.arpa?unfiltered',
      'GET /ripe/domain/17.155.10.in-addr.arpa?unfiltered',
      'GET /search?source=RIPE&query-string=155.10.in-addr.arpa&type-filter=domain&flags=rm&limit=5',
      'GET /search?source=RIPE&query-string=155.10.in-addr.arpa&type-filter=domain&flags=rL',
    ]);
    expect(server.authorizations).toEqual([null, null, null, null]);
  });

  test.each(HOSTILE)('is not answered by %s', async (_, how, says) => {
    const { whois } = await misbehaving(how);
    const found = await whois.lookup(ZONE);
    expect(found).toBeInstanceOf(DatabaseError);
    expect(found).toMatchObject({ reason: expect.stringMatching(says) });
  });

  test('is asked again when it fails, but not without end', async () => {
    for (const how of ['silent', 'cut-before', { status: 503, body: HTML }] as const) {
      const { server, whois } = await misbehaving(how, false);
      expect(await whois.lookup(ZONE)).toMatchObject({ type: 'domain' });
      expect(server.requests).toHaveLength(2);
    }
    const { server, whois } = await misbehaving('cut-before');
    expect(await whois.lookup(ZONE)).toBeInstanceOf(DatabaseError);
    expect(server.requests).toHaveLength(3);
  });

  test('is not asked again when the database has answered', async () => {
    const blocked = {
      errormessages: { errormessage: [{ severity: 'Error', text: 'ERROR:201: access denied' }] },
    };
    const { server, whois } = await misbehaving({ status: 429, body: JSON.stringify(blocked) });
    expect(await whois.lookup(ZONE)).toEqual(new DatabaseError('it answers 429: ERROR:201: access denied'));
    expect(server.requests).toHaveLength(1);
  });

  test('is not answered by objects with an error: they may be incomplete', async () => {
    const json = {
      objects: { object: [] },
      errormessages: { errormessage: [{ severity: 'Error', text: 'ERROR:305: connection has been closed' }] },
    };
    const { whois } = await misbehaving({ status: 200, body: JSON.stringify(json) });
    expect(await whois.search(ZONE, 'domain')).toBeInstanceOf(DatabaseError);
  });

  test('is not answered by an empty answer: for a missing object the database answers 404', async () => {
    const { whois } = await misbehaving({ status: 200, body: '{"objects":{"object":[]}}' });
    expect(await whois.lookup(ZONE)).toEqual(new DatabaseError('it answers 200 without an object'));
    expect(await whois.search(ZONE, 'domain')).toEqual(new DatabaseError('it answers 200 without an object'));
  });

  test('ends with the run', async () => {
    const server = await startRipeServer({ misbehave: () => 'silent' });
    const controller = new AbortController();
    const asked = whoisAt(server.url, { signal: controller.signal }).lookup(ZONE);
    controller.abort();
    expect(await asked).toEqual(new DatabaseError('it was stopped'));
  });

  test('ends when the database is let go, and is not asked again', async () => {
    const server = await startRipeServer({ misbehave: () => 'silent' });
    const whois = whoisAt(server.url);
    const asked = whois.lookup(ZONE);
    whois.close();
    expect(await asked).toEqual(new DatabaseError('it was stopped'));
    expect(server.requests.length).toBeLessThanOrEqual(1);
  });

  test('goes over at most three connections', async () => {
    const server = await startRipeServer({ objects: [domain(ZONE)] });
    const whois = whoisAt(server.url);
    const found = await Promise.all(Array.from({ length: 20 }, () => whois.lookup(ZONE)));
    expect(found.every((each) => each !== null && !(each instanceof DatabaseError))).toBe(true);
    expect(server.mostConnections()).toBe(3);
    expect(whois.sent).toBe(20);
  });

  test('says so if it reaches nobody', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const whois = whoisAt(`http://127.0.0.1:${port}`);
    expect(await whois.lookup(ZONE)).toEqual(new DatabaseError('it cannot be reached (ECONNREFUSED)'));
    expect(await whois.create(OBJECT, HOW)).toEqual({
      kind: 'not-sent',
      reason: 'it cannot be reached (ECONNREFUSED)',
    });
  });
});

describe('a change', () => {
  test('is made, or not in a dry run', async () => {
    const server = await startRipeServer();
    const whois = whoisAt(server.url);
    const dry = await whois.create(OBJECT, { ...HOW, dryRun: true });
    expect(dry).toEqual({
      kind: 'done',
      messages: [{ severity: 'Info', text: 'Dry-run performed, no changes to the database have been made' }],
    });
    expect(server.zones()).toEqual([]);
    expect(await whois.create(OBJECT, HOW)).toEqual({ kind: 'done', messages: [] });
    const changed = domain(ZONE, { nserver: ['ns3.example.net', 'ns4.example.org'] }).attributes;
    expect(await whois.modify(ZONE, changed, HOW)).toEqual({ kind: 'done', messages: [] });
    const more = [17, 18].map((octet) => domain(`${octet}.155.10.in-addr.arpa`).attributes);
    expect(await whois.createAll(more, HOW)).toEqual({ kind: 'done', messages: [] });
    expect(server.requests).toEqual([
      'POST /ripe/domain?dry-run=true',
      'POST /ripe/domain',
      'PUT /ripe/domain/16.155.10.in-addr.arpa',
      'POST /domain-objects/RIPE',
    ]);
    expect(server.writes()).toBe(4);
    expect(server.objects.map(({ attributes }) => attributes)).toEqual([changed, ...more]);
  });

  test('that is refused changes nothing, and the database says why', async () => {
    const server = await startRipeServer({ objects: [domain(ZONE)], authorization: HOW.authorization });
    const whois = whoisAt(server.url);
    expect(await whois.create(OBJECT, HOW)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/^it answers 409: Enforced new keyword/),
    });
    expect(await whois.create(OBJECT, { ...HOW, authorization: null })).toMatchObject({
      kind: 'refused',
      reason:
        'it answers 401: Authorisation for [domain] 16.155.10.in-addr.arpa failed using "mnt-by:" not authenticated by: EXAMPLE-MNT',
    });
    const more = [domain('17.155.10.in-addr.arpa').attributes, OBJECT];
    expect(await whois.createAll(more, HOW)).toMatchObject({ kind: 'refused' });
    expect(server.zones()).toEqual([ZONE]);
    expect(server.writes()).toBe(0);
  });

  test.each([
    ...HOSTILE,
    ['an error after it is done', { after: { status: 500, body: ERROR_500 } }, /answers 500/],
    ['silence after it is done', 'silent-after', /no whole answer/],
    ['the end of the connection after it is done', 'cut-after', /connection ended/],
  ] as const)('is unclear, and sent once, with %s', async (_, how, says) => {
    const server = await startRipeServer({ misbehave: () => how });
    const whois = whoisAt(server.url, { patience: patienceWith(how) });
    expect(await whois.create(OBJECT, HOW)).toMatchObject({
      kind: 'unclear',
      reason: expect.stringMatching(says),
    });
    expect(server.requests).toHaveLength(1);
    expect(server.writes()).toBeLessThanOrEqual(1);
  });

  test('goes on after the run is stopped: a sent change cannot be taken back', async () => {
    const server = await startRipeServer();
    const controller = new AbortController();
    const change = whoisAt(server.url, { signal: controller.signal }).create(OBJECT, HOW);
    controller.abort();
    expect(await change).toEqual({ kind: 'done', messages: [] });
  });

  test('is reported without the key, whatever the answer repeats', async () => {
    const key = 'Id:Se/cr"et';
    const authorization = `Basic ${Buffer.from(key).toString('base64')}`;
    const errormessage = [key, authorization, 'got Se/cr"et for Id'].map((text) => ({
      ...{ severity: 'Error', text: `%s: ${text}`, args: [{ value: text }] },
      attribute: { name: 'mnt-by', value: text },
    }));
    const body = JSON.stringify({ errormessages: { errormessage } }).replaceAll('/', '\\/');
    const { whois } = await misbehaving({ status: 401, body });
    const outcome = await whois.create(OBJECT, { dryRun: false, authorization });
    expect(outcome).toMatchObject({ kind: 'refused', messages: { length: 3 } });
    const shown = JSON.stringify(outcome);
    expect(shown).toContain('[the key]');
    expect(shown).not.toMatch(/cr.{0,2}et/);
    expect(shown).not.toContain(authorization.slice('Basic '.length));
  });

  test('never follows a redirect with the key', async () => {
    const elsewhere = await startRipeServer();
    const headers = { location: `${elsewhere.url}/ripe/domain` };
    const { whois } = await misbehaving({ status: 307, body: '', headers });
    expect(await whois.create(OBJECT, HOW)).toMatchObject({ kind: 'unclear' });
    expect(elsewhere.requests).toEqual([]);
  });
});

describe('the base URL', () => {
  test.each([
    ['https://rest.db.ripe.net', 'RIPE', undefined],
    ['https://rest-test.db.ripe.net', 'TEST', undefined],
    ['https://db.example.net/whois', 'RIPE', 'https://db.example.net/whois'],
    ['http://127.0.0.1:8080', 'RIPE', 'http://127.0.0.1:8080'],
    ['http://localhost', 'RIPE', 'http://localhost'],
    ['http://[::1]:80', 'RIPE', 'http://[::1]:80'],
  ] as const)('%s', (url, source, given) => {
    expect(baseUrlFor(source, given)).toEqual(new URL(url));
  });

  test.each([
    ['db.example.net', /not a URL/],
    ['http://db.example.net', /must be https/],
    ['http://127.0.0.1.example.net', /must be https/],
    ['http://10.0.0.1', /must be https/],
    ['ftp://db.example.net', /must be https/],
    ['https://key:secret@db.example.net', /name or password/],
    ['https://db.example.net/?password=x', /only a host/],
  ])('not %s', (url, says) => {
    const refused = baseUrlFor('RIPE', url);
    expect(refused).toBeInstanceOf(DatabaseError);
    expect(refused).toMatchObject({ reason: expect.stringMatching(says) });
  });

  test('with a path: requests go below it', async () => {
    const server = await startRipeServer();
    await whoisAt(`${server.url}/whois/`).lookup(ZONE);
    expect(server.requests[0]).toBe('GET /whois/ripe/domain/16.155.10.in-addr.arpa?unfiltered');
  });
});
