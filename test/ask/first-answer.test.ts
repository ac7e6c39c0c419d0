import { expect, test } from 'vitest';
import { FirstAnswer } from '../../src/ask/first-answer.js';
import { Heard } from '../../src/ask/heard.js';
import { ns, soa } from '../../src/questions/common.js';
import { asking, QUESTION, SERVER, settled } from '../support/layers.js';
import { ZONE } from '../support/observation.js';

const SECOND = ns(SERVER, ZONE);

/** A server that has left its first question unanswered, while a second one is to be put. */
async function afterMiss(second = SECOND) {
  const heard = new Heard();
  const inner = asking();
  const layer = new FirstAnswer(inner, heard);
  void layer.ask(QUESTION);
  heard.hear('udp', 'missed');
  void layer.ask(second);
  await settled();
  return { heard, inner, layer };
}

test('before anything is missed nothing waits', () => {
  const inner = asking();
  const layer = new FirstAnswer(inner, new Heard());
  void layer.ask(QUESTION);
  void layer.ask(SECOND);
  expect(inner.asked).toEqual([QUESTION, SECOND]);
});

test('a server that left its first question unanswered is asked no other before it answers', async () => {
  const { heard, inner } = await afterMiss();
  expect(inner.asked).toEqual([QUESTION]);
  heard.hear('udp', 'answered');
  await settled();
  expect(inner.asked).toEqual([QUESTION, SECOND]);
});

test('nor before that has ended, however it does', async () => {
  const { inner } = await afterMiss();
  expect(inner.asked).toEqual([QUESTION]);
  inner.end();
  await settled();
  expect(inner.asked).toEqual([QUESTION, SECOND]);
});

test('it is asked at once over the other transport', async () => {
  const overTcp = soa(SERVER, ZONE, 'tcp');
  const { inner } = await afterMiss(overTcp);
  expect(inner.asked).toEqual([QUESTION, overTcp]);
});

test('one that was given up holds nothing back: that is another layer', async () => {
  const { heard, inner, layer } = await afterMiss();
  heard.hear('udp', 'gave-up');
  void layer.ask(SECOND);
  expect(inner.asked).toEqual([QUESTION, SECOND]);
});
