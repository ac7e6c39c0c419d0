import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { HttpClient, HttpFailure, type HttpOptions, type HttpRequest } from '../../src/net/http.js';
import { selfSigned } from '../database/self-signed.js';

const GET: HttpRequest = { method: 'GET', path: '/', timeoutMs: 10_000 };
const POST: HttpRequest = { ...GET, method: 'POST', body: '{}', authorization: 'Basic eDp5' };

function clientAt(url: string, options: Partial<HttpOptions> = {}): HttpClient {
  const client = new HttpClient(new URL(url), { userAgent: 'test', connectTimeoutMs: 10_000, ...options });
  onTestFinished(() => client.close());
  return client;
}

/** The port of a server that lives until the test is over, and all connections to it. */
async function serving(server: Server): Promise<{ port: number; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  server.on('connection', (socket) => {
    socket.on('error', () => {});
    sockets.push(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, sockets };
}

/** The answer to the first bytes on each connection. */
async function answering(answer: (socket: Socket) => void): Promise<string> {
  const { port } = await serving(createServer((socket) => socket.once('data', () => answer(socket))));
  return `http://127.0.0.1:${port}`;
}

/** Waits until a connection can be reused; undici needs a turn of the event loop for that. */
async function aWhile(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
}

const head = (...lines: readonly string[]) => `${['HTTP/1.1 200 OK', ...lines].join('\r\n')}\r\n\r\n`;
const MEGABYTE = ' '.repeat(1024 * 1024);

describe('an answer', () => {
  test.each([
    ['with a length', `${head('content-length: 4')}body`],
    ['in chunks', `${head('transfer-encoding: chunked')}2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n`],
    ['up to the end of the connection', `${head('connection: close')}body`],
    [
      'after informational ones',
      `HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${head('content-length: 4')}body`,
    ],
  ])('is read: %s', async (_, answer) => {
    const url = await answering((socket) => socket.end(answer));
    expect(await clientAt(url).request(GET)).toEqual({ status: 200, body: 'body' });
  });

  test('is UTF-8, wherever it is divided', async () => {
    const bytes = Buffer.from('è€😀');
    const url = await answering((socket) => {
      socket.write(head(`content-length: ${bytes.length}`));
      for (const byte of bytes) socket.write(Buffer.from([byte]));
    });
    expect(await clientAt(url).request(GET)).toEqual({ status: 200, body: 'è€😀' });
  });

  test.each([
    ['cut off by its length', `${head('content-length: 9')}body`, /^the answer was cut off/],
    ['cut off in a chunk', `${head('transfer-encoding: chunked')}9\r\nbody`, /^the answer was cut off/],
    [
      'cut off after a chunk',
      `${head('transfer-encoding: chunked')}4\r\nbody\r\n`,
      /^the answer was cut off/,
    ],
    [
      'cut off in chunks of a connection that was to end',
      `${head('transfer-encoding: chunked', 'connection: close')}4\r\nbody\r\n`,
      /^the answer was cut off/,
    ],
    [
      'cut off by its length on a connection that was to end',
      `${head('content-length: 9', 'connection: close')}body`,
      /^the answer was cut off/,
    ],
    ['cut off in the header', 'HTTP/1.1 200 OK\r\ncontent-le', /^the connection ended before the answer/],
    ['with a chunk of no size', `${head('transfer-encoding: chunked')}zz\r\nbody`, /^the answer was cut off/],
    ['none', '', /^the connection ended before the answer/],
    ['of another protocol', 'SSH-2.0-OpenSSH_9.2\r\n', /^the answer is not HTTP/],
    [
      'that changes the protocol',
      'HTTP/1.1 101 x\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
      /bad upgrade/,
    ],
    [
      'with a long header',
      `HTTP/1.1 200 OK\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
      /header .* more than 16 kB/,
    ],
    [
      'with many headers',
      head(...Array.from({ length: 3000 }, (_, i) => `x${i}: y`)),
      /header .* than 16 kB/,
    ],
    ['with two lengths', `${head('content-length: 4', 'content-length: 5')}body!`, /LENGTH/],
    [
      'larger than anybody needs',
      `${head(`content-length: ${9 * MEGABYTE.length}`)}${MEGABYTE.repeat(9)}`,
      /^the answer has more than 8 MB$/,
    ],
    [
      'larger than anybody needs, in chunks',
      `${head('transfer-encoding: chunked')}${`100000\r\n${MEGABYTE}\r\n`.repeat(9)}`,
      /^the answer has more than 8 MB$/,
    ],
  ])('is none: %s', async (_, answer, says) => {
    const url = await answering((socket) => socket.end(answer));
    const got = await clientAt(url).request(GET);
    expect(got).toBeInstanceOf(HttpFailure);
    expect(got).toEqual({ reason: expect.stringMatching(says), mayHaveArrived: true });
  });

  test.each([300, 301, 302, 303, 304, 307, 308])('is none: a redirect, %d', async (status) => {
    const asked: string[] = [];
    const elsewhere = await serving(http.createServer((request) => void asked.push(request.url ?? '')));
    const location = `location: http://127.0.0.1:${elsewhere.port}/`;
    const url = await answering((socket) =>
      socket.end(`HTTP/1.1 ${status} x\r\n${location}\r\ncontent-length: 0\r\n\r\n`),
    );
    const reason = `it redirects elsewhere (${status})`;
    expect(await clientAt(url).request(POST)).toEqual({ reason, mayHaveArrived: true });
    expect({ asked, connections: elsewhere.sockets.length }).toEqual({ asked: [], connections: 0 });
  });

  const trickling = (first: string, more: string) => (socket: Socket) => {
    socket.write(first);
    const drip = setInterval(() => socket.write(more), 5);
    socket.on('close', () => clearInterval(drip));
  };
  test.each([
    ['the header never comes', () => {}],
    ['the header comes byte by byte', trickling('HTTP/1.1 200 OK\r\nx: ', 'x')],
    ['informational answers without end', trickling('', 'HTTP/1.1 102 Processing\r\n\r\n')],
    ['the body never comes', (socket: Socket) => socket.write(head('content-length: 4'))],
    ['the body comes byte by byte', trickling(head('content-length: 9999'), 'x')],
    ['chunks without end', trickling(head('transfer-encoding: chunked'), '1\r\nx\r\n')],
  ])('has to be whole in time: %s', async (_, answer) => {
    const url = await answering(answer);
    const got = await clientAt(url).request({ ...GET, timeoutMs: 400 });
    expect(got).toEqual({ reason: 'there was no whole answer within 0.4 seconds', mayHaveArrived: true });
  });

  test('may take longer than a connection', async () => {
    const url = await answering((socket) =>
      setTimeout(() => socket.end(`${head('content-length: 4')}body`), 1200),
    );
    expect(await clientAt(url, { connectTimeoutMs: 1000 }).request(GET)).toMatchObject({ body: 'body' });
  });
});

describe('requests that cannot have arrived', () => {
  const unreachable = (code: RegExp) => ({
    reason: expect.stringMatching(new RegExp(`^it cannot be reached \\((${code.source})\\)$`)),
    mayHaveArrived: false,
  });

  test('nobody listens', async () => {
    const server = createServer();
    const { port } = await serving(server);
    await new Promise((resolve) => server.close(resolve));
    expect(await clientAt(`http://127.0.0.1:${port}`).request(POST)).toEqual(unreachable(/ECONNREFUSED/));
  });

  test('the host has no address', async () => {
    const url = `https://${'x'.repeat(64)}.invalid`;
    expect(await clientAt(url).request(POST)).toEqual(unreachable(/E[A-Z_]+/));
  });

  test('TLS is not begun in time', async () => {
    const { port, sockets } = await serving(createServer((socket) => socket.resume()));
    const client = clientAt(`https://127.0.0.1:${port}`, { connectTimeoutMs: 50 });
    expect(await client.request(POST)).toEqual(unreachable(/no connection within 0\.05 seconds/));
    expect(sockets).toHaveLength(1);
  });

  test.each<[string, (socket: Socket) => void, RegExp]>([
    [
      'something else than TLS',
      (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
      /ERR_SSL_\w+|EPROTO/,
    ],
    ['the end of the connection', (socket) => socket.destroy(), /ECONNRESET/],
  ])('TLS is answered with %s', async (_, answer, code) => {
    const url = await answering(answer);
    expect(await clientAt(url.replace('http:', 'https:')).request(POST)).toEqual(unreachable(code));
  });

  test.each(['', '0'])('the certificate is not trusted; NODE_TLS_REJECT_UNAUTHORIZED=%s', async (value) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', value);
    onTestFinished(() => void vi.unstubAllEnvs());
    const asked: string[] = [];
    const server = https.createServer(selfSigned(), (request) => void asked.push(request.url ?? ''));
    const { port } = await serving(server);
    const client = clientAt(`https://localhost:${port}`);
    expect(await client.request(POST)).toEqual(unreachable(/DEPTH_ZERO_SELF_SIGNED_CERT/));
    expect(asked).toEqual([]);
  });

  test('it was stopped before, or while it waited for a connection', async () => {
    const { port, sockets } = await serving(createServer((socket) => socket.resume()));
    const client = clientAt(`https://127.0.0.1:${port}`);
    const stopped = { reason: 'it was stopped', mayHaveArrived: false };
    expect(await client.request({ ...POST, signal: AbortSignal.abort() })).toEqual(stopped);
    expect(client.sent).toBe(0);
    const controller = new AbortController();
    const asked = client.request({ ...POST, signal: controller.signal });
    await vi.waitUntil(() => sockets.length === 1);
    controller.abort();
    expect(await asked).toEqual(stopped);
  });

  test('a request given up while it waited for a connection is not sent later', async () => {
    const { url, came, release } = await holding();
    const client = clientAt(url);
    const controller = new AbortController();
    const given = client.request({ ...POST, signal: controller.signal });
    while (client.sent === 0) await Promise.resolve();
    controller.abort();
    expect(await given).toEqual({ reason: 'it was stopped', mayHaveArrived: false });
    const asked = client.request(GET);
    await vi.waitUntil(() => came.length > 0);
    release();
    expect(await asked).toEqual({ status: 200, body: '{}' });
    expect(came.map(({ method }) => method)).toEqual(['GET']);
  });

  test('the client is closed: connections that are not there yet end', async () => {
    const { port, sockets } = await serving(createServer((socket) => socket.resume()));
    const client = clientAt(`https://127.0.0.1:${port}`);
    const asked = client.request(POST);
    await vi.waitUntil(() => sockets.length === 1);
    client.close();
    expect(await asked).toMatchObject({ mayHaveArrived: false });
    await vi.waitUntil(() => sockets[0]?.closed === true);
    expect(await client.request(POST)).toEqual({ reason: 'it was stopped', mayHaveArrived: false });
  });
});

/** A server that answers on command, and knows the connection of each request. */
async function holding() {
  const waiting: (() => void)[] = [];
  const came: { method: string; socket: Socket }[] = [];
  const server = http.createServer(({ method = '', socket }, response) => {
    came.push({ method, socket });
    waiting.push(() => response.end('{}'));
  });
  const { port, sockets } = await serving(server);
  const release = () => {
    for (const answer of waiting.splice(0)) answer();
  };
  return { url: `http://127.0.0.1:${port}`, came, sockets, release, server };
}

describe('connections', () => {
  test('are three at most, and so are requests at a time', async () => {
    const { url, came, sockets, release } = await holding();
    const client = clientAt(url);
    const all = Promise.all(Array.from({ length: 7 }, () => client.request(GET)));
    for (const count of [3, 6, 7]) {
      await vi.waitUntil(() => came.length >= count);
      await new Promise(setImmediate);
      expect({ came: came.length, sent: client.sent, connections: sockets.length }).toEqual({
        ...{ came: count, sent: count, connections: 3 },
      });
      release();
    }
    expect(await all).toEqual(Array.from({ length: 7 }, () => ({ status: 200, body: '{}' })));
  });

  test('are kept for questions; a write has one that nothing was sent on before', async () => {
    const { url, came, release } = await holding();
    const client = clientAt(url);
    for (const [before, request] of [GET, GET, POST, GET, POST, POST].entries()) {
      const answered = client.request(request);
      await vi.waitUntil(() => came.length > before);
      release();
      await answered;
      await aWhile();
    }
    const [a, b, c, d, e, f] = came.map(({ socket }) => socket);
    expect([b === a, c === a, d === c, e === d, f === e]).toEqual([true, false, true, false, false]);
  });

  test('are three at most with writes among the questions; a write ends none of these', async () => {
    const { url, came, sockets, release } = await holding();
    const client = clientAt(url);
    const requests = [GET, GET, POST, POST, GET, POST, GET, GET, GET];
    let most = 0;
    const all = Promise.all(requests.map((request) => client.request(request)));
    while (came.length < requests.length) {
      await vi.waitUntil(() => came.length >= Math.min(client.sent, requests.length));
      await new Promise(setImmediate);
      most = Math.max(most, sockets.filter((socket) => !socket.closed).length);
      release();
    }
    release();
    expect((await all).every((answer) => !(answer instanceof HttpFailure))).toBe(true);
    expect(most).toBe(3);
    const fresh = came.filter(
      ({ method, socket }, i) => method === 'POST' && came.findIndex((each) => each.socket === socket) === i,
    );
    expect(fresh).toHaveLength(3);
  });

  test('that the server closed are not used again', async () => {
    const { url, came, sockets, release, server } = await holding();
    const client = clientAt(url);
    for (const count of [1, 2]) {
      const answered = client.request(GET);
      await vi.waitUntil(() => came.length === count);
      release();
      expect(await answered).toEqual({ status: 200, body: '{}' });
      server.closeIdleConnections();
      for (const socket of sockets) socket.destroy();
    }
    expect(sockets).toHaveLength(2);
  });

  test('that the server closes just when a question is sent: it may have arrived, and is not sent again', async () => {
    let asked = 0;
    const { port, sockets } = await serving(
      http.createServer((request, response) => {
        asked += 1;
        if (asked === 1) response.end('{}');
        else request.socket.destroy();
      }),
    );
    const client = clientAt(`http://127.0.0.1:${port}`);
    await client.request(GET);
    await aWhile();
    expect(await client.request(GET)).toEqual({
      reason: expect.stringMatching(/^the connection ended before the answer/),
      mayHaveArrived: true,
    });
    expect({ asked, connections: sockets.length }).toEqual({ asked: 2, connections: 1 });
  });

  test('unsolicited answers do not become the answer to the next question', async () => {
    const { port } = await serving(
      createServer((socket) => {
        socket.on('data', () =>
          socket.write(['a', 'b'].map((body) => head('content-length: 1') + body).join('')),
        );
      }),
    );
    const client = clientAt(`http://127.0.0.1:${port}`);
    const bodies: unknown[] = [];
    for (let i = 0; i < 3; i += 1) {
      bodies.push(await client.request(GET));
      await aWhile();
    }
    expect(bodies).toEqual([1, 2, 3].map(() => ({ status: 200, body: 'a' })));
  });

  test('go to no proxy of the environment', async () => {
    const { url, release, came } = await holding();
    const proxy = await serving(createServer());
    for (const name of ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'ALL_PROXY']) {
      vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
    }
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const answered = clientAt(url).request(POST);
    await vi.waitUntil(() => came.length === 1);
    release();
    expect(await answered).toEqual({ status: 200, body: '{}' });
    expect(proxy.sockets).toEqual([]);
  });

  test('end with a request that is stopped, which may have arrived', async () => {
    const { url, came, sockets } = await holding();
    const controller = new AbortController();
    const asked = clientAt(url).request({ ...POST, signal: controller.signal });
    await vi.waitUntil(() => came.length === 1);
    controller.abort();
    expect(await asked).toEqual({ reason: 'it was stopped', mayHaveArrived: true });
    await vi.waitUntil(() => sockets[0]?.closed === true);
  });
});
