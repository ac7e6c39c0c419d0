import { spf } from '../../../src/checks/zone/spf.js';
import { type Name, name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { except, healthy, NS, type Reply, type Scene, SOA, ZONE } from '../../support/observation.js';
import { ALL_IDS, atSecond, FIRST_IDS, SECOND_IDS, unreachable } from '../../support/scenes.js';

const isTxt = (q: { readonly server: string; readonly type: string }) =>
  q.server !== 'resolver' && q.type === 'TXT';
const texts = (...policies: string[]): Reply => ({ answer: policies.map((text) => `${ZONE} TXT "${text}"`) });
const all = (reply: Reply): Scene => ({ replies: except((q) => (isTxt(q) ? reply : undefined)) });
const second = (reply: Reply) => atSecond((q) => (isTxt(q) ? reply : undefined));

/** A domain of people, with this TXT record if any. */
const domain = (zone: Name, text?: string): Scene => {
  const rename = (line: string) => `${zone}${line.slice(ZONE.length)}`;
  return {
    target: { zone },
    replies: (q) => {
      if (q.server === 'resolver') return healthy(q);
      if (q.type === 'NS') return { answer: NS.map(rename) };
      if (q.type === 'SOA') return { answer: [rename(SOA)] };
      return text === undefined || q.type !== 'TXT' ? {} : { answer: [`${zone} TXT "${text}"`] };
    },
  };
};

const NONE = { tag: 'Z11_NO_SPF_NON_MAIL_DOMAIN' };

describeCheck(spf, [
  {
    title: 'a reverse zone without SPF record',
    expect: [{ ...NONE, servers: ALL_IDS, evidence: ['ns1 TXT', 'ns2 TXT'] }],
  },
  {
    title: 'NS records that lead to no server: the engine leaves the test out',
    scene: {
      replies: except((q) => {
        if (q.type === 'NS' && q.server !== 'resolver') return { answer: [`${ZONE} NS gone.example.net`] };
        return q.server === '185.100.1.1' && isTxt(q) ? texts('v=spf1 -all') : undefined;
      }),
    },
    expect: [],
  },
  { title: 'other TXT records', scene: all(texts('v=spf10 -all', 'hello')), expect: [NONE] },
  {
    title: 'nobody may send',
    scene: all(texts('v=spf1 -all')),
    expect: [{ tag: 'Z11_NULL_SPF_NON_MAIL_DOMAIN', evidence: ['ns1 TXT', 'ns2 TXT'] }],
  },
  {
    title: 'nobody may send, in several strings and capital letters',
    scene: all({ answer: [`${ZONE} TXT "V=SPF1" " -ALL"`] }),
    expect: [{ tag: 'Z11_NULL_SPF_NON_MAIL_DOMAIN', facts: { domain: ZONE } }],
  },
  {
    title: 'some may send',
    scene: all(texts('v=spf1 mx -all')),
    expect: [
      {
        tag: 'Z11_NON_NULL_SPF_NON_MAIL_DOMAIN',
        facts: { policy: '"v=spf1 mx -all"' },
        evidence: ['ns1 TXT', 'ns2 TXT'],
      },
    ],
  },
  {
    title: 'a mistake, and bytes that would harm a terminal',
    scene: all(texts('v=spf1 \u001b[31m')),
    expect: [
      {
        tag: 'Z11_SPF_SYNTAX_ERROR',
        facts: { policy: '"v=spf1 \\027[31m"' },
        evidence: ['ns1 TXT', 'ns2 TXT'],
      },
    ],
  },
  {
    title: 'two records on all servers',
    scene: all(texts('v=spf1 -all', 'v=spf1 mx -all')),
    expect: [{ tag: 'Z11_SPF_MULTIPLE_RECORDS', servers: ALL_IDS, evidence: ['ns1 TXT', 'ns2 TXT'] }],
  },
  {
    title: 'the same two records in other order',
    scene: {
      replies: except((q) => {
        if (!isTxt(q)) return undefined;
        return q.server.startsWith('186.') ? texts('v=spf1 a', 'v=spf1 mx') : texts('v=spf1 mx', 'v=spf1 a');
      }),
    },
    expect: [{ tag: 'Z11_SPF_MULTIPLE_RECORDS', servers: ALL_IDS }],
  },
  {
    title: 'a record on one server only',
    scene: second(texts('v=spf1 -all')),
    expect: [
      { tag: 'Z11_INCONSISTENT_SPF_POLICIES', evidence: ['ns1 TXT', 'ns2 TXT'] },
      {
        tag: 'Z11_DIFFERENT_SPF_POLICIES_FOUND',
        facts: { policy: '"v=spf1 -all"', servers: SECOND_IDS },
        evidence: ['ns2 TXT'],
      },
      { tag: 'Z11_DIFFERENT_SPF_POLICIES_FOUND', facts: { policy: 'missing', servers: FIRST_IDS } },
    ],
  },
  { title: 'no answer from one server', scene: second('timeout'), expect: [{ ...NONE, servers: FIRST_IDS }] },
  {
    title: 'no answer with authority from any',
    scene: all({ aa: false }),
    expect: [{ tag: 'Z11_UNABLE_TO_CHECK_FOR_SPF', servers: ALL_IDS, evidence: ['ns1 TXT', 'ns2 TXT'] }],
  },
  {
    title: 'a domain of people without SPF record',
    scene: domain(name('example.com')),
    expect: [{ tag: 'Z11_NO_SPF_FOUND', facts: { domain: 'example.com' }, evidence: ['ns1 TXT', 'ns2 TXT'] }],
  },
  {
    title: 'a domain of people with one',
    scene: domain(name('example.com'), 'v=spf1 mx -all'),
    expect: [{ tag: 'Z11_SPF_SYNTAX_OK', evidence: ['ns1 TXT', 'ns2 TXT'] }],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  {
    title: 'unknown: one server refuses, the others were not asked',
    scene: {
      replies: except((q) =>
        isTxt(q) ? (q.server.startsWith('185.') ? { rcode: 'REFUSED' } : 'stopped') : undefined,
      ),
    },
    expect: [],
  },
]);
