import { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test } from 'vitest';
import { encodeQuery } from '../../src/dns/encode.js';
import { name } from '../../src/dns/name.js';
import { patience } from '../../src/net/patience.js';
import { TcpLink } from '../../src/net/tcp.js';
import { UdpLink } from '../../src/net/udp.js';

/** Blocks this thread. */
function stall(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

/** Returns every query as its answer, on the same port over UDP and TCP, in a thread unaffected by a stall here. */
const ECHO = `
  const { parentPort } = require('node:worker_threads');
  const udp = require('node:dgram').createSocket('udp4');
  udp.on('message', (wire, { port, address }) => {
    wire[2] |= 0x80;
    udp.send(wire, port, address);
  });
  const tcp = require('node:net').createServer((socket) =>
    socket.on('data', (wire) => {
      wire[4] |= 0x80;
      socket.write(wire);
    }));
  tcp.listen(0, '127.0.0.1', () => {
    const { port } = tcp.address();
    udp.bind(port, '127.0.0.1', () => parentPort.postMessage(port));
  });`;

async function echo(): Promise<{ host: string; port: number }> {
  const worker = new Worker(ECHO, { eval: true });
  onTestFinished(async () => void (await worker.terminate()));
  const port = await new Promise<number>((resolve, reject) =>
    worker.once('message', resolve).once('error', reject),
  );
  return { host: '127.0.0.1', port };
}

const query = {
  wire: encodeQuery({ id: 7, name: name('example.net'), type: 'SOA', class: 'IN', rd: false, edns: null }),
  id: 7,
  asks: () => true,
};

describe('a process that did not get to run for longer than the timeout', () => {
  test.each([
    ['UDP', UdpLink],
    ['TCP', TcpLink],
  ])('takes the answer that came over %s', async (_, Link) => {
    const link = new Link(await echo());
    onTestFinished(() => link.close());
    const sending = link.send({ ...query, timeoutMs: 100 });
    stall(400);
    expect((await sending).end).toBe('answered');
  });

  test('waits as long as it could not', async () => {
    const started = performance.now();
    const late = new Promise<void>((resolve) => patience(100, resolve));
    stall(180);
    await late;
    expect(performance.now() - started).toBeGreaterThanOrEqual(255);
  });

  test('ends even if that goes on', async () => {
    let stalls = 0;
    await new Promise<void>((resolve) => {
      patience(1, resolve);
      const again = (): void => {
        stall(60);
        stalls += 1;
        if (stalls < 100) setTimeout(again, 0);
      };
      setTimeout(again, 0);
    });
    expect(stalls).toBeLessThan(100);
  });
});

test('nothing is late once it is stopped', async () => {
  let late = false;
  patience(10, () => {
    late = true;
  })();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(late).toBe(false);
});
