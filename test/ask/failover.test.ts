import { expect, test } from 'vitest';
import { failover } from '../../src/ask/failover.js';
import { name } from '../../src/dns/name.js';
import { resolve } from '../../src/questions/common.js';
import { inTurn, outcome, queryOf, type Result } from '../support/layers.js';

const QUESTION = resolve(name('ns1.example.net'), 'A');
const nth = (nth: number) => queryOf(QUESTION, { nth });

test('the tries go to one resolver after the other, and round again', async () => {
  const resolvers = [inTurn('timeout'), inTurn('timeout'), inTurn('timeout')];
  const sender = failover(resolvers);
  for (let i = 0; i < 7; i += 1) await sender.send(nth(i));
  expect(resolvers.map(({ queries }) => queries.map((query) => query.nth))).toEqual([
    [0, 3, 6],
    [1, 4],
    [2, 5],
  ]);
});

test.each<[result: Result, first: boolean, last: boolean]>([
  [{ rcode: 'SERVFAIL' }, true, false],
  ['silent-before', true, false],
  ['no-route', true, false],
  ['local-error', true, false],
  ['timeout', true, true],
  [{ rcode: 'NXDOMAIN' }, false, false],
  ['stopped', false, false],
])('%o: another try after the first resolver, and after the last one', async (result, first, last) => {
  const sender = failover([inTurn(result), inTurn(result)]);
  const sent = [await sender.send(nth(0)), await sender.send(nth(1))];
  expect(sent.map(({ retry }) => retry)).toEqual([first, last]);
});

test('without any resolver nothing can be asked', async () => {
  const sent = await failover([]).send(nth(0));
  expect([outcome(sent), sent.attempts, sent.retry]).toEqual(['unasked: resolver-down', [], false]);
});
