import { noAlias } from '../../../src/checks/delegation/no-alias.js';
import { address } from '../../../src/dns/address.js';
import { name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { except, type Reply, type Scene, ZONE } from '../../support/observation.js';
import { atSecond, noResolver, unreachable } from '../../support/scenes.js';

/** The second server's name is this alias; `apexes` gives the zone of a name. */
const alias = (answer: readonly string[], apexes: Readonly<Record<string, string>>): Scene => ({
  replies: except((q) => {
    if (q.server !== 'resolver') return undefined;
    const apex = apexes[q.name];
    if (q.type === 'SOA' && apex !== undefined) return { authority: [`${apex} SOA a b 1 1 1 1 1`] };
    return q.name === 'ns2.example.org' && q.type === 'A' ? { answer } : undefined;
  }),
});

const INSIDE = name(`ns.${ZONE}`);

const inside = (reply: Reply): Scene => ({
  target: {
    nservers: [
      { name: name('ns1.example.net'), glue: [] },
      { name: INSIDE, glue: [address('187.3.3.3')] },
    ],
  },
  families: { ipv4: true, ipv6: false },
  replies: except((q) => (q.name === INSIDE && q.server !== 'resolver' ? reply : undefined)),
});

describeCheck(noAlias, [
  { title: 'no name is an alias', expect: [{ tag: 'NO_NS_CNAME' }] },
  {
    title: 'an alias inside its zone',
    scene: alias(['ns2.example.org CNAME host.example.org', 'host.example.org A 186.200.2.2'], {
      'example.org': 'example.org',
      'host.example.org': 'example.org',
    }),
    expect: [
      {
        tag: 'NS_IS_CNAME',
        facts: { nsname: 'ns2.example.org', target: 'host.example.org' },
        servers: ['ns2.example.org'],
        evidence: ['resolver A ns2.example.org'],
      },
    ],
  },
  {
    title: 'an alias into another zone, which the engine does not notice',
    scene: alias(['ns2.example.org CNAME host.example.com', 'host.example.com A 186.200.2.2'], {
      'example.org': 'example.org',
      'host.example.com': 'example.com',
    }),
    expect: [{ tag: 'NO_NS_CNAME' }],
  },
  {
    title: 'an alias into another zone, for an alias inside that one',
    scene: alias(
      [
        'ns2.example.org CNAME www.example.com',
        'www.example.com CNAME host.example.com',
        'host.example.com A 186.200.2.2',
      ],
      { 'example.org': 'example.org', 'example.com': 'example.com', 'host.example.com': 'example.com' },
    ),
    expect: [{ tag: 'NS_IS_CNAME', facts: { target: 'www.example.com, then host.example.com' } }],
  },
  {
    title: 'an alias in the zone itself, on each of its servers',
    scene: inside({ answer: [`${INSIDE} CNAME host.${ZONE}`] }),
    expect: ['ns1.example.net/185.100.1.1', `${INSIDE}/187.3.3.3`, 'ns2.example.org/186.200.2.2'].map(
      (id) => ({
        tag: 'NS_IS_CNAME',
        facts: { nsname: INSIDE, target: `host.${ZONE}` },
        servers: [id],
      }),
    ),
  },
  {
    title: 'a name in the zone that its servers do not have',
    scene: inside({ rcode: 'NXDOMAIN' }),
    expect: [
      {
        tag: 'UNEXPECTED_RCODE',
        facts: { ns: 'ns1.example.net/185.100.1.1', rcode: 'NXDOMAIN' },
        evidence: ['ns1/4 A ns.ZONE'],
      },
      { tag: 'UNEXPECTED_RCODE', servers: [`${INSIDE}/187.3.3.3`] },
      { tag: 'UNEXPECTED_RCODE', servers: ['ns2.example.org/186.200.2.2'] },
      { tag: 'NO_NS_CNAME' },
    ],
  },
  { title: 'a silent server', scene: atSecond(() => 'timeout'), expect: [{ tag: 'NO_NS_CNAME' }] },
  { title: 'unknown: there is no resolver', scene: noResolver, expect: [] },
  {
    title: 'unknown: no route to the servers, for a name in the zone',
    scene: {
      ...inside({ answer: [`${INSIDE} CNAME host.${ZONE}`] }),
      replies: unreachable.replies ?? (() => 'no-route'),
    },
    expect: [],
  },
]);
