import { describe, expect, test } from 'vitest';
import { Pace } from '../../src/ask/pace.js';

/** A pace on a clock that the test sets. */
function paceAt(most: number) {
  const clock = { now: 1000 };
  const pace = new Pace(most, () => clock.now);
  return {
    pace,
    clock,
    /** Sends this many messages as fast as the pace allows; returns the milliseconds that the last one waited. */
    send: (count: number) => Array.from({ length: count }, () => pace.turn()).at(-1) ?? 0,
  };
}

/** Milliseconds between two messages once the burst is over. */
function gap(at: ReturnType<typeof paceAt>): number {
  const before = at.send(500);
  return at.send(1) - before;
}

describe('the pace of messages to one server', () => {
  test('a burst of 200 ms worth goes at once, then one message waits for the next', () => {
    const { send } = paceAt(500);
    expect(send(101)).toBe(0);
    expect(send(1)).toBeCloseTo(2);
    expect(send(499)).toBeCloseTo(1000);
  });

  test('unused messages can be sent in a burst, but in only one', () => {
    const { send, clock } = paceAt(500);
    send(101);
    clock.now += 60_000;
    expect(send(101)).toBe(0);
    expect(send(1)).toBeCloseTo(2);
  });

  test('without a bound nothing waits', () => {
    const { send } = paceAt(Number.POSITIVE_INFINITY);
    expect(send(100_000)).toBe(0);
  });

  test('trouble halves the rate', () => {
    const at = paceAt(500);
    at.pace.slower(500);
    expect(gap(at)).toBeCloseTo(4);
    expect(at.pace.slowed).toBe(true);
  });

  test('without a bound, trouble halves what was sent', () => {
    const at = paceAt(Number.POSITIVE_INFINITY);
    at.pace.slower(3000);
    expect(gap(at)).toBeCloseTo(1000 / 1500);
  });

  test('simultaneous signs are one trouble, later ones are another', () => {
    const at = paceAt(400);
    for (let i = 0; i < 10; i += 1) at.pace.slower(400);
    expect(gap(at)).toBeCloseTo(5);
    at.clock.now += 500;
    at.pace.slower(400);
    expect(gap(at)).toBeCloseTo(10);
  });

  test('it is never slower than 20 messages per second, or than the bound if that is less', () => {
    for (const [most, slowest] of [
      [500, 50],
      [5, 200],
    ] as const) {
      const at = paceAt(most);
      for (let i = 0; i < 20; i += 1) {
        at.pace.slower(most);
        at.clock.now += 600;
      }
      expect(gap(at)).toBeCloseTo(slowest);
    }
  });

  test('without trouble the rate grows again, to the bound and no further', () => {
    const at = paceAt(100);
    at.pace.slower(100);
    at.clock.now += 2000;
    at.send(1);
    expect(gap(at)).toBeCloseTo(1000 / (50 * 1.1 ** 2));
    at.clock.now += 60_000;
    expect(gap(at)).toBeCloseTo(10);
    expect(at.pace.slowed).toBe(false);
  });

  test('trouble not caused by the rate is forgotten at once', () => {
    const at = paceAt(100);
    at.pace.slower(100);
    at.pace.restore();
    expect(at.pace.slowed).toBe(false);
    expect(gap(at)).toBeCloseTo(10);
  });
});
