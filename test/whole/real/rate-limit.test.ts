/** Response rate limiting of real servers: no answer is lost, and nothing is called broken. */
import { expect, test } from 'vitest';
import { noteworthy } from '../../../src/report/report.js';
import { describeReal, serversOf, startRealServers } from '../../support/real.js';

const LIMITING = ['bind', 'nsd', 'knot'] as const;

async function remarksUnder(rateLimit: number) {
  const servers = await startRealServers({
    prefixes: ['185.155.16.0/21'],
    deviations: Object.fromEntries(LIMITING.map((software) => [software, { rateLimit }])),
  });
  const report = await servers.check({ timeoutMs: 1000, retries: 2 });
  expect(report.verdicts).toEqual({ documented: 'accept', engine: 'accept' });
  return report.zones
    .flatMap(({ findings }) => findings.filter(noteworthy))
    .filter(({ tag }) => tag !== 'N15_ERROR_ON_VERSION_QUERY');
}

describeReal('servers that limit the rate of their responses', () => {
  test('to 200 of a kind a second, as many do: it has no effect', async () => {
    expect(await remarksUnder(200)).toEqual([]);
  });

  test('to 2 a second, which every zone exceeds: it is the only finding', async () => {
    const remarks = await remarksUnder(2);
    expect(new Set(remarks.map(({ tag }) => tag))).toEqual(new Set(['RDNS_RATE_LIMITED']));
    const named = new Set(remarks.flatMap(({ servers }) => servers));
    for (const server of [...serversOf('bind'), ...serversOf('nsd')]) expect(named).toContain(server);
  });
});
