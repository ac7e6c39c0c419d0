import { nserverAddresses } from '../../../src/checks/basic/nserver-addresses.js';
import { address } from '../../../src/dns/address.js';
import { name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { except, type Reply, type Scene, SOA, ZONE } from '../../support/observation.js';
import { noResolver } from '../../support/scenes.js';

const INSIDE = name(`ns.${ZONE}`);

/** The second server's name is looked up like this. */
const lookup = (reply: Reply, more: Record<string, Reply> = {}): Scene => ({
  replies: except((q) => {
    if (q.server !== 'resolver') return undefined;
    const other = more[`${q.name} ${q.type}`];
    if (other !== undefined) return other;
    return q.name === 'ns2.example.org' && (q.type === 'A' || q.type === 'AAAA') ? reply : undefined;
  }),
});

const inside = (apex: string, glue: readonly string[] = []): Scene => ({
  target: {
    nservers: [
      { name: name('ns1.example.net'), glue: [] },
      { name: INSIDE, glue: glue.map(address) },
    ],
  },
  replies: except((q) =>
    q.server === 'resolver' && q.type === 'SOA' && q.name === INSIDE
      ? { rcode: 'NXDOMAIN', authority: [SOA.replace(ZONE, apex)] }
      : undefined,
  ),
});

const missing = (why: string) => [
  { tag: 'FAKE_DELEGATION_NO_IP', facts: { nsname: 'ns2.example.org', why }, servers: ['ns2.example.org'] },
];

const alias = (target: string, owner: string) => ({
  answer: [`ns2.example.org CNAME ${target}`, `${owner} A 186.200.2.2`],
});

describeCheck(nserverAddresses, [
  { title: 'all names have addresses', expect: [] },
  {
    title: 'the name does not exist',
    scene: lookup({ rcode: 'NXDOMAIN' }),
    expect: missing('the name does not exist'),
  },
  {
    title: 'the name has no address',
    scene: lookup({ answer: [] }),
    expect: missing('the name has neither A nor AAAA records'),
  },
  {
    title: 'the name servers of the name fail, the resolver works',
    scene: lookup({ rcode: 'SERVFAIL' }),
    expect: missing('its own name servers fail'),
  },
  {
    title: 'one address is enough',
    scene: lookup('timeout', { 'ns2.example.org A': { answer: ['ns2.example.org A 186.200.2.2'] } }),
    expect: [],
  },
  {
    title: 'an alias inside its zone has the addresses of its target',
    scene: lookup(alias('host.example.org', 'host.example.org'), {
      'example.org SOA': { answer: ['example.org SOA a b 1 1 1 1 1'] },
      'host.example.org SOA': { authority: ['example.org SOA a b 1 1 1 1 1'] },
    }),
    expect: [],
  },
  {
    title: 'an alias into another zone has none',
    scene: lookup(alias('host.example.com', 'host.example.com'), {
      'example.org SOA': { answer: ['example.org SOA a b 1 1 1 1 1'] },
      'host.example.com SOA': { authority: ['example.com SOA a b 1 1 1 1 1'] },
    }),
    expect: missing('it is an alias for host.example.com'),
  },
  {
    title: 'nor has an alias of an alias',
    scene: lookup(
      {
        answer: [
          'ns2.example.org CNAME www.example.org',
          'www.example.org CNAME host.example.org',
          'host.example.org A 186.200.2.2',
        ],
      },
      {
        'example.org SOA': { answer: ['example.org SOA a b 1 1 1 1 1'] },
        'host.example.org SOA': { authority: ['example.org SOA a b 1 1 1 1 1'] },
      },
    ),
    expect: missing('it is an alias for www.example.org, then host.example.org'),
  },
  {
    title: 'a name inside a zone that is not delegated yet, without glue',
    scene: inside('185.in-addr.arpa'),
    expect: [
      {
        tag: 'FAKE_DELEGATION_NO_IP',
        facts: { nsname: INSIDE, why: 'it is inside the zone and has no glue' },
        evidence: ['resolver SOA ns.ZONE'],
      },
    ],
  },
  {
    title: 'a name inside a zone that is served already, without glue',
    scene: inside(ZONE),
    expect: [
      {
        tag: 'FAKE_DELEGATION_IN_ZONE_NO_IP',
        facts: { nsname: INSIDE, domain: ZONE },
        evidence: ['resolver SOA ns.ZONE'],
      },
    ],
  },
  { title: 'a name inside the zone with glue', scene: inside(ZONE, ['187.3.3.3']), expect: [] },
  {
    title: 'a delegation that exists is tested as it is',
    scene: {
      target: { nservers: [] },
      replies: except((q) =>
        q.server === '193.0.9.5' || q.server === '2001:67c:e0::5'
          ? { aa: false, authority: [`${ZONE} NS no.example.net`] }
          : undefined,
      ),
    },
    expect: [],
  },
  { title: 'unknown: there is no resolver', scene: noResolver, expect: [] },
  {
    title: 'unknown: the resolver resolves nothing at all',
    scene: { replies: except((q) => (q.server === 'resolver' ? { rcode: 'SERVFAIL' } : undefined)) },
    expect: [],
  },
]);
