import { describe, expect, test } from 'vitest';
import { Rate } from '../../src/ask/rate.js';

/** A rate on a clock that the test sets. */
function rateAt(most: number) {
  const clock = { now: 1000 };
  const rate = new Rate(most, () => clock.now);
  return {
    rate,
    clock,
    /** Sends so many messages as fast as the rate lets it, and says how many milliseconds the last one waited. */
    send: (count: number) => Array.from({ length: count }, () => rate.turn()).at(-1) ?? 0,
  };
}

/** Milliseconds between two messages once the burst is over. */
function gap(at: ReturnType<typeof rateAt>): number {
  const before = at.send(500);
  return at.send(1) - before;
}

describe('the rate of messages to one server', () => {
  test('a burst of 200 ms worth goes at once, then one message waits for the next', () => {
    const { send } = rateAt(500);
    expect(send(101)).toBe(0);
    expect(send(1)).toBeCloseTo(2);
    expect(send(499)).toBeCloseTo(1000);
  });

  test('what was not sent can be made up for in a burst, but not more than one', () => {
    const { send, clock } = rateAt(500);
    send(101);
    clock.now += 60_000;
    expect(send(101)).toBe(0);
    expect(send(1)).toBeCloseTo(2);
  });

  test('without a bound nothing waits', () => {
    const { send } = rateAt(Number.POSITIVE_INFINITY);
    expect(send(100_000)).toBe(0);
  });

  test('trouble halves the rate', () => {
    const at = rateAt(500);
    at.send(500);
    at.rate.slower();
    expect(gap(at)).toBeCloseTo(4);
    expect(at.rate.isSlowed).toBe(true);
  });

  test('without a bound, trouble halves what was sent', () => {
    const at = rateAt(Number.POSITIVE_INFINITY);
    at.send(3000);
    at.rate.slower();
    expect(gap(at)).toBeCloseTo(1000 / 1500);
  });

  test.each([
    [3, 1500],
    [4, 100],
  ])('%i seconds later what was sent in the busiest of four seconds counts: %i a second', (seconds, half) => {
    const at = rateAt(Number.POSITIVE_INFINITY);
    at.send(3000);
    for (let i = 0; i < seconds; i += 1) {
      at.clock.now += 1000;
      at.send(200);
    }
    at.rate.slower();
    expect(gap(at)).toBeCloseTo(1000 / half);
  });

  test('signs that come together are one trouble, later ones are another', () => {
    const at = rateAt(400);
    at.send(400);
    for (let i = 0; i < 10; i += 1) at.rate.slower();
    expect(gap(at)).toBeCloseTo(5);
    at.clock.now += 500;
    at.rate.slower();
    expect(gap(at)).toBeCloseTo(10);
  });

  test('it is never slower than 20 messages per second, or than the bound if that is less', () => {
    for (const [most, slowest] of [
      [500, 50],
      [5, 200],
    ] as const) {
      const at = rateAt(most);
      at.send(most);
      for (let i = 0; i < 20; i += 1) {
        at.rate.slower();
        at.clock.now += 600;
      }
      expect(gap(at)).toBeCloseTo(slowest);
    }
  });

  test('without trouble the rate grows again, to the bound and no further', () => {
    const at = rateAt(100);
    at.send(100);
    at.rate.slower();
    at.clock.now += 2000;
    at.send(1);
    expect(gap(at)).toBeCloseTo(1000 / (50 * 1.1 ** 2));
    at.clock.now += 60_000;
    expect(gap(at)).toBeCloseTo(10);
    expect(at.rate.isSlowed).toBe(false);
  });

  test('trouble that was not due to the rate is forgotten at once', () => {
    const at = rateAt(100);
    at.send(100);
    at.rate.slower();
    at.rate.restore();
    expect(at.rate.isSlowed).toBe(false);
    expect(gap(at)).toBeCloseTo(10);
  });
});
