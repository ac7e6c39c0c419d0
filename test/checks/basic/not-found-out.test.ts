import { notFoundOut } from '../../../src/checks/basic/not-found-out.js';
import { describeCheck } from '../../support/checks.js';
import { except, type Scene } from '../../support/observation.js';
import { ALL_IDS, noResolver, unreachable } from '../../support/scenes.js';

const IPV6 = ALL_IDS.filter((id) => id.includes(':'));
const noIpv6: Scene = { replies: except((q) => (q.server.includes(':') ? 'no-route' : undefined)) };

describeCheck(notFoundOut, [
  { title: 'everything could be asked', expect: [] },
  {
    title: 'no IPv6 here',
    scene: noIpv6,
    expect: [
      {
        tag: 'RDNS_NO_ROUTE',
        facts: { to: 'the IPv6 addresses', servers: IPV6 },
        servers: IPV6,
        evidence: ['ns1/6 SOA', 'ns1/6 SOA tcp', 'ns2/6 SOA', 'ns2/6 SOA tcp'],
      },
    ],
  },
  {
    title: 'IPv6 left out on purpose',
    scene: { ...noIpv6, families: { ipv4: true, ipv6: false } },
    expect: [],
  },
  {
    title: 'no route to one address',
    scene: { replies: except((q) => (q.server === '186.200.2.2' ? 'no-route' : undefined)) },
    expect: [
      { tag: 'RDNS_NO_ROUTE', facts: { to: '186.200.2.2', servers: ['ns2.example.org/186.200.2.2'] } },
    ],
  },
  {
    title: 'unknown: no route at all',
    scene: unreachable,
    expect: [
      { tag: 'RDNS_NO_ROUTE', facts: { to: 'the IPv4 addresses' } },
      { tag: 'RDNS_NO_ROUTE', facts: { to: 'the IPv6 addresses' } },
    ],
  },
  {
    title: 'this machine fails to send over TCP',
    scene: {
      replies: except((q) =>
        q.server === '185.100.1.1' && q.transport === 'tcp' ? 'local-error' : undefined,
      ),
    },
    expect: [
      {
        tag: 'RDNS_NOT_ASKED',
        facts: { server: 'ns1.example.net/185.100.1.1', why: 'this machine failed to send' },
        evidence: ['ns1/4 SOA', 'ns1/4 SOA tcp'],
      },
    ],
  },
  {
    title: 'half of the addresses of a name could not be looked up',
    scene: {
      replies: except((q) => (q.name === 'ns2.example.org' && q.type === 'AAAA' ? 'local-error' : undefined)),
    },
    expect: [
      {
        tag: 'RDNS_NOT_ASKED',
        facts: { server: 'ns2.example.org', why: 'its addresses could not be looked up' },
      },
    ],
  },
  {
    title: 'there is no resolver',
    scene: noResolver,
    expect: [{ tag: 'RDNS_RESOLVER_FAILED', evidence: ['resolver NS .'] }],
  },
  {
    title: 'the resolver answers nothing but failures',
    scene: { replies: except((q) => (q.server === 'resolver' ? { rcode: 'SERVFAIL' } : undefined)) },
    expect: [{ tag: 'RDNS_RESOLVER_FAILED' }],
  },
  {
    title: 'the object has DS data',
    scene: { target: { ds: [{ keyTag: 64431, algorithm: 13, digestType: 2, digest: 'AB' }] } },
    expect: [{ tag: 'RDNS_DNSSEC_NOT_TESTED', facts: { ds: ['64431 13 2'] } }],
  },
]);
