import { sameSubnet } from '../../../src/checks/connectivity/same-subnet.js';
import { address } from '../../../src/dns/address.js';
import { name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import type { Scene } from '../../support/observation.js';
import { noResolver } from '../../support/scenes.js';

const at = (servers: Readonly<Record<string, readonly string[]>>): Scene => ({
  target: {
    nservers: Object.entries(servers).map(([host, addresses]) => ({
      name: name(host),
      glue: addresses.map(address),
    })),
  },
});

describeCheck(sameSubnet, [
  { title: 'different subnets', expect: [] },
  {
    title: 'one /24',
    scene: at({ 'a.example.net': ['185.100.1.1'], 'b.example.net': ['185.100.1.254'] }),
    expect: [
      {
        tag: 'RDNS_SAME_SUBNET',
        facts: { names: ['a.example.net', 'b.example.net'], subnet: '185.100.1.0/24' },
        servers: ['a.example.net/185.100.1.1', 'b.example.net/185.100.1.254'],
      },
    ],
  },
  {
    title: 'neighbouring /24',
    scene: at({ 'a.example.net': ['185.100.0.255'], 'b.example.net': ['185.100.1.0'] }),
    expect: [],
  },
  {
    title: 'one /48, and a third server elsewhere',
    scene: at({
      'a.example.net': ['2a0a:100:1::1'],
      'b.example.net': ['2a0a:100:1:ffff::1'],
      'c.example.net': ['2a0a:100:2::1'],
    }),
    expect: [{ tag: 'RDNS_SAME_SUBNET', facts: { subnet: '2a0a:100:1::/48' } }],
  },
  {
    title: 'two addresses of one server are not two servers',
    scene: at({ 'a.example.net': ['185.100.1.1', '185.100.1.2'], 'b.example.net': ['186.200.2.2'] }),
    expect: [],
  },
  { title: 'unknown: there is no resolver', scene: noResolver, expect: [] },
]);
