import { serverCount } from '../../../src/checks/delegation/server-count.js';
import { name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { except, NS, type Scene } from '../../support/observation.js';
import { noResolver, unreachable } from '../../support/scenes.js';

const BOTH = ['DEL', 'CHILD'];
const tags = (...each: string[]) => each.map((tag) => ({ tag }));
const ofBoth = (prefix: string) => tags(...BOTH.map((side) => `${prefix}_${side}`));

/** Shown by the lookups of these names. */
const shownBy = (expected: readonly { readonly tag: string }[], ...names: string[]) =>
  expected.map((each) => ({
    ...each,
    evidence: [...names.map((name) => `resolver A+AAAA ${name}`), 'resolver NS .'],
  }));
const FIRST = 'ns1.example.net';
const SECOND = 'ns2.example.org';

/** The names in the pattern have no address of this type. */
const without = (pattern: RegExp, type: 'A' | 'AAAA'): Scene => ({
  replies: except((q) => (q.type === type && pattern.test(q.name) ? { answer: [] } : undefined)),
});

const lone: Scene = {
  target: { nservers: [{ name: name('ns1.example.net'), glue: [] }] },
  replies: except((q) =>
    q.type === 'NS' && q.server !== 'resolver' ? { answer: NS.slice(0, 1) } : undefined,
  ),
};

describeCheck(serverCount, [
  {
    title: 'two servers with IPv4 and IPv6',
    expect: [
      { tag: 'ENOUGH_NS_DEL', facts: { count: 2, names: ['ns1.example.net', 'ns2.example.org'] } },
      { tag: 'ENOUGH_NS_CHILD', facts: { count: 2 }, evidence: ['ns1 NS', 'ns2 NS'] },
      ...shownBy(ofBoth('ENOUGH_IPV4_NS'), FIRST, SECOND),
      ...shownBy(ofBoth('ENOUGH_IPV6_NS'), FIRST, SECOND),
    ],
  },
  {
    title: 'one server',
    scene: lone,
    expect: [
      { tag: 'NOT_ENOUGH_NS_DEL', facts: { count: 1, names: ['ns1.example.net'] } },
      { tag: 'NOT_ENOUGH_NS_CHILD', facts: { count: 1, names: ['ns1.example.net'] }, evidence: ['ns1 NS'] },
      ...shownBy(ofBoth('NOT_ENOUGH_IPV4_NS'), FIRST),
      ...ofBoth('NOT_ENOUGH_IPV6_NS'),
    ],
  },
  {
    title: 'exactly one server with IPv6',
    scene: without(/^ns2/, 'AAAA'),
    expect: [
      ...ofBoth('ENOUGH_NS'),
      ...ofBoth('ENOUGH_IPV4_NS'),
      {
        tag: 'NOT_ENOUGH_IPV6_NS_DEL',
        facts: { count: 1, servers: ['ns1.example.net/2a0a:100:1::1'] },
        servers: ['ns1.example.net/2a0a:100:1::1'],
        evidence: ['resolver A+AAAA ns1.example.net', 'resolver A+AAAA ns2.example.org', 'resolver NS .'],
      },
      {
        tag: 'NOT_ENOUGH_IPV6_NS_CHILD',
        facts: { count: 1 },
        evidence: ['resolver A+AAAA ns1.example.net', 'resolver A+AAAA ns2.example.org', 'resolver NS .'],
      },
    ],
  },
  {
    title: 'no server with IPv6',
    scene: without(/^ns/, 'AAAA'),
    expect: [
      ...ofBoth('ENOUGH_NS'),
      ...ofBoth('ENOUGH_IPV4_NS'),
      ...shownBy(ofBoth('NO_IPV6_NS'), FIRST, SECOND),
    ],
  },
  {
    title: 'no server with IPv4',
    scene: without(/^ns/, 'A'),
    expect: [
      ...ofBoth('ENOUGH_NS'),
      ...ofBoth('ENOUGH_IPV6_NS'),
      ...shownBy(ofBoth('NO_IPV4_NS'), FIRST, SECOND),
    ],
  },
  {
    title: 'no server of the zone has an address',
    scene: {
      replies: except((q) => (q.type === 'NS' && q.server !== 'resolver' ? { answer: [] } : undefined)),
    },
    expect: [
      ...tags('ENOUGH_NS_DEL', 'ENOUGH_IPV4_NS_DEL', 'ENOUGH_IPV6_NS_DEL'),
      { tag: 'NOT_ENOUGH_NS_CHILD', facts: { count: 0, names: ['none'] } },
      ...tags('NO_IPV4_NS_CHILD', 'NO_IPV6_NS_CHILD'),
    ],
  },
  {
    title: 'unknown: an address that may be there could not be looked up',
    scene: {
      replies: except((q) => {
        if (q.server !== 'resolver') return undefined;
        return q.name === 'ns2.example.org' || q.name === '.' ? 'resolver-down' : undefined;
      }),
    },
    expect: ofBoth('ENOUGH_NS').slice(0, 1).concat(tags('ENOUGH_NS_CHILD')),
  },
  {
    title: 'unknown: whether the second server has IPv6 could not be looked up',
    scene: {
      replies: except((q) => (q.name === 'ns2.example.org' && q.type === 'AAAA' ? 'local-error' : undefined)),
    },
    expect: [...ofBoth('ENOUGH_NS'), ...ofBoth('ENOUGH_IPV4_NS')],
  },
  { title: 'unknown: there is no resolver', scene: noResolver, expect: tags('ENOUGH_NS_DEL') },
  {
    title: 'unknown: no route to the servers',
    scene: unreachable,
    expect: tags('ENOUGH_NS_DEL', 'ENOUGH_IPV4_NS_DEL', 'ENOUGH_IPV6_NS_DEL'),
  },
]);
