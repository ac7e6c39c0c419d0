import { describe, expect, it } from 'vitest';
import { answerRate } from '../../../src/checks/nameserver/rate.js';
import { address } from '../../../src/dns/address.js';
import type { Attempt, AttemptEnd, Exchange } from '../../../src/observation/exchange.js';
import { viewOf } from '../../../src/observation/observation.js';
import { keyOf, type Question, type Transport } from '../../../src/observation/question.js';
import { FOREIGN_NAMES, foreign, ns, soa } from '../../../src/observation/questions.js';
import { exchangeOf, HOSTS, healthy, TARGET, ZONE } from '../../support/observation.js';

const SERVER = address('185.100.1.1');
const ID = `ns1.example.net/${SERVER}`;

type Sent = readonly [transport: Transport, end: AttemptEnd, size?: number];

/** What happened on the way to the answer; without one, the question stays unanswered. */
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

function said(...exchanges: readonly Exchange[]) {
  const nservers = TARGET.nservers.map(({ name }) => ({ name, glue: (HOSTS[name] ?? []).map(address) }));
  const view = viewOf({
    target: { ...TARGET, nservers },
    families: { ipv4: true, ipv6: true },
    exchanges: new Map(exchanges.map((exchange) => [keyOf(exchange.question), exchange])),
  });
  return [...answerRate.run(view)];
}

const [first, second, third] = [
  soa(SERVER, ZONE),
  ns(SERVER, ZONE),
  foreign(SERVER, FOREIGN_NAMES[0] ?? ZONE),
];
const PROMPT: Sent = ['udp', 'answered'];
const SILENCE: Sent = ['udp', 'timeout'];
const CUT: Sent = ['udp', 'truncated'];
const OVER_TCP: Sent = ['tcp', 'answered'];

describe('RDNS04', () => {
  it('says nothing of servers that answer at once, or never', () => {
    expect(said()).toEqual([]);
    expect(said(asked(first, PROMPT), asked(second, OVER_TCP), asked(third, SILENCE, SILENCE))).toEqual([]);
  });

  it('RDNS_ANSWERED_LATE: counts the questions that had to be repeated, and shows them', () => {
    const facts = said(asked(first, SILENCE, SILENCE, PROMPT), asked(second, PROMPT), asked(third, SILENCE));
    expect(facts).toEqual([
      {
        tag: 'RDNS_ANSWERED_LATE',
        facts: { ns: ID, asked: 3, late: 1 },
        servers: [ID],
        evidence: [first],
      },
    ]);
  });

  it('RDNS_RATE_LIMITED: small answers were truncated, others were not', () => {
    const facts = said(asked(first, CUT, OVER_TCP), asked(second, SILENCE, PROMPT), asked(third, PROMPT));
    expect(facts).toEqual([
      {
        tag: 'RDNS_RATE_LIMITED',
        facts: { ns: ID, asked: 3, truncated: 1, late: 1 },
        servers: [ID],
        evidence: [first, second],
      },
    ]);
  });

  it.each([
    [
      'a large answer is truncated as it should be',
      [asked(first, CUT, ['tcp', 'answered', 513]), asked(second, PROMPT)],
    ],
    [
      'a server that truncates everything limits no rate',
      [asked(first, CUT, OVER_TCP), asked(second, CUT, OVER_TCP)],
    ],
    ['TCP did not answer either', [asked(first, CUT, ['tcp', 'closed']), asked(second, PROMPT)]],
  ])('%s', (_, exchanges) => {
    expect(said(...exchanges)).toEqual([]);
  });
});
