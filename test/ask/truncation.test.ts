import { expect, test } from 'vitest';
import { truncation } from '../../src/ask/truncation.js';
import type { Question } from '../../src/record/question.js';
import { ends, outcome, QUESTION, queryOf, type Result, sending } from '../support/layers.js';

async function send(overUdp: Result, overTcp: Result, ways: Partial<Question> = {}) {
  const inner = sending(({ transport }) => (transport === 'udp' ? overUdp : overTcp));
  const query = queryOf({ ...QUESTION, ...ways }, { nth: 2, isLast: true, alone: true, again: true });
  const sent = await truncation(inner).send(query);
  return { sent, queries: inner.queries, query };
}

test.each<[overTcp: Result, outcome: string, ends: string[], retry: boolean]>([
  [{}, 'NOERROR aa', ['udp truncated', 'tcp answered'], false],
  ['timeout', 'unanswered: timeout', ['udp truncated', 'tcp timeout'], true],
  ['no-route', 'unasked: no-route', ['udp truncated', 'tcp no-route'], false],
  ['stopped', 'unasked: stopped', ['udp truncated'], false],
])('a truncated answer sends the same question over TCP: %o', async (overTcp, result, attempts, retry) => {
  const { sent, queries, query } = await send({ tc: true }, overTcp);
  expect([outcome(sent), ends(sent), sent.retry]).toEqual([result, attempts, retry]);
  expect(queries).toEqual([query, { ...query, transport: 'tcp' }]);
});

test.each<[title: string, overUdp: Result, ways: Partial<Question>]>([
  ['a whole answer', {}, {}],
  ['no answer', 'timeout', {}],
  ['a truncated answer that is wanted', { tc: true }, { keepTruncated: true }],
])('%s does not', async (_, overUdp, ways) => {
  const { sent, queries } = await send(overUdp, {}, ways);
  expect(queries).toHaveLength(1);
  expect(ends(sent)).not.toContain('udp truncated');
});

test('a truncated answer over TCP is the answer', async () => {
  const { sent, queries } = await send({}, { tc: true }, { transport: 'tcp' });
  expect([outcome(sent), ends(sent)]).toEqual(['NOERROR aa', ['tcp answered']]);
  expect(queries).toHaveLength(1);
});
