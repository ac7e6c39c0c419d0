import { expect, test } from 'vitest';
import { attempts, type Tries } from '../../src/ask/attempts.js';
import type { Query, Sender } from '../../src/ask/layers.js';
import { ends, inTurn, outcome, QUESTION, type Result, sending } from '../support/layers.js';

const RUNNING = new AbortController().signal;

/** An inner layer that finds two further tries worthwhile. */
function withTwoFurther(inner: Sender): Sender {
  const send = async (query: Query) => {
    const sent = await inner.send(query);
    return { ...sent, retry: sent.retry && (!query.isLast || query.further < 2) };
  };
  return { send };
}

async function ask(inner: Sender, tries: Partial<Tries> = {}) {
  return attempts(inner, { timeoutMs: 100, retries: 2, ...tries }, RUNNING).ask(QUESTION);
}

test('an answer ends it', async () => {
  const exchange = await ask(inTurn('timeout', {}));
  expect([outcome(exchange), ends(exchange)]).toEqual(['NOERROR aa', ['udp timeout', 'udp answered']]);
});

test('each try may take half as long again, up to the retries', async () => {
  const inner = inTurn('timeout');
  await ask(withTwoFurther(inner), { servers: 4 });
  expect(inner.queries.map(({ timeoutMs }) => timeoutMs)).toEqual([100, 150, 225, 225, 225, 225]);
});

test('the last try is said to be the last, and those after it are counted', async () => {
  const inner = inTurn('timeout');
  const exchange = await ask(withTwoFurther(inner));
  expect(inner.queries.map(({ nth, isLast, further }) => [nth, isLast, further])).toEqual([
    [0, false, 0],
    [1, false, 0],
    [2, true, 0],
    [3, true, 1],
    [4, true, 2],
  ]);
  expect([outcome(exchange), ends(exchange).length]).toEqual(['unanswered: timeout', 5]);
});

test('each of several servers has a try, whatever the retries', async () => {
  const inner = inTurn('timeout');
  await ask(withTwoFurther(inner), { retries: 0, servers: 3 });
  expect(inner.queries.map(({ isLast }) => isLast)).toEqual([false, false, true, true, true]);
});

test.each<[title: string, before: Result, again: boolean[], alone: boolean[]]>([
  ['after a timeout', 'timeout', [false, true, true], [false, false, true]],
  ['after a refusal', 'refused', [false, false, false], [false, false, false]],
])(
  '%s: what is known of the tries before, and whether the last one is alone',
  async (_, end, again, alone) => {
    const inner = inTurn(end, end, {});
    await ask(inner);
    expect(inner.queries.map((query) => query.again)).toEqual(again);
    expect(inner.queries.map((query) => query.alone)).toEqual(alone);
  },
);

test.each<Result>(['silent-before', 'no-route', 'local-error'])('%s ends it', async (end) => {
  const inner = inTurn('timeout', end);
  const exchange = await ask(inner);
  expect(outcome(exchange)).toContain(end);
  expect(inner.queries).toHaveLength(2);
});

test.each<[after: Result, outcome: string]>([
  ['timeout', 'SERVFAIL aa'],
  ['silent-before', 'SERVFAIL aa'],
  ['no-route', 'unasked: no-route'],
  [{}, 'NOERROR aa'],
])('an answer that was worth another try counts if that brings none: %o', async (after, expected) => {
  const results = inTurn({ rcode: 'SERVFAIL' }, after);
  const inner = {
    send: async (query: Query) => ({ ...(await results.send(query)), retry: query.nth === 0 }),
  };
  expect(outcome(await ask(inner))).toBe(expected);
});

test('nothing is tried after a stop', async () => {
  const stop = new AbortController();
  const inner = sending(() => {
    stop.abort();
    return 'timeout';
  });
  const tried = attempts(inner, { timeoutMs: 100, retries: 2 }, stop.signal);
  const exchange = await tried.ask(QUESTION);
  expect([outcome(exchange), ends(exchange)]).toEqual(['unasked: stopped', ['udp timeout']]);
});
