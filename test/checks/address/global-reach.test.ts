import { globalReach } from '../../../src/checks/address/global-reach.js';
import { address } from '../../../src/dns/address.js';
import { name } from '../../../src/dns/name.js';
import { describeCheck, type Row } from '../../support/checks.js';
import { except, NS, type Scene, ZONE } from '../../support/observation.js';
import { ALL_IDS, noResolver } from '../../support/scenes.js';

/** A third server in the object, with this address. */
const also = (text: string): Scene => ({
  target: {
    nservers: [
      { name: name('ns1.example.net'), glue: [] },
      { name: name('ns3.example.com'), glue: [address(text)] },
    ],
  },
});

const found = (tag: string, text: string, block: string): Row => ({
  title: `${text}: ${tag}`,
  scene: also(text),
  expect: [
    { tag: 'A01_GLOBALLY_REACHABLE_ADDR' },
    {
      tag,
      facts: { servers: [`ns3.example.com/${text}`], blocks: [block] },
      servers: [`ns3.example.com/${text}`],
    },
  ],
});

const ordinary = (text: string): Row => ({
  title: `${text}: ordinary`,
  scene: also(text),
  expect: [
    {
      tag: 'A01_GLOBALLY_REACHABLE_ADDR',
      facts: { servers: [...ALL_IDS, `ns3.example.com/${text}`] },
    },
  ],
});

describeCheck(globalReach, [
  {
    title: 'ordinary addresses',
    expect: [{ tag: 'A01_GLOBALLY_REACHABLE_ADDR', facts: { servers: ALL_IDS } }],
  },
  found('A01_LOCAL_USE_ADDR', '10.0.0.53', '10.0.0.0/8: Private-Use, RFC1918'),
  found('A01_LOCAL_USE_ADDR', '172.31.255.255', '172.16.0.0/12: Private-Use, RFC1918'),
  found('A01_LOCAL_USE_ADDR', '100.64.0.1', '100.64.0.0/10: Shared Address Space, RFC6598'),
  found('A01_LOCAL_USE_ADDR', '127.0.0.1', '127.0.0.0/8: Loopback, RFC1122'),
  found('A01_LOCAL_USE_ADDR', '169.254.1.1', '169.254.0.0/16: Link Local, RFC3927'),
  found('A01_LOCAL_USE_ADDR', 'fe80::1', 'fe80::/10: Link-Local Unicast, RFC4291'),
  found('A01_LOCAL_USE_ADDR', 'fd00::1', 'fc00::/7: Unique-Local, RFC4193 RFC8190'),
  found('A01_LOCAL_USE_ADDR', '::1', '::1/128: Loopback Address, RFC4291'),
  found('A01_DOCUMENTATION_ADDR', '192.0.2.1', '192.0.2.0/24: Documentation (TEST-NET-1), RFC5737'),
  found('A01_DOCUMENTATION_ADDR', '2001:db8::1', '2001:db8::/32: Documentation, RFC3849'),
  found('A01_DOCUMENTATION_ADDR', '3fff::1', '3fff::/20: Documentation, RFC9637'),
  found('A01_ADDR_NOT_GLOBALLY_REACHABLE', '198.18.0.1', '198.18.0.0/15: Benchmarking, RFC2544'),
  found('A01_ADDR_NOT_GLOBALLY_REACHABLE', '240.0.0.1', '240.0.0.0/4: Reserved, RFC1112'),
  found('A01_ADDR_NOT_GLOBALLY_REACHABLE', '192.0.0.171', '192.0.0.0/24: IETF Protocol Assignments, RFC6890'),
  found('A01_ADDR_NOT_GLOBALLY_REACHABLE', '192.0.0.9', '192.0.0.0/24: IETF Protocol Assignments, RFC6890'),
  found('A01_ADDR_NOT_GLOBALLY_REACHABLE', '2002::1', '2002::/16: 6to4, RFC3056'),
  found(
    'A01_ADDR_NOT_GLOBALLY_REACHABLE',
    '192.88.99.1',
    '192.88.99.0/24: Deprecated (6to4 Relay Anycast), RFC7526',
  ),
  ordinary('192.175.48.1'),
  ordinary('172.32.0.0'),
  ordinary('2620:4f:8000::1'),
  {
    title: 'no ordinary address',
    scene: {
      replies: except((q) => {
        if (q.server !== 'resolver' || (q.type !== 'A' && q.type !== 'AAAA')) return undefined;
        return { answer: q.type === 'A' ? [`${q.name} A 10.0.0.1`] : [] };
      }),
    },
    expect: [
      {
        tag: 'A01_NO_GLOBALLY_REACHABLE_ADDR',
        evidence: ['resolver A+AAAA ns1.example.net', 'resolver A+AAAA ns2.example.org', 'resolver NS .'],
      },
      {
        tag: 'A01_LOCAL_USE_ADDR',
        evidence: ['resolver A+AAAA ns1.example.net', 'resolver A+AAAA ns2.example.org', 'resolver NS .'],
      },
    ],
  },
  {
    title: 'no ordinary address in the object, nor in the zone, which has one name more',
    scene: {
      replies: except((q) => {
        if (q.type === 'NS' && q.server !== 'resolver')
          return { answer: [...NS, `${ZONE} NS ns9.example.com`] };
        if (q.server !== 'resolver' || (q.type !== 'A' && q.type !== 'AAAA')) return undefined;
        return { answer: q.type === 'A' ? [`${q.name} A 10.0.0.1`] : [] };
      }),
    },
    expect: ['A01_NO_GLOBALLY_REACHABLE_ADDR', 'A01_LOCAL_USE_ADDR'].map((tag) => ({
      tag,
      evidence: [
        ...['ns1.example.net', 'ns2.example.org', 'ns9.example.com'].map((each) => `resolver A+AAAA ${each}`),
        'resolver NS .',
      ],
    })),
  },
  {
    title: 'no address',
    scene: { replies: except((q) => (q.type === 'A' || q.type === 'AAAA' ? { answer: [] } : undefined)) },
    expect: [
      {
        tag: 'A01_NO_NAME_SERVERS_FOUND',
        evidence: ['resolver A+AAAA ns1.example.net', 'resolver A+AAAA ns2.example.org', 'resolver NS .'],
      },
    ],
  },
  { title: 'unknown: there is no resolver', scene: noResolver, expect: [] },
  {
    title: 'unknown: one name could not be looked up, the other has a local address',
    scene: {
      replies: except((q) => {
        if (q.server !== 'resolver') return undefined;
        if (q.name === 'ns2.example.org') return 'local-error';
        if (q.name !== 'ns1.example.net') return undefined;
        return { answer: q.type === 'A' ? ['ns1.example.net A 10.0.0.1'] : [] };
      }),
    },
    expect: [{ tag: 'A01_LOCAL_USE_ADDR' }],
  },
]);
