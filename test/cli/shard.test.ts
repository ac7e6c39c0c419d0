import { describe, expect, test } from 'vitest';
import { parseShard, presentShard, shardOf } from '../../src/cli/shard.js';
import { InputError } from '../../src/input.js';

const items = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('a shard', () => {
  test.each([
    [1, 1],
    [2, 2],
    [10, 3],
    [128, 7],
    [4096, 100],
  ])(
    '%i items in %i shards: one after the other they are the whole, and as large as each other',
    (size, count) => {
      const shards = items(count).map((i) => shardOf(items(size), { index: i + 1, count }));
      expect(shards.flat()).toEqual(items(size));
      const sizes = shards.map((shard) => shard.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    },
  );

  test('is never empty: fewer items than shards are refused', () => {
    expect(() => shardOf(items(3), { index: 1, count: 4 })).toThrow(InputError);
  });

  test('is written i/n', () => {
    expect(parseShard('2/4')).toEqual({ index: 2, count: 4 });
    expect(presentShard(parseShard('2/4'))).toBe('2/4');
    for (const wrong of ['', '2', '0/4', '5/4', '1/0', '-1/4', '1/4/4', '1.5/4', 'a/b']) {
      expect(() => parseShard(wrong), wrong).toThrow(InputError);
    }
  });
});
