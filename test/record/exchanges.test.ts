import fc from 'fast-check';
import { expect, test } from 'vitest';
import { address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import type { Exchange } from '../../src/record/exchange.js';
import { ExchangeIndex } from '../../src/record/exchanges.js';
import { keyOf, type Question, question } from '../../src/record/question.js';

const asked = fc
  .record({
    server: fc.constantFrom('resolver' as const, address('192.0.2.1'), address('2001:db8::1')),
    name: fc.constantFrom(name('a.example'), name('A.example'), name('.')),
    type: fc.constantFrom('SOA' as const, 'NS' as const, 'TYPE6' as const),
    class: fc.constantFrom('IN' as const, 'CH' as const),
    transport: fc.constantFrom('udp' as const, 'tcp' as const),
    keepTruncated: fc.boolean(),
    edns: fc.constantFrom({}, { do: true }, { version: 1 }, { option: { code: 137, data: '' } }, null),
  })
  .map(
    ({ server, name: host, type, edns, ...ways }): Question =>
      question(server, host, type, edns === null ? ways : { ...ways, edns }),
  );

const exchangeOn = (q: Question): Exchange => ({
  question: q,
  attempts: [],
  outcome: { kind: 'unanswered', why: 'timeout' },
});

test('finds what the key of a question finds, and nothing else', () => {
  fc.assert(
    fc.property(fc.uniqueArray(asked, { selector: keyOf }), asked, (questions, other) => {
      const known = new ExchangeIndex(questions.map(exchangeOn));
      for (const each of questions) expect(known.get({ ...each })?.question).toBe(each);
      const isThere = questions.some((each) => keyOf(each) === keyOf(other));
      expect(known.get(other) !== undefined).toBe(isThere);
      expect([...known.values()].map((exchange) => exchange.question)).toEqual(questions);
    }),
  );
});
