import { expect, test } from 'vitest';
import { ahead } from '../../src/observe/ahead.js';

/** Counts from 1, and notes what it is at. */
function counting(upTo: number) {
  const log: string[] = [];
  async function* items() {
    try {
      for (let i = 1; i <= upTo; i += 1) {
        log.push(`begins ${i}`);
        yield i;
      }
    } finally {
      log.push('ends');
    }
  }
  return { items: items(), log };
}

test('the first item is begun before anybody asks for it, and no other', async () => {
  const { items, log } = counting(3);
  const taken = ahead(items);
  expect(log).toEqual(['begins 1']);
  const all: number[] = [];
  for await (const item of taken) all.push(item);
  expect(all).toEqual([1, 2, 3]);
  expect(log).toEqual(['begins 1', 'begins 2', 'begins 3', 'ends']);
});

test('it ends when the one who iterates stops', async () => {
  const { items, log } = counting(3);
  for await (const _ of ahead(items)) break;
  expect(log).toEqual(['begins 1', 'ends']);
});

test('a failure of the first is told to the one who iterates, and to nobody before', async () => {
  async function* failing(): AsyncGenerator<number, void> {
    yield* [];
    throw new Error('it failed');
  }
  const taken = ahead(failing());
  await new Promise(setImmediate);
  await expect(
    (async () => {
      for await (const _ of taken);
    })(),
  ).rejects.toThrow('it failed');
});
