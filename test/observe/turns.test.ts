import { expect, test } from 'vitest';
import { Turns } from '../../src/observe/turns.js';

test('turns are taken one after the other, in the order they were asked for', async () => {
  const turns = new Turns();
  const steps: string[] = [];
  const task = async (name: string) => {
    for (const step of [1, 2]) {
      await turns.next();
      steps.push(`${name}${step}`);
    }
  };
  await Promise.all(['a', 'b', 'c'].map(task));
  expect(steps).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2']);
});

test('between two turns the network is read: each has an iteration of the event loop of its own', async () => {
  const turns = new Turns();
  let iteration = 0;
  let counting = true;
  const count = () => {
    iteration += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  const at: number[] = [];
  const task = async () => {
    await turns.next();
    at.push(iteration);
  };
  await Promise.all(Array.from({ length: 5 }, task));
  counting = false;
  expect(new Set(at).size).toBe(5);
});
