import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Pace } from '../../src/ask/pace.js';
import type { Message } from '../../src/dns/message.js';
import { inTurn, outcome, QUESTION, queryOf } from '../support/layers.js';
import { messageFrom } from '../support/observation.js';

const OVER_UDP = queryOf();
const OVER_TCP_TOO = queryOf(QUESTION, { transport: 'tcp' });
const ANSWER: Message = { ...messageFrom(QUESTION, {}), size: 512 };

/** A pace on a clock that the test sets. */
function paceAt(rate: number) {
  const clock = { now: 0 };
  const stop = new AbortController();
  const inner = inTurn({});
  const pace = new Pace(inner, { rate, clock: () => clock.now, stop: stop.signal });
  onTestFinished(() => pace.close());
  return { pace, inner, clock, stop };
}

describe('a message', () => {
  test('goes when it is its turn', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { pace, inner } = paceAt(10);
    // A burst of two, and the one that the rate allows.
    const sent = Promise.all([1, 2, 3, 4].map(() => pace.send(OVER_UDP)));
    expect(inner.queries).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(99);
    expect(inner.queries).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(1);
    expect(inner.queries).toHaveLength(4);
    expect((await sent).map(outcome)).toEqual(Array(4).fill('NOERROR aa'));
  });

  test('does not go after a stop, which ends its waiting', async () => {
    const { pace, inner, stop } = paceAt(0.001);
    const [, waiting] = [pace.send(OVER_UDP), pace.send(OVER_UDP)];
    stop.abort();
    pace.close();
    expect(outcome(await waiting)).toBe('unasked: stopped');
    expect(outcome(await pace.send(OVER_UDP))).toBe('unasked: stopped');
    expect(inner.queries).toHaveLength(1);
  });
});

describe('a server that does not answer everything', () => {
  /** How many of so many messages, sent as fast as the rate allows, would have had to wait. */
  function waits(messages: number, isMissed: (i: number) => boolean, missed = OVER_UDP): number {
    const { pace, inner, clock } = paceAt(500);
    for (let i = 0; i < messages; i += 1) {
      clock.now += 2;
      void pace.send(OVER_UDP);
      if (isMissed(i)) pace.missed(missed);
      else pace.answered(OVER_UDP, ANSWER);
    }
    return messages - inner.queries.length;
  }

  test.each([100, 20, 10])(
    'one in %i missing: packets are lost, and asking more slowly would not help',
    (n) => {
      expect(waits(5000, (i) => i % n === n - 1)).toBe(0);
    },
  );

  test.each([
    ['every second missing', (i: number) => i % 2 === 0],
    ['a second of silence', (i: number) => i >= 500 && i < 1000],
  ])('%s: it limits its rate, and is asked more slowly', (_, isMissed) => {
    expect(waits(1000, isMissed)).toBeGreaterThan(0);
  });

  test('only first tries over UDP count', () => {
    const half = (i: number) => i % 2 === 0;
    expect(waits(1000, half, queryOf(QUESTION, { again: true }))).toBe(0);
    expect(waits(1000, half, OVER_TCP_TOO)).toBe(0);
  });
});

describe('a server that truncates an answer that would have fitted', () => {
  const TRUNCATED: Message = { ...ANSWER, tc: true };

  function slowedBy(...answers: [query: typeof OVER_UDP, message: Message][]): boolean {
    const { pace } = paceAt(500);
    void pace.send(OVER_UDP);
    for (const [query, message] of answers) pace.answered(query, message);
    return pace.isSlowed;
  }

  test('limits its rate, if it does not truncate them all', () => {
    expect(slowedBy([OVER_UDP, TRUNCATED], [OVER_TCP_TOO, ANSWER])).toBe(false);
    expect(slowedBy([OVER_UDP, ANSWER], [OVER_UDP, TRUNCATED], [OVER_TCP_TOO, ANSWER])).toBe(true);
  });

  test('but not if it would not have fitted', () => {
    expect(slowedBy([OVER_UDP, ANSWER], [OVER_TCP_TOO, { ...ANSWER, size: 513 }])).toBe(false);
  });

  test('nor if the question was for TCP', () => {
    const overTcp = queryOf({ ...QUESTION, transport: 'tcp' });
    expect(slowedBy([OVER_UDP, ANSWER], [overTcp, ANSWER])).toBe(false);
  });

  test('is asked as fast as before when that was not due to the rate', () => {
    const { pace } = paceAt(500);
    void pace.send(OVER_UDP);
    pace.answered(OVER_UDP, ANSWER);
    pace.answered(OVER_TCP_TOO, ANSWER);
    expect(pace.isSlowed).toBe(true);
    pace.restore();
    expect(pace.isSlowed).toBe(false);
  });
});
