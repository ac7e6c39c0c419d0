import { expect, test } from 'vitest';
import { Heard, type State } from '../../src/ask/heard.js';

test.each<[heard: Exclude<State, 'nothing'>[], state: State]>([
  [[], 'nothing'],
  [['missed'], 'missed'],
  [['missed', 'gave-up'], 'gave-up'],
  [['gave-up', 'missed'], 'gave-up'],
  [['gave-up', 'answered'], 'answered'],
  [['answered', 'missed', 'gave-up'], 'answered'],
])('after %j a server counts as one of which was heard: %s', (states, state) => {
  const heard = new Heard();
  for (const each of states) heard.hear('udp', each);
  expect([heard.over('udp'), heard.over('tcp')]).toEqual([state, 'nothing']);
  expect(heard.hasAnswered).toBe(state === 'answered');
});

test('the first answer over each transport is told, and no other', () => {
  const heard = new Heard();
  const told: string[] = [];
  heard.onFirstAnswer(() => told.push('one'));
  heard.onFirstAnswer(() => told.push('two'));
  for (const transport of ['tcp', 'tcp', 'udp', 'udp'] as const) heard.hear(transport, 'answered');
  expect(told).toEqual(['one', 'two', 'one', 'two']);
});
