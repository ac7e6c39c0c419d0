/** One TCP connection to servers that do odd things with it. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { encodeQuery } from '../../src/dns/encode.js';
import { name } from '../../src/dns/name.js';
import { TcpLink } from '../../src/net/tcp.js';
import type { WireQuery } from '../../src/net/transport.js';

/** Serves each query with `onQuery`; counts connections. */
async function linkTo(onQuery: (query: Buffer, socket: Socket) => void) {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    let received = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const end = 2 + received.readUInt16BE(0);
        onQuery(received.subarray(2, end), socket);
        received = received.subarray(end);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const link = new TcpLink({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
  onTestFinished(() => {
    link.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { link, connections: () => connections };
}

function query(id: number, timeoutMs = 10_000): WireQuery {
  const asked = name(`x${id}.example.net`);
  const wire = encodeQuery({ id, name: asked, type: 'A', class: 'IN', rd: false, edns: null });
  return { wire, id, asks: ({ question: [first] }) => first?.name === asked, timeoutMs };
}

/** The query with QR set is an answer without records. */
function answerTo(wire: Buffer): Buffer {
  const answer = Buffer.concat([Buffer.of(wire.length >> 8, wire.length & 0xff), wire]);
  answer.writeUInt8(answer.readUInt8(4) | 0x80, 4);
  return answer;
}

describe('a TCP connection', () => {
  test('that repeats each answer is as good as any', async () => {
    const { link, connections } = await linkTo((wire, socket) => {
      for (let i = 0; i < 3; i += 1) socket.write(answerTo(wire));
    });
    const sendings = await Promise.all(Array.from({ length: 20 }, (_, id) => link.send(query(id))));
    expect(sendings.map(({ end }) => end)).toEqual(Array(20).fill('answered'));
    expect(connections()).toBe(1);
  });

  test('that misses one answer still brings the others, and takes no more questions', async () => {
    let first: Socket | undefined;
    const { link, connections } = await linkTo((wire, socket) => {
      first ??= socket;
      const id = wire.readUInt16BE(0);
      if (id === 3) first.write(answerTo(Buffer.from(query(2).wire)));
      if (id > 2) socket.write(answerTo(wire));
    });
    const late = link.send(query(1, 30));
    const patient = link.send(query(2));
    expect((await late).end).toBe('timeout');
    expect((await link.send(query(3))).end).toBe('answered');
    expect((await patient).end).toBe('answered');
    expect(connections()).toBe(2);
  });

  test('is closed with the link, also when it takes no more questions', async () => {
    const { link } = await linkTo((wire, socket) => {
      if (wire.readUInt16BE(0) === 3) socket.write(answerTo(wire));
    });
    const late = link.send(query(1, 30));
    const patient = link.send(query(2));
    await late;
    await link.send(query(3));
    link.close();
    expect((await patient).end).toBe('aborted');
  });

  test('that brings something else gave a wrong answer', async () => {
    const { link } = await linkTo((wire, socket) => {
      const other = Buffer.from(wire);
      other.writeUInt16BE(99, 0);
      socket.write(answerTo(other));
    });
    const { end, strays } = await link.send(query(1));
    expect([end, strays.map(({ why }) => why)]).toEqual(['garbled', ['wrong-id']]);
  });
});
