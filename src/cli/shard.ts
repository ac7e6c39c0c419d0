import { InputError, quote } from '../input.js';

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

export function presentShard({ index, count }: Shard): string {
  return `${index}/${count}`;
}
