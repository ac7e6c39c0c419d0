import { describe, expect, test } from 'vitest';
import { parseShard, shardHead, shardOf } from '../../src/cli/shard.js';
import { itemsOf, readObjects } from '../../src/rpsl/targets.js';
import { InputError, parseNserver, zoneTargets } from '../../src/target/input.js';

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
    for (const wrong of ['', '2', '0/4', '5/4', '1/0', '-1/4', '1/4/4', '1.5/4', 'a/b']) {
      expect(() => parseShard(wrong), wrong).toThrow(InputError);
    }
  });

  test('identifies its run: the one with the same targets, wherever they were read', () => {
    const targets = (prefix: string, ns: string) => zoneTargets([prefix], [parseNserver(ns)], []);
    const head = (items: Parameters<typeof shardHead>[1], shard = '1/2') =>
      shardHead(parseShard(shard), items);
    const one = targets('10.155.16.0/23', 'ns1.example.net');
    expect(head(one)).toMatchObject({ shard: '1/2', list: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(head(one, '2/2').list).toBe(head(targets('10.155.16.0/23', 'ns1.example.net')).list);
    expect(head(one).list).not.toBe(head(targets('10.155.16.0/23', 'ns2.example.net')).list);
    expect(head(one).list).not.toBe(head(targets('10.155.18.0/23', 'ns1.example.net')).list);

    const text = (zone: string) => Buffer.from(`domain: ${zone}\nnserver: ns1.example.net\n`);
    const zone = '16.155.10.in-addr.arpa';
    const objects = itemsOf(readObjects(text(zone), 'here.txt'));
    expect(head(objects).list).toBe(head(itemsOf(readObjects(text(zone), 'there.txt'))).list);
    expect(head(objects).list).not.toBe(head(itemsOf(readObjects(text(`1${zone}`), 'here.txt'))).list);
  });
});
