/**
 * A server on loopback that behaves like the RIPE Database's REST interface for domain objects, according to its
 * documentation and public sources. A test may make it misbehave, and sees the requests and the written objects.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { StoredObject } from '../../src/database/resources.js';
import { type Prefix, PrefixError, parsePrefix } from '../../src/prefix/prefix.js';
import { parseZone } from '../../src/prefix/zone.js';

export interface RipeServer {
  readonly url: string;
  /** `METHOD path`, in order; the query decoded. */
  readonly requests: string[];
  /** The received Authorization headers; null if there was none. */
  readonly authorizations: (string | null)[];
  /** The number of object writes without dry runs: each object counts. */
  readonly writes: () => number;
  /** Names of the existing domain objects. */
  readonly zones: () => string[];
  readonly objects: StoredObject[];
  /** The most connections open at the same time. */
  readonly mostConnections: () => number;
}

export type Misbehaviour =
  /** Its own answer, before anything is done. */
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  /** No answer. */
  | 'silent'
  /** The connection ends before or after the request is done, without an answer or in the middle of it. */
  | 'cut-before'
  | 'cut-after'
  | 'cut-within'
  /** It is done, but the answer is another. */
  | { readonly after: { readonly status: number; readonly body: string } }
  /** It is done, but no answer comes. */
  | 'silent-after';

interface Behaviour {
  readonly objects?: readonly StoredObject[];
  /** Needed to write; by default any will do, but not none. */
  readonly authorization?: string;
  readonly misbehave?: (request: { method: string; path: string; nth: number }) => Misbehaviour | undefined;
}

export function domain(zone: string, more: Readonly<Record<string, readonly string[]>> = {}): StoredObject {
  return stored('domain', {
    domain: [zone],
    'admin-c': ['JD1-RIPE'],
    'tech-c': ['JD1-RIPE'],
    'zone-c': ['JD1-RIPE'],
    nserver: ['ns1.example.net', 'ns2.example.org'],
    'mnt-by': ['EXAMPLE-MNT'],
    created: ['2020-01-01T00:00:00Z'],
    'last-modified': ['2020-01-01T00:00:00Z'],
    source: ['RIPE'],
    ...more,
  });
}

export function inetnum(block: string, more: Readonly<Record<string, readonly string[]>> = {}): StoredObject {
  const type = block.includes(':') ? 'inet6num' : 'inetnum';
  return stored(type, { [type]: [block], 'mnt-by': ['RIPE-NCC-HM-MNT', 'EXAMPLE-MNT'], ...more });
}

function stored(type: string, values: Readonly<Record<string, readonly string[]>>): StoredObject {
  const attributes = Object.entries(values).flatMap(([name, all]) => all.map((value) => ({ name, value })));
  return { type, attributes };
}

/** Serves until the test is over. */
export async function startRipeServer(behaviour: Behaviour = {}): Promise<RipeServer> {
  const objects = [...(behaviour.objects ?? [])];
  const requests: string[] = [];
  const authorizations: (string | null)[] = [];
  let writes = 0;
  let [open, most] = [0, 0];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const method = request.method ?? '';
    requests.push(`${method} ${url.pathname}${decodeURIComponent(url.search.replaceAll('+', ' '))}`);
    authorizations.push(request.headers.authorization ?? null);
    const body = await bodyOf(request);
    const wrong = behaviour.misbehave?.({ method, path: url.pathname, nth: requests.length });
    if (wrong === 'silent') return;
    if (wrong === 'cut-before') return void request.socket.destroy();
    if (typeof wrong === 'object' && 'status' in wrong) {
      return void response.writeHead(wrong.status, wrong.headers).end(wrong.body);
    }
    const answer = answerTo(method, url, body, request.headers.authorization);
    if (wrong === 'silent-after') return;
    if (wrong === 'cut-after') return void request.socket.destroy();
    if (wrong === 'cut-within') return cutWithin(response, answer);
    if (wrong !== undefined) return void response.writeHead(wrong.after.status).end(wrong.after.body);
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.json));
  });
  server.on('connection', (socket) => {
    open += 1;
    most = Math.max(most, open);
    socket.on('close', () => {
      open -= 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;

  function answerTo(method: string, url: URL, body: string, authorization: string | undefined): Answer {
    if (method === 'GET') {
      const found = url.pathname === '/search' ? searched(url.searchParams) : lookedUp(url.pathname);
      return found.length > 0
        ? ok(found)
        : error(404, 'ERROR:101: no entries found\n\nNo entries found in source %s.', 'RIPE');
    }
    const batch = url.pathname.startsWith('/domain-objects/');
    const given = objectsIn(body);
    const dryRun = !batch && url.searchParams.get('dry-run') === 'true';
    const before = [...objects];
    const messages: object[] = [];
    for (const object of given) {
      const failed = write(method, object, authorization, messages);
      if (failed !== null) {
        objects.splice(0, objects.length, ...before);
        return failed;
      }
    }
    if (dryRun) {
      objects.splice(0, objects.length, ...before);
      messages.push(message('Info', 'Dry-run performed, no changes to the database have been made'));
    } else writes += given.length;
    return {
      status: 200,
      json: {
        ...ok(given).json,
        ...(messages.length > 0 ? { errormessages: { errormessage: messages } } : {}),
      },
    };
  }

  function write(
    method: string,
    object: StoredObject,
    authorization: string | undefined,
    messages: object[],
  ): Answer | null {
    const name = keyOf(object);
    const existing = objects.findIndex((each) => each.type === 'domain' && keyOf(each) === name);
    const allowed =
      behaviour.authorization === undefined
        ? authorization !== undefined
        : authorization === behaviour.authorization;
    if (!allowed) {
      return error(
        401,
        'Authorisation for [%s] %s failed\nusing "%s:"\nnot authenticated by: %s',
        'domain',
        name,
        'mnt-by',
        'EXAMPLE-MNT',
      );
    }
    if (method === 'POST' && existing !== -1) {
      return error(409, 'Enforced new keyword specified, but the object already exists in the database');
    }
    if (existing !== -1) {
      if (sameAttributes(objects[existing], object))
        messages.push(message('Warning', 'Submitted object identical to database object'));
      else objects[existing] = object;
      return null;
    }
    const block = blockOf(object);
    const near = objects.filter(
      (each) => each.type === 'domain' && block !== null && meets(blockOf(each), block),
    );
    const [other] = near;
    if (other !== undefined) return error(400, 'Existing less specific domain object found %s', keyOf(other));
    objects.push(object);
    return null;
  }

  function searched(query: URLSearchParams): StoredObject[] {
    const text = query.get('query-string') ?? '';
    const type = query.get('type-filter');
    const flags = query.get('flags') ?? '';
    const limit = Number(query.get('limit') ?? Number.POSITIVE_INFINITY);
    const zone = parseZone(text);
    const block = zone instanceof PrefixError ? parsePrefix(text) : zone.block;
    if (block instanceof PrefixError) return [];
    const candidates = objects
      .filter((each) => each.type === type)
      .map((object) => ({ object, at: blockOf(object) ?? EVERYTHING }));
    const around = candidates
      .filter(({ at }) => contains(at, block))
      .sort((a, b) => Number(sizeOf(a.at) - sizeOf(b.at)));
    const inside = candidates.filter(({ at }) => contains(block, at) && !contains(at, block));
    if (flags.includes('L')) return around.map(({ object }) => object);
    if (flags.includes('m') || flags.includes('M')) return inside.slice(0, limit).map(({ object }) => object);
    return around.slice(0, 1).map(({ object }) => object);
  }

  function lookedUp(path: string): StoredObject[] {
    const zone = /^\/(?:ripe|test)\/domain\/([^/]+)$/.exec(path)?.[1] ?? '';
    return objects.filter((each) => each.type === 'domain' && keyOf(each) === decodeURIComponent(zone));
  }

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    authorizations,
    writes: () => writes,
    zones: () =>
      objects
        .filter(({ type }) => type === 'domain')
        .map(keyOf)
        .sort(),
    objects,
    mostConnections: () => most,
  };
}

interface Answer {
  readonly status: number;
  readonly json: object;
}

function ok(objects: readonly StoredObject[]): Answer {
  const object = objects.map(({ type, attributes }) => ({
    type,
    link: { type: 'locator', href: 'https://rest.db.ripe.net' },
    source: { id: 'ripe' },
    'primary-key': { attribute: attributes.slice(0, 1) },
    attributes: { attribute: attributes },
  }));
  return {
    status: 200,
    json: { objects: { object }, 'terms-and-conditions': { type: 'locator', href: 'x' } },
  };
}

export function error(status: number, text: string, ...args: string[]): Answer {
  return { status, json: { errormessages: { errormessage: [message('Error', text, ...args)] } } };
}

function message(severity: string, text: string, ...args: string[]): object {
  return { severity, text, args: args.map((value) => ({ value })) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function cutWithin(response: ServerResponse, { status, json }: Answer): void {
  const body = JSON.stringify(json);
  response.writeHead(status, { 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}

/** Our requests: their form is right if they can be read like this. */
function objectsIn(body: string): StoredObject[] {
  const { objects } = JSON.parse(body);
  return objects.object.map(
    ({ type, attributes }: { type: string; attributes: { attribute: StoredObject['attributes'] } }) => ({
      type,
      attributes: attributes.attribute,
    }),
  );
}

function keyOf({ type, attributes }: StoredObject): string {
  return (attributes.find(({ name }) => name === type)?.value ?? '').toLowerCase().replace(/\.$/, '');
}

const EVERYTHING: Prefix = { family: 'ipv4', first: 0n, last: 0xffffffffn };

function blockOf(object: StoredObject): Prefix | null {
  const zone = object.type === 'domain' ? parseZone(keyOf(object)) : null;
  const block = zone === null || zone instanceof PrefixError ? parsePrefix(keyOf(object)) : zone.block;
  return block instanceof PrefixError ? null : block;
}

function contains(a: Prefix, b: Prefix): boolean {
  return a.family === b.family && a.first <= b.first && b.last <= a.last;
}

function meets(a: Prefix | null, b: Prefix): boolean {
  return a !== null && a.family === b.family && a.first <= b.last && b.first <= a.last;
}

function sizeOf({ first, last }: Prefix): bigint {
  return last - first;
}

function sameAttributes(a: StoredObject | undefined, b: StoredObject): boolean {
  const essential = ({ attributes }: StoredObject) =>
    JSON.stringify(
      attributes
        .filter(({ name }) => !['created', 'last-modified'].includes(name))
        .map(({ name, value }) => [name, value]),
    );
  return a !== undefined && essential(a) === essential(b);
}
