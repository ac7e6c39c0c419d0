import { expect, test } from 'vitest';
import { UnderWay } from '../../src/observe/under-way.js';

const pause = () => new Promise((resolve) => setImmediate(resolve));

test('what is done first is handed out first', async () => {
  const underWay = new UnderWay<string>();
  const done = new Map<string, () => void>();
  for (const each of ['a', 'b', 'c']) {
    underWay.add(new Promise((resolve) => done.set(each, () => resolve(each))));
  }
  expect([underWay.size, underWay.ready]).toEqual([3, false]);
  const first = underWay.next();
  done.get('b')?.();
  expect(await first).toBe('b');
  done.get('c')?.();
  done.get('a')?.();
  await pause();
  expect([underWay.size, underWay.ready]).toEqual([2, true]);
  expect([await underWay.next(), await underWay.next()]).toEqual(['c', 'a']);
  expect([underWay.size, underWay.ready]).toEqual([0, false]);
});

test('a failure ends it, whoever waits', async () => {
  const underWay = new UnderWay<string>();
  underWay.add(Promise.reject(new Error('a bug')));
  underWay.add(new Promise(() => {}));
  await expect(underWay.next()).rejects.toThrow('a bug');
});

test('there is no waiting for what is not coming', async () => {
  await expect(new UnderWay<string>().next()).rejects.toThrow('nothing is under way');
});
