import { glue } from '../../../src/checks/consistency/glue.js';
import { address } from '../../../src/dns/address.js';
import { name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { except, NS, type Reply, type Scene, ZONE } from '../../support/observation.js';
import { unreachable } from '../../support/scenes.js';

const INSIDE = name(`ns.${ZONE}`);
const GLUE = '187.3.3.3';

/** A name server inside the zone with glue in the object, and the zone's A answers for it. */
const inside = (a: Reply | ((server: string) => Reply | undefined)): Scene => ({
  target: {
    nservers: [
      { name: name('ns1.example.net'), glue: [] },
      { name: INSIDE, glue: [address(GLUE)] },
    ],
  },
  replies: except((q) => {
    if (q.server === 'resolver') return undefined;
    if (q.name === ZONE && q.type === 'NS') return { answer: [...NS.slice(0, 1), `${ZONE} NS ${INSIDE}`] };
    if (q.name !== INSIDE) return undefined;
    const own = typeof a === 'function' ? a(q.server) : a;
    return q.type === 'A' || typeof own === 'string' || own?.rcode !== undefined ? own : { answer: [] };
  }),
});

const has = (...addresses: string[]): Reply => ({ answer: addresses.map((each) => `${INSIDE} A ${each}`) });

/** A referral to a zone of the host's own name, at the address of the glue. */
const REFERRAL_DOWN: Reply = {
  aa: false,
  authority: [`${INSIDE} NS ${INSIDE}`],
  additional: [`${INSIDE} A ${GLUE}`],
};

/** To a zone of the host's own name, at a server that is none of the zone's. */
const REFERRED_TO = '187.3.3.9';
const downTo = (there: Reply): Scene =>
  inside((server) =>
    server === REFERRED_TO
      ? there
      : {
          aa: false,
          authority: [`${INSIDE} NS down.${INSIDE}`],
          additional: [`down.${INSIDE} A ${REFERRED_TO}`],
        },
  );

/** The existing delegation, with these records in the additional section. */
const parentGives = (additional: readonly string[]) =>
  except((q) =>
    q.name === ZONE && ['193.0.9.5', '2001:67c:e0::5'].includes(q.server)
      ? { aa: false, authority: NS, additional }
      : undefined,
  );

describeCheck(glue, [
  { title: 'no name server inside the zone', expect: [{ tag: 'ADDRESSES_MATCH' }] },
  { title: 'the zone confirms the glue', scene: inside(has(GLUE)), expect: [{ tag: 'ADDRESSES_MATCH' }] },
  {
    title: 'another address in the zone',
    scene: inside(has('187.3.3.4')),
    expect: [
      {
        tag: 'IN_BAILIWICK_ADDR_MISMATCH',
        facts: { glue: [`${INSIDE}/${GLUE}`], found: [`${INSIDE}/187.3.3.4`] },
        evidence: ['187.3.3.3 A+AAAA ns.ZONE', '187.3.3.4 A+AAAA ns.ZONE', 'ns1 A+AAAA ns.ZONE'],
      },
      {
        tag: 'EXTRA_ADDRESS_CHILD',
        facts: { addresses: [`${INSIDE}/187.3.3.4`] },
        evidence: ['187.3.3.3 A+AAAA ns.ZONE', '187.3.3.4 A+AAAA ns.ZONE', 'ns1 A+AAAA ns.ZONE'],
      },
    ],
  },
  {
    title: 'one address more in the zone',
    scene: inside(has(GLUE, '187.3.3.4')),
    expect: [{ tag: 'EXTRA_ADDRESS_CHILD', facts: { addresses: [`${INSIDE}/187.3.3.4`] } }],
  },
  {
    title: 'the name is not in the zone',
    scene: inside({ rcode: 'NXDOMAIN' }),
    expect: [{ tag: 'IN_BAILIWICK_ADDR_MISMATCH', facts: { found: ['no address'] } }],
  },
  {
    title: 'one server knows the address, that is enough',
    scene: inside((server) => (server === '185.100.1.1' ? has(GLUE) : { rcode: 'SERVFAIL', aa: false })),
    expect: [{ tag: 'ADDRESSES_MATCH' }],
  },
  {
    title: 'no server answers for the name',
    scene: inside({ rcode: 'SERVFAIL', aa: false }),
    expect: [
      {
        tag: 'CHILD_ZONE_LAME',
        facts: { nsname: INSIDE },
        evidence: ['187.3.3.3 A+AAAA ns.ZONE', 'ns1 A+AAAA ns.ZONE'],
      },
    ],
  },
  { title: 'no server answers', scene: inside('timeout'), expect: [{ tag: 'CHILD_ZONE_LAME' }] },
  {
    title: 'the name is in a zone further down, which has the address',
    scene: inside((server) => (server === GLUE ? has(GLUE) : REFERRAL_DOWN)),
    expect: [{ tag: 'ADDRESSES_MATCH' }],
  },
  {
    title: 'the name is in a zone further down, which has another address',
    scene: inside((server) => (server === GLUE ? has('187.3.3.4') : REFERRAL_DOWN)),
    expect: [{ tag: 'IN_BAILIWICK_ADDR_MISMATCH' }, { tag: 'EXTRA_ADDRESS_CHILD' }],
  },
  {
    title: 'the name is in a zone further down, whose name servers do not exist',
    scene: inside({ aa: false, authority: [`${INSIDE} NS ns.example.com`, `${INSIDE} NS ns.example.org`] }),
    expect: [{ tag: 'IN_BAILIWICK_ADDR_MISMATCH', facts: { found: ['no address'] } }],
  },
  {
    title: 'the servers of the zone further down confirm the glue',
    scene: downTo(has(GLUE)),
    expect: [{ tag: 'ADDRESSES_MATCH' }],
  },
  {
    title: 'the servers of the zone further down have another address',
    scene: downTo(has('187.3.3.4')),
    expect: [
      {
        tag: 'IN_BAILIWICK_ADDR_MISMATCH',
        servers: [`${INSIDE}/${GLUE}`],
        evidence: [
          '187.3.3.3 A+AAAA ns.ZONE',
          '187.3.3.4 A+AAAA ns.ZONE',
          '187.3.3.9 A ns.ZONE',
          'ns1 A+AAAA ns.ZONE',
        ],
      },
      { tag: 'EXTRA_ADDRESS_CHILD', servers: [`${INSIDE}/187.3.3.4`] },
    ],
  },
  {
    title: 'an alias in the zone further down has no addresses of its own',
    scene: downTo({ answer: [`${INSIDE} CNAME b.${INSIDE}`, `b.${INSIDE} A ${GLUE}`] }),
    expect: [{ tag: 'IN_BAILIWICK_ADDR_MISMATCH', facts: { found: ['no address'] } }],
  },
  {
    title: 'unknown: no route to the servers of the zone further down',
    scene: downTo('no-route'),
    expect: [],
  },
  {
    title: 'an answer with authority and an error says nothing',
    scene: inside({ rcode: 'REFUSED' }),
    expect: [{ tag: 'CHILD_ZONE_LAME', servers: [INSIDE] }],
  },
  {
    title: 'the address of another name in the answer does not count',
    scene: inside({ answer: [`${INSIDE} A ${GLUE}`, `b.${ZONE} A 187.3.3.4`] }),
    expect: [{ tag: 'ADDRESSES_MATCH' }],
  },
  {
    title: 'the name is in a zone further down that refers to itself for ever',
    scene: inside(REFERRAL_DOWN),
    expect: [{ tag: 'IN_BAILIWICK_ADDR_MISMATCH', facts: { found: ['no address'] } }],
  },
  {
    title: 'a server that refers elsewhere says nothing, the others do',
    scene: inside((server) =>
      server === '185.100.1.1' ? { aa: false, authority: ['. NS a.root-servers.net'] } : has('187.3.3.4'),
    ),
    expect: [{ tag: 'IN_BAILIWICK_ADDR_MISMATCH' }, { tag: 'EXTRA_ADDRESS_CHILD' }],
  },
  {
    title: 'unknown: some servers fail, the others could not be asked',
    scene: inside((server) => (server.includes(':') ? 'no-route' : { rcode: 'SERVFAIL', aa: false })),
    expect: [],
  },
  {
    title: 'unknown: no route to the servers',
    scene: { ...inside(has('187.3.3.4')), replies: unreachable.replies ?? (() => 'no-route') },
    expect: [],
  },
  {
    title: 'the parent gives an address that a name outside of the zone does not have',
    scene: {
      target: { nservers: [] },
      replies: parentGives(['ns1.example.net A 185.100.1.1', 'ns2.example.org A 187.9.9.9']),
    },
    expect: [
      {
        tag: 'OUT_OF_BAILIWICK_ADDR_MISMATCH',
        facts: { glue: ['ns2.example.org/187.9.9.9'], found: ['186.200.2.2', '2a0b:200:2::2'] },
        evidence: ['parent NS', 'resolver A+AAAA ns2.example.org', 'resolver NS .'],
      },
    ],
  },
  {
    title: 'the parent gives an address for a name that has none',
    scene: {
      target: { nservers: [] },
      replies: except((q) => {
        if (['193.0.9.5', '2001:67c:e0::5'].includes(q.server) && q.name === ZONE) {
          return { aa: false, authority: NS, additional: ['ns2.example.org A 187.9.9.9'] };
        }
        return q.name === 'ns2.example.org' ? {} : undefined;
      }),
    },
    expect: [
      {
        tag: 'OUT_OF_BAILIWICK_ADDR_MISMATCH',
        facts: { found: ['no address'] },
        servers: ['ns2.example.org'],
      },
    ],
  },
  {
    title: 'the parent gives addresses that the names have',
    scene: { target: { nservers: [] }, replies: parentGives(['ns1.example.net A 185.100.1.1']) },
    expect: [{ tag: 'ADDRESSES_MATCH' }],
  },
]);
