import { parentZone } from '../../../src/checks/basic/parent-zone.js';
import { fold } from '../../../src/dns/name.js';
import type { Question } from '../../../src/record/question.js';
import { describeCheck } from '../../support/checks.js';
import { except, NS, PARENT, type Reply, SOA, ZONE } from '../../support/observation.js';

const V4 = '193.0.9.5';
const V6 = '2001:67c:e0::5';
const REFERRAL: Reply = { aa: false, authority: NS };
const DENIAL: Reply = { rcode: 'NXDOMAIN' };
const delegated = { nservers: [] };

/** The answer of each of the parent's servers about the zone. */
const parentGives = (v4: Reply, v6: Reply = v4) =>
  except((q) =>
    fold(q.name) !== ZONE ? undefined : q.server === V4 ? v4 : q.server === V6 ? v6 : undefined,
  );

const alias = (target: string) => (q: Question) =>
  q.type === 'DNAME'
    ? { answer: [`${ZONE} DNAME ${target}`] }
    : { authority: [`${PARENT} SOA a b 1 1 1 1 1`] };

describeCheck(parentZone, [
  {
    title: 'a delegation that is asked for is there, whatever the parent has',
    expect: [{ tag: 'B01_CHILD_FOUND' }, { tag: 'B01_PARENT_DISREGARDED' }],
  },
  {
    title: 'the parent delegates the zone',
    scene: { target: delegated, replies: parentGives(REFERRAL) },
    expect: [
      {
        tag: 'B01_PARENT_FOUND',
        facts: { domain: PARENT },
        servers: [`pri.authdns.ripe.net/${V4}`, `pri.authdns.ripe.net/${V6}`],
      },
      { tag: 'B01_CHILD_FOUND' },
    ],
  },
  {
    title: "the parent's server has the zone itself, too",
    scene: { target: delegated, replies: parentGives({ answer: [SOA] }) },
    expect: [{ tag: 'B01_PARENT_FOUND' }, { tag: 'B01_CHILD_FOUND' }],
  },
  {
    title: 'no server of the parent knows the zone',
    scene: { target: delegated },
    expect: [
      { tag: 'B01_PARENT_FOUND' },
      { tag: 'B01_NO_CHILD', facts: { domain: ZONE, parent: PARENT }, evidence: ['parent SOA'] },
    ],
  },
  {
    title: 'one server delegates, one denies',
    scene: { target: delegated, replies: parentGives(REFERRAL, DENIAL) },
    expect: [
      { tag: 'B01_PARENT_FOUND' },
      { tag: 'B01_CHILD_FOUND' },
      {
        tag: 'B01_INCONSISTENT_DELEGATION',
        servers: [`pri.authdns.ripe.net/${V6}`],
        evidence: ['parent SOA'],
      },
    ],
  },
  {
    title: 'one server delegates, one has an alias, and follows it',
    scene: {
      target: delegated,
      replies: parentGives(REFERRAL, {
        aa: false,
        answer: [`${ZONE} CNAME x.example.net`],
        authority: ['example.net NS ns1.example.net'],
      }),
    },
    expect: [{ tag: 'B01_PARENT_FOUND' }, { tag: 'B01_CHILD_FOUND' }, { tag: 'B01_INCONSISTENT_DELEGATION' }],
  },
  {
    title: 'one server delegates, the other fails: a failure says nothing',
    scene: { target: delegated, replies: parentGives(REFERRAL, { rcode: 'SERVFAIL', aa: false }) },
    expect: [
      { tag: 'B01_PARENT_FOUND', servers: [`pri.authdns.ripe.net/${V4}`] },
      { tag: 'B01_CHILD_FOUND' },
    ],
  },
  {
    title: 'one server delegates, the other is silent',
    scene: { target: delegated, replies: parentGives(REFERRAL, 'timeout') },
    expect: [{ tag: 'B01_PARENT_FOUND' }, { tag: 'B01_CHILD_FOUND' }],
  },
  {
    title: 'the name is an alias for another zone',
    scene: {
      target: delegated,
      replies: except((q) => (q.server === V4 || q.server === V6 ? alias('example.net')(q) : undefined)),
    },
    expect: [
      { tag: 'B01_PARENT_FOUND' },
      { tag: 'B01_NO_CHILD' },
      { tag: 'B01_CHILD_IS_ALIAS', facts: { target: 'example.net' }, evidence: ['parent DNAME'] },
    ],
  },
  {
    title: 'an alias for one name here, for another there',
    scene: {
      target: delegated,
      replies: except((q) =>
        q.server === V4 ? alias('example.net')(q) : q.server === V6 ? alias('example.org')(q) : undefined,
      ),
    },
    expect: [
      { tag: 'B01_PARENT_FOUND' },
      { tag: 'B01_NO_CHILD' },
      { tag: 'B01_CHILD_IS_ALIAS' },
      { tag: 'B01_CHILD_IS_ALIAS' },
      {
        tag: 'B01_INCONSISTENT_ALIAS',
        facts: { targets: ['example.net', 'example.org'] },
        evidence: ['parent DNAME'],
      },
    ],
  },
  {
    title: 'an alias for one name, which two servers write in different letter case',
    scene: {
      target: delegated,
      replies: except((q) =>
        q.server === V4 ? alias('example.net')(q) : q.server === V6 ? alias('Example.NET')(q) : undefined,
      ),
    },
    expect: [
      { tag: 'B01_PARENT_FOUND' },
      { tag: 'B01_NO_CHILD' },
      { tag: 'B01_CHILD_IS_ALIAS', facts: { target: 'example.net' } },
    ],
  },
  {
    title: 'one server has a zone in between',
    scene: {
      target: delegated,
      replies: except((q) => {
        if (q.server === V4 && q.name === '155.185.in-addr.arpa')
          return { answer: ['155.185.in-addr.arpa SOA a b 1 1 1 1 1'] };
        return fold(q.name) === ZONE && (q.server === V4 || q.server === V6) ? REFERRAL : undefined;
      }),
    },
    expect: [
      { tag: 'B01_PARENT_FOUND', facts: { domain: '155.185.in-addr.arpa' } },
      { tag: 'B01_PARENT_FOUND', facts: { domain: PARENT } },
      {
        tag: 'B01_PARENT_UNDETERMINED',
        facts: { zones: ['155.185.in-addr.arpa', PARENT] },
        evidence: ['parent SOA 155.185.in-addr.arpa'],
      },
      { tag: 'B01_CHILD_FOUND' },
    ],
  },
  {
    title:
      'a zone in between that is told without authority, with an error, or of another name does not count',
    scene: {
      target: delegated,
      replies: except((q) => {
        if (q.name === '155.185.in-addr.arpa' && (q.server === V4 || q.server === V6)) {
          const answer = [`${q.server === V4 ? q.name : 'a.b'} SOA a b 1 1 1 1 1`];
          return q.server === V4 ? { aa: false, answer } : { answer };
        }
        return fold(q.name) === ZONE && (q.server === V4 || q.server === V6) ? REFERRAL : undefined;
      }),
    },
    expect: [{ tag: 'B01_PARENT_FOUND', facts: { domain: PARENT } }, { tag: 'B01_CHILD_FOUND' }],
  },
  {
    title: 'two DNAME records, or one of another name, are no alias',
    scene: {
      target: delegated,
      replies: except((q) => {
        if (q.server !== V4 && q.server !== V6) return undefined;
        if (q.type !== 'DNAME') return alias('example.net')(q);
        return q.server === V4
          ? { answer: [`${ZONE} DNAME example.net`, `${ZONE} DNAME example.org`] }
          : { answer: [`${PARENT} DNAME example.net`] };
      }),
    },
    expect: [{ tag: 'B01_PARENT_FOUND' }, { tag: 'B01_NO_CHILD' }],
  },
  {
    title: 'names in between that are denied without an SOA record, or fail, do not stop it',
    scene: {
      target: delegated,
      replies: except((q) => {
        if (q.server === 'resolver' && q.name === '155.185.in-addr.arpa') return { rcode: 'SERVFAIL' };
        return fold(q.name) === ZONE && (q.server === V4 || q.server === V6) ? REFERRAL : undefined;
      }),
    },
    expect: [{ tag: 'B01_PARENT_FOUND', facts: { domain: PARENT } }, { tag: 'B01_CHILD_FOUND' }],
  },
  {
    title: 'nothing above has an SOA record',
    scene: {
      target: delegated,
      replies: except((q) =>
        q.type === 'SOA' && q.server === 'resolver' ? { rcode: 'NXDOMAIN' } : undefined,
      ),
    },
    expect: [
      {
        tag: 'B01_PARENT_NOT_FOUND',
        evidence: [
          'resolver SOA 155.185.in-addr.arpa',
          'resolver SOA 185.in-addr.arpa',
          'resolver SOA arpa',
          'resolver SOA in-addr.arpa',
        ],
      },
      { tag: 'B01_NO_CHILD', facts: { domain: ZONE, parent: '155.185.in-addr.arpa' } },
    ],
  },
  {
    title: 'the servers of the parent do not answer',
    scene: { target: delegated, replies: parentGives('timeout') },
    expect: [
      {
        tag: 'B01_PARENT_NOT_FOUND',
        evidence: [
          'parent SOA',
          'resolver A+AAAA pri.authdns.ripe.net',
          'resolver NS .',
          'resolver NS 185.in-addr.arpa',
          'resolver SOA 155.185.in-addr.arpa',
        ],
      },
      { tag: 'B01_NO_CHILD' },
    ],
  },
  {
    title: 'the resolver is down: nothing is known of the parent',
    scene: { target: delegated, replies: except((q) => (q.server === 'resolver' ? 'timeout' : undefined)) },
    expect: [],
  },
]);
