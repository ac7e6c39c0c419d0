/** The cost of a dead or slow server among many zones, measured in questions and order, never in seconds. */
import { describe, expect, test } from 'vitest';
import { address } from '../../../src/dns/address.js';
import { ADDRESSES, allocation, attemptsAt, exchangesAt, runOver, targetsOf } from './allocation.js';

const RETRIES = 2;
/** Questions at a time to a server that has not answered yet. */
const FIRST = 4;
const TRANSPORTS = 2;

describe('a dead server', () => {
  const dead = { drop_udp: true, drop_tcp: true };

  test('costs the same, however many zones it was to serve', async () => {
    const ran = await runOver(allocation(24, dead), { timeoutMs: 100, retries: RETRIES });
    for (const at of ADDRESSES.ns2) {
      const received = ran.lab.queries().get(address(at)) ?? 0;
      expect(received).toBeGreaterThan(RETRIES);
      expect(received).toBeLessThanOrEqual(TRANSPORTS * FIRST * (1 + RETRIES));
      const tried = exchangesAt(ran, [at]).filter(({ attempts }) => attempts.length > 0);
      expect(tried.length).toBeLessThanOrEqual(TRANSPORTS * FIRST);
    }
  });

  test('costs one chain of attempts: nothing is sent to it after the first has ended', async () => {
    const ran = await runOver(allocation(24, dead), { timeoutMs: 100, retries: RETRIES });
    for (const at of ADDRESSES.ns2) {
      for (const transport of ['udp', 'tcp'] as const) {
        const chains = exchangesAt(ran, [at])
          .filter(({ question, attempts }) => question.transport === transport && attempts.length > 0)
          .map(({ attempts }) => attempts);
        const ends = chains.map((chain) => Math.max(...chain.map(({ sentAt, took }) => sentAt + took)));
        const begins = chains.map(([first]) => first?.sentAt ?? 0);
        expect(Math.max(...begins)).toBeLessThan(Math.min(...ends));
      }
    }
  });

  test('is reported in every zone, with the attempts that show it, and the others are tested', async () => {
    const { report } = await runOver(allocation(24, dead), { timeoutMs: 100, retries: RETRIES });
    for (const { findings, verdicts } of report.zones) {
      const silent = findings.filter(({ tag }) => tag === 'CN01_NO_RESPONSE_UDP');
      expect(silent.flatMap(({ servers }) => servers)).toEqual(
        ADDRESSES.ns2.map((at) => `ns2.example.org/${at}`),
      );
      expect(verdicts.engine).toBe('accept');
    }
  });

  test('whose ports are closed is not waited for at all', async () => {
    const ran = await runOver(allocation(24, { refuse_udp: true, rst_tcp: true }), { retries: RETRIES });
    expect(attemptsAt(ran, ADDRESSES.ns2).map(({ end }) => end)).not.toContain('timeout');
    expect(attemptsAt(ran, ADDRESSES.ns2).length).toBeLessThanOrEqual(2 * TRANSPORTS * FIRST * (1 + RETRIES));
  });
});

describe('a slow server', () => {
  test('does not hold back the zones of others', async () => {
    const scenario = allocation(12, { delay_ms: 300 }, { zone_ns: ['ns1.example.net'] });
    const [slow] = targetsOf(scenario, ['ns2.example.org']);
    const quick = targetsOf(scenario, ['ns1.example.net']).slice(1);
    if (slow === undefined) throw new Error('there is no zone');
    const { order, report } = await runOver(scenario, { targets: [slow, ...quick], timeoutMs: 2000 });
    expect(order.at(-1)).toBe(0);
    expect(order).toHaveLength(12);
    // The report still has the zones in the given order.
    expect(report.zones[0]?.zone).toBe(slow.zone);
  });
});
