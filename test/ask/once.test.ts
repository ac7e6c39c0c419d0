import { expect, test } from 'vitest';
import { Once } from '../../src/ask/once.js';
import { name } from '../../src/dns/name.js';
import { resolve, soa } from '../../src/questions/common.js';
import { keyOf, type Question } from '../../src/record/question.js';
import { asking, QUESTION, SERVER, settled } from '../support/layers.js';
import { exchangeOf, TARGET, ZONE } from '../support/observation.js';

const OF_ANOTHER_ZONE = soa(SERVER, name('17.155.185.in-addr.arpa'));
const OF_RESOLVER = resolve(name('ns1.example.net'), 'A');

function once() {
  const forgotten: Question[] = [];
  const inner = asking();
  const network = {
    ...inner,
    forget: (question: Question) => forgotten.push(question),
    sent: 3,
    waiting: 2,
    close: () => {},
  };
  return { source: new Once(network), inner, forgotten };
}

test('a question is put once, while it is under way and after', async () => {
  const { source, inner } = once();
  const first = source.ask(QUESTION);
  expect(source.ask({ ...QUESTION })).toBe(first);
  inner.end();
  await first;
  expect(source.ask(QUESTION)).toBe(first);
  expect(inner.asked).toEqual([QUESTION]);
});

test('an exchange is known when it is over', async () => {
  const { source, inner } = once();
  const key = keyOf(QUESTION);
  expect(source.known(key)).toBeUndefined();
  const exchange = source.ask(QUESTION, key);
  expect(source.known(key)).toBeUndefined();
  inner.end();
  await settled();
  expect(source.known(key)).toBe(await exchange);
});

test('only what is about one zone alone is forgotten with it', () => {
  const { source, inner, forgotten } = once();
  const questions = [QUESTION, soa(SERVER, name(`x.${ZONE}`)), OF_ANOTHER_ZONE, OF_RESOLVER];
  for (const question of questions) void source.ask(question);
  const exchanges = new Map(questions.map((each) => [keyOf(each), exchangeOf(each, {})]));
  source.forget({ target: TARGET, families: { ipv4: true, ipv6: true }, exchanges });
  expect(forgotten).toEqual(questions.slice(0, 2));
  for (const question of questions) void source.ask(question);
  expect(inner.asked).toEqual([...questions, ...questions.slice(0, 2)]);
});

test('what is sent and what waits is what the network says', () => {
  const { source } = once();
  expect([source.sent, source.waiting]).toEqual([3, 2]);
});
