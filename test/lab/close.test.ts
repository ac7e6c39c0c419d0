import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startLab } from '../../src/lab/lab.js';
import { labScenario } from '../support/lab.js';
import { exchangeTcp, query, received, route } from './client.js';

const SLOW = '185.100.1.1';
const SILENT = '186.200.2.2';
const soaQuery = query('16.155.185.in-addr.arpa', 'SOA');

const sockets = () => process.getActiveResourcesInfo().filter((each) => /^(UDP|TCP)/.test(each));

it.each(['close', 'abort'])('leaves no socket and no timer after %s', async (how) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const stop = new AbortController();
  const lab = await startLab(
    labScenario({ servers: { [SLOW]: { delay_ms: 60_000 }, [SILENT]: { drop_tcp: true } } }),
    { signal: stop.signal },
  );
  const ends = [SLOW, SILENT].map((at) => exchangeTcp(route(lab, at), soaQuery));
  await received(lab, SLOW, 1);
  await received(lab, SILENT, 1);

  expect(vi.getTimerCount()).toBe(1);

  if (how === 'abort') stop.abort();
  await lab.close();
  expect(vi.getTimerCount()).toBe(0);
  expect((await Promise.all(ends)).every(({ bytes }) => bytes.length === 0)).toBe(true);
  for (const { host, port } of [lab.resolver, ...lab.routes.values()]) await bindBoth(host, port);
  // Handles go away in the turns after their close.
  for (let turn = 0; turn < 100 && sockets().length > 0; turn += 1) await nextTurn();
  expect(sockets()).toEqual([]);
  await lab.close();
});

async function bindBoth(host: string, port: number): Promise<void> {
  const udp = createSocket(host.includes(':') ? 'udp6' : 'udp4').bind(port, host);
  await once(udp, 'listening');
  const tcp = createServer().listen(port, host);
  await once(tcp, 'listening');
  await Promise.all([new Promise<void>((done) => udp.close(done)), new Promise((done) => tcp.close(done))]);
}
