import { caseInsensitivity } from '../../../src/checks/nameserver/case-insensitivity.js';
import { describeCheck } from '../../support/checks.js';
import { inShort } from '../../support/evidence-keys.js';
import { type Reply, ZONE } from '../../support/observation.js';
import { atSecond, SECOND_IDS, unreachable } from '../../support/scenes.js';

const query1 = 'wWw.16.155.185.In-AdDr.ArPa';
const query2 = 'WwW.16.155.185.iN-aDdR.aRpA';

const second = (first: Reply, other: Reply) =>
  atSecond((q) => (q.name === query1 ? first : q.name === query2 ? other : undefined));

const different = (tag: string, facts = {}) => [
  ...SECOND_IDS.map((ns) => ({
    tag,
    servers: [ns],
    facts: { ns, ...facts },
    evidence: [`${inShort(ns)} SOA ${query2}`, `${inShort(ns)} SOA ${query1}`],
  })),
  {
    tag: 'CASE_QUERIES_RESULTS_DIFFER',
    servers: SECOND_IDS,
    facts: { host: `www.${ZONE}` },
    evidence: [`ns2 SOA ${query2}`, `ns2 SOA ${query1}`],
  },
];
const same = [{ tag: 'CASE_QUERIES_RESULTS_OK', facts: { host: `www.${ZONE}` } }];

describeCheck(caseInsensitivity, [
  { title: 'the same rcode everywhere', expect: same },
  {
    title: 'the same records in other order and letter case',
    scene: second(
      { answer: [`${query1} CNAME a.example`, 'a.example SOA a b 1 1 1 1 1'] },
      { answer: ['A.EXAMPLE SOA a b 1 1 1 1 1', `${query2} CNAME A.example`] },
    ),
    expect: same,
  },
  {
    title: 'different records',
    scene: second({ answer: [`${query1} CNAME a.example`] }, { answer: [`${query2} CNAME b.example`] }),
    expect: different('CASE_QUERY_DIFFERENT_ANSWER', { query1, query2 }),
  },
  {
    title: 'records for the first only',
    scene: second({ answer: [`${query1} CNAME a.example`] }, { rcode: 'NXDOMAIN' }),
    expect: different('CASE_QUERY_DIFFERENT_ANSWER'),
  },
  {
    title: 'records for the first, silence for the second',
    scene: second({ answer: [`${query1} CNAME a.example`] }, 'timeout'),
    expect: different('CASE_QUERY_DIFFERENT_ANSWER'),
  },
  {
    title: 'records for the second only: the rcodes decide',
    scene: second({}, { answer: [`${query2} CNAME a.example`] }),
    expect: same,
  },
  {
    title: 'different rcodes',
    scene: second({ rcode: 'REFUSED' }, { rcode: 'NXDOMAIN' }),
    expect: different('CASE_QUERY_DIFFERENT_RC', { rcode1: 'REFUSED', rcode2: 'NXDOMAIN' }),
  },
  {
    title: 'silence for the first',
    scene: second('timeout', { rcode: 'NXDOMAIN' }),
    expect: different('CASE_QUERY_NO_ANSWER', { query: query1, answered: query2 }),
  },
  {
    title: 'silence for the second',
    scene: second({ rcode: 'NXDOMAIN' }, 'timeout'),
    expect: different('CASE_QUERY_NO_ANSWER', { query: query2, answered: query1 }),
  },
  { title: 'silence for both', scene: second('timeout', 'timeout'), expect: same },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  { title: 'unknown: one of the two was not sent', scene: second('stopped', {}), expect: same },
]);
