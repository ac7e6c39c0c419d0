import ipaddr from 'ipaddr.js';
import { type Address, familyOf } from '../../dns/address.js';
import type { Server } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { lookupsOf } from '../lookups.js';

export const sameSubnet = defineCheck({
  testCase: 'RDNS02',
  title: 'The name servers are in different subnets',
  source: 'RIPE NCC, Configuring Reverse DNS (troubleshooting); RFC 2182 section 3.1',
  tags: {
    RDNS_SAME_SUBNET: {
      engine: null,
      documented: 'WARNING',
      message: 'The name servers {names} are in the same subnet {subnet}.',
      meaning:
        "Servers in one subnet (a /24 of IPv4, a /48 of IPv6) share a router and most likely a site: if its connection fails, the zone is gone. RIPE's documentation warns of it. RIPE's checker has no such test: it looks at announced prefixes.",
      fix: 'Move a name server to another network, preferably to another site.',
    },
  },
  *run(zone, fact) {
    const members = new Map<string, Server[]>();
    for (const server of zone.delegation.servers) {
      const subnet = subnetOf(server.address);
      members.set(subnet, [...(members.get(subnet) ?? []), server]);
    }
    for (const [subnet, servers] of members) {
      const names = [...new Set(servers.map((server) => server.name))];
      if (names.length < 2) continue;
      yield fact('RDNS_SAME_SUBNET', { names, subnet }, { servers, evidence: lookupsOf(zone, names) });
    }
  },
});

/** The usual prefix length of one site's network, which is also the longest that is announced. */
function subnetOf(address: Address): string {
  return familyOf(address) === 'ipv4'
    ? `${ipaddr.IPv4.networkAddressFromCIDR(`${address}/24`).toString()}/24`
    : `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/48`).toRFC5952String()}/48`;
}
