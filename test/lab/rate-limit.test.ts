import { describe, expect, it } from 'vitest';
import { RateLimit } from '../../src/lab/rate-limit.js';

describe('response rate limiting of the lab', () => {
  it("lets a second's worth through at once, then as much as the elapsed time allows", () => {
    const clock = { now: 0 };
    const limit = new RateLimit({ per_second: 4 }, () => clock.now);
    const next = (count: number) => Array.from({ length: count }, () => limit.next());
    expect(next(5)).toEqual(['send', 'send', 'send', 'send', 'drop']);
    clock.now += 250;
    expect(next(2)).toEqual(['send', 'drop']);
    clock.now += 60_000;
    expect(next(5)).toEqual(['send', 'send', 'send', 'send', 'drop']);
  });

  it.each([
    [0, ['drop', 'drop', 'drop', 'drop']],
    [1, ['truncate', 'truncate', 'truncate', 'truncate']],
    [2, ['drop', 'truncate', 'drop', 'truncate']],
  ])('slip %i', (slip, expected) => {
    const limit = new RateLimit({ per_second: 1, slip }, () => 0);
    expect(limit.next()).toBe('send');
    expect(Array.from({ length: 4 }, () => limit.next())).toEqual(expected);
  });
});
