import { expect, test } from 'vitest';
import { answerRate } from '../../../src/checks/nameserver/rate.js';
import { address } from '../../../src/dns/address.js';
import { name } from '../../../src/dns/name.js';
import { foreign, ns, soa } from '../../../src/questions/common.js';
import type { Attempt, AttemptEnd, Exchange } from '../../../src/record/exchange.js';
import type { Question, Transport } from '../../../src/record/question.js';
import { describeCheck } from '../../support/checks.js';
import { exchangeOf, healthy, viewOf, ZONE } from '../../support/observation.js';

const SERVER = address('185.100.1.1');
const ID = `ns1.example.net/${SERVER}`;

type Sent = readonly [transport: Transport, end: AttemptEnd, size?: number];

/** The attempts before the answer. If there is none, the question stays unanswered. */
function asked(question: Question, ...sent: readonly Sent[]): Exchange {
  const attempts = sent.map(
    ([transport, end, size = 100]): Attempt => ({
      transport,
      to: SERVER,
      sentAt: 0,
      took: 1,
      end,
      wire: ['answered', 'truncated'].includes(end) ? new Uint8Array(size) : null,
      from: null,
      strays: [],
    }),
  );
  const answered = sent.at(-1)?.[1] === 'answered';
  return { ...exchangeOf(question, answered ? healthy(question) : 'timeout'), attempts };
}

const [first, second, third] = [soa(SERVER, ZONE), ns(SERVER, ZONE), foreign(SERVER, name('example.org'))];
const PROMPT: Sent = ['udp', 'answered'];
const SILENCE: Sent = ['udp', 'timeout'];
const CUT: Sent = ['udp', 'truncated'];
const OVER_TCP: Sent = ['tcp', 'answered'];

function truncated({ outcome, ...exchange }: Exchange): Exchange {
  if (outcome.kind !== 'answered') throw new Error('there is no answer to truncate');
  return { ...exchange, outcome: { ...outcome, message: { ...outcome.message, tc: true } } };
}

describeCheck(answerRate, [
  { title: 'nothing was asked', expect: [] },
  {
    title: 'all is answered at once, or never',
    scene: { history: [asked(first, PROMPT), asked(second, OVER_TCP), asked(third, SILENCE, SILENCE)] },
    expect: [],
  },
  {
    title: 'a question had to be repeated',
    scene: {
      history: [asked(first, SILENCE, SILENCE, PROMPT), asked(second, PROMPT), asked(third, SILENCE)],
    },
    expect: [
      {
        tag: 'RDNS_ANSWERED_LATE',
        facts: { ns: ID, asked: 3, late: 1 },
        servers: [ID],
        evidence: ['ns1/4 SOA'],
      },
    ],
  },
  {
    title: 'one small answer was truncated, another was not',
    scene: { history: [asked(first, CUT, OVER_TCP), asked(second, SILENCE, PROMPT), asked(third, PROMPT)] },
    expect: [
      {
        tag: 'RDNS_RATE_LIMITED',
        facts: { asked: 3, truncated: 1, late: 1 },
        servers: [ID],
        evidence: ['ns1/4 NS', 'ns1/4 SOA'],
      },
    ],
  },
  {
    title: 'a large answer is truncated as it should be',
    scene: { history: [asked(first, CUT, ['tcp', 'answered', 513]), asked(second, PROMPT)] },
    expect: [],
  },
  {
    title: 'a server that truncates everything limits no rate',
    scene: { history: [asked(first, CUT, OVER_TCP), asked(second, CUT, OVER_TCP)] },
    expect: [],
  },
  {
    title: 'a server that truncates everything, asked also what a truncated answer is an answer to',
    scene: { history: [asked(first, CUT, OVER_TCP), truncated(asked(second, PROMPT))] },
    expect: [],
  },
  {
    title: 'TCP did not answer either',
    scene: { history: [asked(first, CUT, ['tcp', 'closed']), asked(second, PROMPT)] },
    expect: [],
  },
]);

test('its evidence is the questions that it happened to', () => {
  const history = [asked(first, CUT, OVER_TCP), asked(second, SILENCE, PROMPT), asked(third, PROMPT)];
  const [said] = answerRate.run(viewOf({ history }));
  expect(said?.evidence).toEqual([first, second]);
});
