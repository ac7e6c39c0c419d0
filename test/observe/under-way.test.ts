import { expect, test } from 'vitest';
import { UnderWay } from '../../src/observe/under-way.js';

const pause = () => new Promise((resolve) => setImmediate(resolve));

test('the first value to settle is handed out first', async () => {
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

test('a failure ends it for everybody', async () => {
  const underWay = new UnderWay<string>();
  underWay.add(Promise.reject(new Error('a bug')));
  underWay.add(new Promise(() => {}));
  await expect(underWay.next()).rejects.toThrow('a bug');
});

test('nothing waits for a value that cannot come', async () => {
  await expect(new UnderWay<string>().next()).rejects.toThrow('nothing is under way');
});

test('a change wakes up those who wait: one is done, one fails, or something else happened', async () => {
  const underWay = new UnderWay<string>();
  let fail = (_: Error) => {};
  let fulfil = (_: string) => {};
  underWay.add(new Promise((_, reject) => (fail = reject)));
  underWay.add(new Promise((resolve) => (fulfil = resolve)));
  const changes = [() => underWay.stir(), () => fulfil('done'), () => fail(new Error('a bug'))];
  for (const make of changes) {
    let changed = false;
    const change = underWay.change().then(() => {
      changed = true;
    });
    await pause();
    expect(changed).toBe(false);
    make();
    await change;
  }
  expect(underWay.ready).toBe(true);
  await expect(underWay.next()).rejects.toThrow('a bug');
});
