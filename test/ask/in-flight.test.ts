import { expect, test } from 'vitest';
import { Heard } from '../../src/ask/heard.js';
import { InFlight } from '../../src/ask/in-flight.js';
import { asking, QUESTION, settled } from '../support/layers.js';

async function ask(count: number, most: number) {
  const heard = new Heard();
  const inFlight = new InFlight(heard, most);
  const inner = asking();
  const layer = inFlight.around(inner);
  for (let i = 0; i < count; i += 1) void layer.ask(QUESTION);
  await settled();
  return { heard, inFlight, inner };
}

test.each([
  [20, 4, 20],
  [2, 2, 2],
])('of a bound of %i, %i are in flight before the first answer and %i after', async (most, before, after) => {
  const { heard, inner } = await ask(50, most);
  expect(inner.asked).toHaveLength(before);
  heard.hear('tcp', 'answered');
  await settled();
  expect(inner.asked).toHaveLength(after);
  inner.end();
  await settled();
  expect(inner.asked).toHaveLength(after + 1);
});

test('what waits counts only at a server that has answered', async () => {
  const { heard, inFlight } = await ask(50, 20);
  expect(inFlight.waiting).toBe(0);
  heard.hear('udp', 'answered');
  await settled();
  expect(inFlight.waiting).toBe(30);
});

test('all that is wrapped shares the bound', async () => {
  const { inFlight, inner } = await ask(3, 4);
  const another = asking();
  const layer = inFlight.around(another);
  void layer.ask(QUESTION);
  void layer.ask(QUESTION);
  await settled();
  expect([inner.asked.length, another.asked.length]).toEqual([3, 1]);
});
