import ipaddr from 'ipaddr.js';
import { SPECIAL_PURPOSE, type SpecialPurposeBlock } from '../../data/special-purpose.js';
import { type Address, familyOf } from '../../dns/address.js';
import type { Server } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';
import { lookupsOf } from '../lookups.js';

export const globalReach = defineCheck({
  testCase: 'Address01',
  title: 'The addresses of the name servers are reachable from everywhere',
  source: 'Zonemaster test case Address01; RFC 6890; IANA special-purpose address registries',
  tags: {
    A01_GLOBALLY_REACHABLE_ADDR: {
      engine: 'INFO',
      message: 'These name servers have ordinary addresses: {servers}.',
      meaning: 'The addresses are not reserved for a special purpose.',
      fix: null,
    },
    A01_NO_GLOBALLY_REACHABLE_ADDR: {
      engine: 'ERROR',
      message: 'No name server has an address that can be reached from everywhere.',
      meaning: 'All addresses are reserved for special purposes, so nobody outside can reach the zone.',
      fix: 'Give public addresses to the name servers, in the object and in the A and AAAA records of their names.',
    },
    A01_NO_NAME_SERVERS_FOUND: {
      engine: 'CRITICAL',
      message: 'No name server has an address.',
      meaning: 'The zone cannot be reached if no name server has an address.',
      fix: 'Use name servers whose names have A and AAAA records.',
    },
    A01_LOCAL_USE_ADDR: {
      engine: 'ERROR',
      message: 'These addresses are for local use only: {servers} ({blocks}).',
      meaning:
        'Elsewhere, private, shared, link-local and loopback addresses lead to another host or to none.',
      fix: 'Give public addresses to these name servers. If they also have some, remove the local ones from the A and AAAA records of their names.',
    },
    A01_DOCUMENTATION_ADDR: {
      engine: 'ERROR',
      message: 'These addresses are for documentation only: {servers} ({blocks}).',
      meaning:
        'Such addresses are for examples in texts and are never routed. This one was probably copied from an example.',
      fix: 'Put the real addresses of these name servers into the A and AAAA records of their names, and into the object.',
    },
    A01_ADDR_NOT_GLOBALLY_REACHABLE: {
      engine: 'ERROR',
      message: 'These addresses are reserved for a special purpose: {servers} ({blocks}).',
      meaning:
        'IANA does not list their blocks as reachable from everywhere, so resolvers may not get through to them.',
      fix: 'Give ordinary public addresses to these name servers.',
    },
  },
  *run(zone, fact) {
    const servers = zone.withAliases.all;
    const allKnown = zone.delegation.unresolved.length === 0;
    if (servers.length === 0) {
      if (allKnown)
        yield fact('A01_NO_NAME_SERVERS_FOUND', {}, { evidence: lookupsOf(zone, zone.delegation.names) });
      return;
    }
    const about = (servers: readonly Server[]) => ({
      servers,
      evidence: lookupsOf(
        zone,
        servers.map((server) => server.name),
      ),
    });
    const uses = servers.map((server) => useOf(server.address));
    const serversOf = (use: Use) => servers.filter((_, i) => uses[i] === use);
    const ordinary = serversOf('ordinary');
    if (ordinary.length > 0) {
      yield fact('A01_GLOBALLY_REACHABLE_ADDR', { servers: idsOf(ordinary) }, { servers: ordinary });
    } else if (allKnown) yield fact('A01_NO_GLOBALLY_REACHABLE_ADDR', {}, about(servers));
    for (const [use, tag] of [
      ['documentation', 'A01_DOCUMENTATION_ADDR'],
      ['local', 'A01_LOCAL_USE_ADDR'],
      ['special', 'A01_ADDR_NOT_GLOBALLY_REACHABLE'],
    ] as const) {
      const found = serversOf(use);
      if (found.length === 0) continue;
      yield fact(tag, { servers: idsOf(found), blocks: blocksOf(found) }, about(found));
    }
  },
});

type Use = 'ordinary' | 'documentation' | 'local' | 'special';

/** Parts of the names that IANA gives to blocks for local use. */
const LOCAL = ['Private-Use', 'Loopback', 'Link Local', 'Link-Local', 'Unique-Local', 'Shared Address Space'];

function useOf(address: Address): Use {
  const found = specialBlock(address);
  if (found === undefined) return 'ordinary';
  if (found.name.includes('Documentation')) return 'documentation';
  if (LOCAL.some((part) => found.name.includes(part))) return 'local';
  return found.globallyReachable ? 'ordinary' : 'special';
}

const BLOCKS = {
  ipv4: SPECIAL_PURPOSE.ipv4.map(withCidr),
  ipv6: SPECIAL_PURPOSE.ipv6.map(withCidr),
} as const;

function withCidr(block: SpecialPurposeBlock) {
  return { ...block, cidr: ipaddr.parseCIDR(block.block) };
}

/**
 * The first block in the registry that has the address. The engine also takes the first, not the most specific, so the
 * few addresses of 192.0.0.0/24 and 2001::/23 that are reachable from everywhere count as not reachable.
 */
function specialBlock(address: Address): SpecialPurposeBlock | undefined {
  const parsed = ipaddr.parse(address);
  return BLOCKS[familyOf(address)].find(({ cidr }) => parsed.match(cidr));
}

function blocksOf(servers: readonly Server[]): string[] {
  const blocks = servers.flatMap((server) => specialBlock(server.address) ?? []);
  return [...new Set(blocks.map(({ block, name, reference }) => `${block}: ${name}, ${reference}`))];
}
