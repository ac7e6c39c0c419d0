/** No server gets more questions than allowed, and a server that limits its rate is not called broken. */
import { describe, expect, test } from 'vitest';
import { noteworthy } from '../../../src/report/report.js';
import { ADDRESSES, allocation, attemptsAt, exchangesAt, type Ran, runOver } from './allocation.js';

const ALL = [...ADDRESSES.ns1, ...ADDRESSES.ns2];
const IN_FLIGHT = 20;

/** The most messages under way to one address at a time. */
function mostAtOnce(ran: Ran, at: string): number {
  const changes = attemptsAt(ran, [at]).flatMap(({ sentAt, took }) => [
    { time: sentAt, by: 1 },
    { time: sentAt + took, by: -1 },
  ]);
  let [now, most] = [0, 0];
  for (const { by } of changes.sort((a, b) => a.time - b.time || a.by - b.by)) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

describe('one server address', () => {
  test(`has ${IN_FLIGHT} questions to answer at a time, at most`, async () => {
    const ran = await runOver(allocation(24, { delay_ms: 20 }), { timeoutMs: 5000 });
    for (const at of ALL) expect(mostAtOnce(ran, at)).toBeLessThanOrEqual(IN_FLIGHT);
    expect(mostAtOnce(ran, ADDRESSES.ns2[0])).toBeGreaterThan(IN_FLIGHT / 2);
  });

  test('is sent at most this many messages a second, except for a burst of 200 ms worth', async () => {
    const rate = 300;
    const ran = await runOver(allocation(12), { rate, timeoutMs: 5000 });
    for (const at of ALL) {
      const sent = attemptsAt(ran, [at]).map(({ sentAt }) => sentAt);
      expect(sent.length).toBeGreaterThan(rate / 2);
      const span = (sent.at(-1) ?? 0) - (sent[0] ?? 0);
      // Timers of Node may be a millisecond early.
      expect(span).toBeGreaterThanOrEqual(((sent.length - 1) * 1000) / rate - 200 - 2);
    }
  });
});

describe('a server on whose way packets are lost', () => {
  test.each([50, 10])('one in %i: nothing is reported as broken', async (lose_every) => {
    const ran = await runOver(allocation(16, { lose_every }));
    const again = attemptsAt(ran, ADDRESSES.ns2).filter(({ end }) => end === 'timeout');
    expect(again.length).toBeGreaterThan(0);
    const lost = exchangesAt(ran, ALL).filter(({ outcome }) => outcome.kind !== 'answered');
    expect(lost).toEqual([]);
    expect(ran.report.verdicts).toEqual({ documented: 'accept', engine: 'accept' });
    expect(ran.report.zones.flatMap((zone) => zone.findings).filter(noteworthy)).toEqual([]);
  });
});

describe('a server that limits its rate', () => {
  test.each([
    // Silence alone may be packet loss, so it is reported at INFO.
    ['by silence', { per_second: 25, slip: 0 }, []],
    ['by silence and truncation', { per_second: 25, slip: 2 }, ['RDNS_RATE_LIMITED']],
    ['by truncation', { per_second: 25, slip: 1 }, ['RDNS_RATE_LIMITED']],
  ])('%s: nothing is lost, nothing is reported as broken', async (_, rate_limit, expected) => {
    const ran = await runOver(allocation(4, { rate_limit }));
    const limited = attemptsAt(ran, ADDRESSES.ns2).filter(({ end }) => end !== 'answered');
    expect(limited.length).toBeGreaterThan(0);
    const lost = exchangesAt(ran, ALL).filter(({ outcome }) => outcome.kind !== 'answered');
    expect(lost).toEqual([]);
    expect(ran.report.verdicts).toEqual({ documented: 'accept', engine: 'accept' });
    const remarks = ran.report.zones.flatMap((zone) => zone.findings).filter(noteworthy);
    expect([...new Set(remarks.map(({ tag }) => tag))]).toEqual(expected);
  });

  test('is asked more slowly: in the end as fast as it answers', async () => {
    const ran = await runOver(allocation(8, { rate_limit: { per_second: 30, slip: 0 } }));
    const attempts = attemptsAt(ran, ADDRESSES.ns2.slice(0, 1)).filter(
      ({ transport }) => transport === 'udp',
    );
    const dropped = (some: typeof attempts) => some.filter(({ end }) => end !== 'answered').length;
    expect(dropped(attempts)).toBeGreaterThan(0);
    const last = attempts.slice(attempts.length * 0.75);
    expect(dropped(last) / last.length).toBeLessThan(0.2);
  });
});
