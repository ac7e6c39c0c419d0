import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Sockets } from '../../src/ask/sockets.js';
import { encodeQuery } from '../../src/dns/encode.js';
import { name } from '../../src/dns/name.js';
import { question } from '../../src/record/question.js';
import { QUESTION, queryOf, SERVER, settled } from '../support/layers.js';
import { ZONE } from '../support/observation.js';

const LONG = { timeoutMs: 60_000 };

function socketsAt(port: number, onSend = () => {}): Sockets {
  const sockets = new Sockets({ host: '127.0.0.1', port }, onSend);
  onTestFinished(() => sockets.close());
  return sockets;
}

/** A UDP server; `reply` sends to whom a query came from. */
async function udpServer(
  onQuery: (wire: Buffer, reply: (wire: Uint8Array) => void, peer: RemoteInfo) => void,
) {
  const socket = createSocket('udp4', (wire, peer) =>
    onQuery(wire, (answer) => socket.send(answer, peer.port, peer.address), peer),
  );
  onTestFinished(() => void socket.close());
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return socket.address().port;
}

/** An A record of the name in the question: 192.0.2.1. */
const RECORD = Buffer.from('c00c00010001000000000004c0000201', 'hex');

/** A TCP server that answers when the test says so; counts connections. `records`: how many are in each answer. */
async function tcpServer(records: 0 | 1 = 0) {
  const connections = new Set<Socket>();
  const waiting: (() => void)[] = [];
  let opened = 0;
  let onQuery = () => {};
  const server = createServer((socket) => {
    opened += 1;
    connections.add(socket);
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const end = 2 + received.readUInt16BE(0);
        const answer = Buffer.concat([received.subarray(0, end), ...Array(records).fill(RECORD)]);
        received = received.subarray(end);
        answer.writeUInt16BE(answer.length - 2, 0);
        answer.writeUInt8(0x80, 4);
        answer.writeUInt16BE(records, 8);
        waiting.push(() => socket.write(answer));
        onQuery();
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of connections) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    opened: () => opened,
    /** Resolves when so many queries wait for an answer. */
    arrived: async (count: number) => {
      while (waiting.length < count) await new Promise<void>((resolve) => (onQuery = resolve));
    },
    answerAll: () => {
      for (const answer of waiting.splice(0)) answer();
    },
  };
}

/** An answer to QUESTION, or to one that differs in this. */
function answer(id: number, over: Partial<Parameters<typeof encodeQuery>[0]> = {}): Buffer {
  const asked = { name: QUESTION.name, type: QUESTION.type, class: QUESTION.class };
  const wire = Buffer.from(encodeQuery({ id, ...asked, rd: false, edns: null, ...over }));
  wire.writeUInt8(0x80, 2);
  return wire;
}

const idOf = (wire: Buffer) => wire.readUInt16BE(0);

describe('an answer', () => {
  test.each([
    ['name', { name: name('17.155.185.in-addr.arpa') }],
    ['type', { type: 'NS' }],
    ['class', { class: 'CH' }],
  ] as const)('to a question of another %s is none', async (_, over) => {
    const port = await udpServer((wire, reply) => {
      reply(answer(idOf(wire), over));
      reply(answer(idOf(wire)));
    });
    const { end, strays } = await socketsAt(port).send(queryOf(QUESTION, LONG));
    expect([end, strays.map(({ why }) => why)]).toEqual(['answered', ['wrong-question']]);
  });

  test('may have the name in other letter case', async () => {
    const port = await udpServer((wire, reply) => {
      reply(answer(idOf(wire), { name: name(ZONE.toUpperCase()) }));
    });
    const { end, strays } = await socketsAt(port).send(queryOf(QUESTION, LONG));
    expect([end, strays]).toEqual(['answered', []]);
  });
});

test('questions under way have ids of their own, and each message is counted', async () => {
  const ids = new Set<number>();
  const replies: (() => void)[] = [];
  const port = await udpServer((wire, reply) => {
    ids.add(idOf(wire));
    replies.push(() => reply(answer(idOf(wire))));
    if (replies.length === 100) for (const each of replies) each();
  });
  let sent = 0;
  const sockets = socketsAt(port, () => {
    sent += 1;
  });
  await Promise.all(Array.from({ length: 100 }, () => sockets.send(queryOf(QUESTION, LONG))));
  expect([ids.size, sent]).toEqual([100, 100]);
});

test('recursion is desired of the resolver alone', async () => {
  const flags: number[] = [];
  const port = await udpServer((wire, reply) => {
    flags.push(wire.readUInt8(2));
    reply(answer(idOf(wire)));
  });
  const sockets = socketsAt(port);
  for (const server of [SERVER, 'resolver'] as const) {
    await sockets.send(queryOf({ ...QUESTION, server }, LONG));
  }
  expect(flags).toEqual([0, 1]);
});

describe('over UDP', () => {
  /** Answers from another port than it is asked at; says where the queries came from. */
  async function fromElsewhere() {
    const ports: number[] = [];
    const other = createSocket('udp4');
    onTestFinished(() => void other.close());
    const port = await udpServer((wire, _, peer) => {
      ports.push(peer.port);
      other.send(answer(idOf(wire)), peer.port, peer.address);
    });
    return { port, ports, other };
  }

  test('questions share a socket that hears the endpoint alone', async () => {
    const ports: number[] = [];
    const port = await udpServer((wire, reply, peer) => {
      ports.push(peer.port);
      reply(answer(idOf(wire)));
    });
    const sockets = socketsAt(port);
    for (let i = 0; i < 3; i += 1) await sockets.send(queryOf(QUESTION, LONG));
    expect(new Set(ports).size).toBe(1);
    const elsewhere = await fromElsewhere();
    const { end } = await socketsAt(elsewhere.port).send(queryOf(QUESTION, { timeoutMs: 50 }));
    expect(end).toBe('timeout');
  });

  test('one that is alone hears an answer from elsewhere, and so do all that come after it', async () => {
    const { port, ports, other } = await fromElsewhere();
    const sockets = socketsAt(port);
    const first = await sockets.send(queryOf(QUESTION, { ...LONG, alone: true }));
    expect(first.answer?.from).toEqual({ host: '127.0.0.1', port: other.address().port });
    expect((await sockets.send(queryOf(QUESTION, LONG))).end).toBe('answered');
    expect(new Set(ports).size).toBe(2);
  });
});

describe('over TCP', () => {
  const overTcp = (type: 'SOA' | 'AXFR', over = {}) =>
    queryOf(question(SERVER, ZONE, type, { transport: 'tcp' }), { ...LONG, ...over });

  test.each([
    [4, 1],
    [5, 2],
    [16, 4],
    [40, 4],
  ])('%i questions at a time take %i connections', async (count, connections) => {
    const server = await tcpServer();
    const sockets = socketsAt(server.port);
    const sendings = Array.from({ length: count }, () => sockets.send(overTcp('SOA')));
    await server.arrived(count);
    expect(server.opened()).toBe(connections);
    server.answerAll();
    for (const { end } of await Promise.all(sendings)) expect(end).toBe('answered');
  });

  test.each([
    ['one that is alone', overTcp('SOA', { alone: true })],
    ['a zone transfer', overTcp('AXFR')],
  ])('%s has a connection of its own, kept for the next when it is refused', async (_, query) => {
    const server = await tcpServer();
    const sockets = socketsAt(server.port);
    const sendings = [sockets.send(overTcp('SOA')), sockets.send(query), sockets.send(query)];
    await server.arrived(3);
    expect(server.opened()).toBe(3);
    server.answerAll();
    await Promise.all(sendings);
    const next = [sockets.send(query), sockets.send(query)];
    await server.arrived(2);
    expect(server.opened()).toBe(3);
    server.answerAll();
    await Promise.all(next);
  });
});

test('a connection over which a zone is transferred is not used again', async () => {
  const server = await tcpServer(1);
  const sockets = socketsAt(server.port);
  for (const connections of [1, 2]) {
    const sending = sockets.send(queryOf(question(SERVER, ZONE, 'AXFR', { transport: 'tcp' }), LONG));
    await server.arrived(1);
    expect(server.opened()).toBe(connections);
    server.answerAll();
    expect((await sending).answer?.message.answer).toHaveLength(1);
  }
});

test.each([
  ['UDP', () => udpServer(() => {}), {}],
  ['UDP, alone', () => udpServer(() => {}), { alone: true }],
  ['TCP', async () => (await tcpServer()).port, { transport: 'tcp' }],
  ['TCP, alone', async () => (await tcpServer()).port, { transport: 'tcp', alone: true }],
] as const)('closing ends what is under way over %s', async (_, server, over) => {
  const sockets = socketsAt(await server());
  const sending = sockets.send(queryOf(QUESTION, { ...LONG, ...over }));
  await settled();
  sockets.close();
  expect((await sending).end).toBe('aborted');
});
