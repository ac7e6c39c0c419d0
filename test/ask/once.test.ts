import { expect, test } from 'vitest';
import { Once } from '../../src/ask/once.js';
import { name } from '../../src/dns/name.js';
import { resolverAlive, soa } from '../../src/questions/common.js';
import { keyOf, type Question } from '../../src/record/question.js';
import { exchangeOf, TARGET, ZONE } from '../support/observation.js';
import { SERVER } from '../support/sending.js';

function once() {
  const put: Question[] = [];
  const forgotten: Question[] = [];
  const source = new Once({
    put: async (question) => {
      put.push(question);
      return exchangeOf(question, {});
    },
    forget: (question) => forgotten.push(question),
  });
  return { source, put, forgotten };
}

const QUESTION = soa(SERVER, ZONE);

test('a question is put once, while it is under way and after', async () => {
  const { source, put } = once();
  const both = [source.ask(QUESTION), source.ask(soa(SERVER, ZONE))];
  expect(source.known(keyOf(QUESTION))).toBeUndefined();
  const [first, second] = await Promise.all(both);
  expect(first).toBe(second);
  expect(await source.ask(QUESTION)).toBe(first);
  expect(source.known(keyOf(QUESTION))).toBe(first);
  expect(put).toHaveLength(1);
});

test('questions that differ in anything are put each', async () => {
  const { source, put } = once();
  await Promise.all([
    source.ask(QUESTION),
    source.ask(soa(SERVER, ZONE, 'tcp')),
    source.ask(soa(SERVER, name('x'))),
  ]);
  expect(put).toHaveLength(3);
});

test('what is about one zone alone is let go with it', async () => {
  const { source, put, forgotten } = once();
  const questions = [QUESTION, resolverAlive(), soa(SERVER, name('other.example'))];
  const exchanges = await Promise.all(questions.map((question) => source.ask(question)));
  source.forget({
    target: TARGET,
    families: { ipv4: true, ipv6: true },
    exchanges: new Map(exchanges.map((exchange) => [keyOf(exchange.question), exchange])),
  });
  expect(forgotten).toEqual([QUESTION]);
  expect(questions.map((question) => source.known(keyOf(question)) !== undefined)).toEqual([
    false,
    true,
    true,
  ]);
  await source.ask(QUESTION);
  expect(put).toHaveLength(4);
});
