import { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { encodeQuery } from '../../src/dns/encode.js';
import { name } from '../../src/dns/name.js';
import { patience } from '../../src/net/patience.js';
import { TcpLink } from '../../src/net/tcp.js';
import { UdpLink } from '../../src/net/udp.js';

const realTimeout = setTimeout;
const timersPhase = () => new Promise<void>((resolve) => realTimeout(resolve, 0));
/** All microtasks are done, and nothing has been read from the network. */
const ticks = () => new Promise<void>((resolve) => process.nextTick(resolve));
const immediates = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A clock that moves when it is told to, and timers that go by it; immediates are real. */
function startClock() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
  onTestFinished(() => {
    vi.useRealTimers();
    clock.mockRestore();
  });
  return {
    /** Timers are punctual. */
    async pass(ms: number): Promise<void> {
      now += ms;
      vi.advanceTimersByTime(ms);
      await immediates();
    },
    /** The process does not get to run: what is due comes at the end. */
    async stall(ms: number): Promise<void> {
      now += ms;
      vi.runOnlyPendingTimers();
      await immediates();
    },
  };
}

/** Gives every query back as its answer, at the same port over UDP and TCP, and counts them. */
const ECHO = `
  const { parentPort, workerData } = require('node:worker_threads');
  const answered = () => {
    Atomics.add(workerData, 0, 1);
    Atomics.notify(workerData, 0);
  };
  const udp = require('node:dgram').createSocket('udp4');
  udp.on('message', (wire, { port, address }) => {
    wire[2] |= 0x80;
    udp.send(wire, port, address, answered);
  });
  const tcp = require('node:net').createServer((socket) =>
    socket.on('data', (wire) => {
      wire[4] |= 0x80;
      socket.write(wire, answered);
    }));
  tcp.listen(0, '127.0.0.1', () => {
    const { port } = tcp.address();
    udp.bind(port, '127.0.0.1', () => parentPort.postMessage(port));
  });`;

async function startEcho() {
  const answers = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(ECHO, { eval: true, workerData: answers });
  onTestFinished(async () => void (await worker.terminate()));
  const port = await new Promise<number>((resolve, reject) =>
    worker.once('message', resolve).once('error', reject),
  );
  return {
    host: '127.0.0.1',
    port,
    /** Keeps this thread from doing anything else until so many answers have been sent. */
    stallUntilAnswered(count: number): void {
      for (let sent = 0; sent < count; sent = Atomics.load(answers, 0)) {
        if (Atomics.wait(answers, 0, sent, 10_000) === 'timed-out') throw new Error('no answer is sent');
      }
    },
  };
}

const query = {
  wire: encodeQuery({ id: 7, name: name('example.net'), type: 'SOA', class: 'IN', rd: false, edns: null }),
  id: 7,
  asks: () => true,
  timeoutMs: 100,
};

describe.each([
  ['UDP', UdpLink],
  ['TCP', TcpLink],
])('a question over %s', (_, Link) => {
  /** With a link that has been used already: a question is on its way when `send` returns and the ticks are over. */
  async function begin() {
    const server = await startEcho();
    const link = new Link(server);
    onTestFinished(() => link.close());
    const clock = startClock();
    expect((await link.send(query)).end).toBe('answered');
    return { server, link, clock };
  }

  test('is answered although the process did not get to run for longer than the timeout', async () => {
    const { link, clock } = await begin();
    const sending = link.send(query);
    await ticks();
    expect(vi.getTimerCount()).toBe(1);
    await clock.stall(400);
    expect((await sending).end).toBe('answered');
  });

  test('is answered by what has arrived when the time is over', async () => {
    const { server, link, clock } = await begin();
    await timersPhase();
    const sending = link.send(query);
    await ticks();
    server.stallUntilAnswered(2);
    await clock.pass(100);
    expect((await sending).end).toBe('answered');
  });
});

describe('patience', () => {
  test('is over in time', async () => {
    const clock = startClock();
    const late = vi.fn();
    patience(100, late);
    await clock.pass(99);
    expect(late).not.toHaveBeenCalled();
    await clock.pass(1);
    expect(late).toHaveBeenCalledOnce();
  });

  test.each([
    ['as long as the process did not get to run', 180, 80],
    ['but no longer than the timeout', 400, 100],
  ])('is extended, %s', async (_, stall, extension) => {
    const clock = startClock();
    const late = vi.fn();
    patience(100, late);
    await clock.stall(stall);
    await clock.pass(extension - 1);
    expect(late).not.toHaveBeenCalled();
    await clock.pass(1);
    expect(late).toHaveBeenCalledOnce();
  });

  test('comes to an end if the process never gets to run', async () => {
    const clock = startClock();
    const late = vi.fn();
    patience(1, late);
    for (let stalls = 0; stalls < 100; stalls += 1) await clock.stall(60);
    expect(late).toHaveBeenCalledOnce();
  });

  test('is never over once it is stopped', async () => {
    const clock = startClock();
    const late = vi.fn();
    patience(10, late)();
    await clock.pass(30);
    expect(late).not.toHaveBeenCalled();
  });
});
