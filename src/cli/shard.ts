import { createHash } from 'node:crypto';
import type { ShardHead } from '../report/report.js';
import { InputError, quote } from '../target/input.js';
import type { Item } from '../target/item.js';

/** One of the parts a run is split into. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Reads `i/n`. Throws InputError. */
export function parseShard(text: string): Shard {
  const [, index, count] = (/^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count) {
    throw new InputError(`--shard ${quote(text)}: expected i/n with i from 1 to n`);
  }
  return { index, count };
}

/**
 * The items of a shard. They are adjacent, so the shards in order are the whole. Sizes differ by at most one. Throws
 * InputError if there are fewer items than shards.
 */
export function shardOf<T>(items: readonly T[], { index, count }: Shard): readonly T[] {
  if (items.length < count) {
    throw new InputError(`--shard: fewer than ${count} zones or objects to split`);
  }
  const start = (of: number) => Math.floor((of * items.length) / count);
  return items.slice(start(index - 1), start(index));
}

/** The head of a shard's report; `items` are those of the whole run. */
export function shardHead({ index, count }: Shard, items: readonly Item[]): ShardHead {
  // The file is left out, because its name may differ between machines.
  const given = items.map((item) => ('zone' in item ? [item.zone, item.nservers, item.ds] : null));
  const digest = createHash('sha256').update(JSON.stringify(given)).digest('hex');
  return { shard: `${index}/${count}`, list: digest.slice(0, 16) };
}
