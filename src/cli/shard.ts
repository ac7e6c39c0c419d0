import { createHash } from 'node:crypto';
import type { ShardHead } from '../report/report.js';
import { InputError, quote } from '../target/input.js';
import type { Item } from '../target/item.js';

/** One of the parts a run is split into. */
export interface Shard {
  /** Counts from 1. */
  readonly index: number;
  readonly count: number;
}

/** Reads `i/n`. Throws InputError. */
export function parseShard(text: string): Shard {
  const [, index, count] = (/^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count) {
    throw new InputError(`--shard ${quote(text)}: it is not i/n with i from 1 to n`);
  }
  return { index, count };
}

/**
 * The items of a shard: neighbours, so that the shards one after the other are the whole. The sizes of any two differ by
 * one at most. Throws InputError when there are fewer items than shards.
 */
export function shardOf<T>(items: readonly T[], { index, count }: Shard): readonly T[] {
  if (items.length < count) {
    throw new InputError(`--shard: there is too little to split into ${count}`);
  }
  const start = (of: number) => Math.floor((of * items.length) / count);
  return items.slice(start(index - 1), start(index));
}

/** What the report of a shard says of the whole, which are all of the items. */
export function shardHead({ index, count }: Shard, items: readonly Item[]): ShardHead {
  // Not where they were read: the file may have another name on each machine.
  const given = items.map((item) => ('zone' in item ? [item.zone, item.nservers, item.ds] : null));
  const digest = createHash('sha256').update(JSON.stringify(given)).digest('hex');
  return { shard: `${index}/${count}`, list: digest.slice(0, 16) };
}
