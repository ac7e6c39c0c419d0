import { type Address, type Family, familyOf } from '../../dns/address.js';
import type { ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';

const ONE_AS =
  'All name servers are reached through one network (autonomous system, AS). If it fails, so does the zone. RFC 2182 asks for servers in different places of the network.';
const FIX = 'Run at least one name server in the network of another operator.';

function declarations<const F extends 'IPv4' | 'IPv6'>(family: F) {
  return {
    one: {
      engine: 'WARNING',
      message: `Over ${family}, all name servers are in AS{asn}: {servers}.` as const,
      meaning: ONE_AS,
      fix: FIX,
    },
    same: {
      engine: 'NOTICE',
      message: `Over ${family}, all name servers are in the same set of autonomous systems: {asns}.` as const,
      meaning: `Several networks announce the addresses, the same ones for all. ${ONE_AS}`,
      fix: FIX,
    },
    different: {
      engine: 'INFO',
      message: `Over ${family}, the name servers are in the autonomous systems {asns}.` as const,
      meaning: 'If one network fails, some name servers stay reachable.',
      fix: null,
    },
  } as const;
}

const [V4, V6] = [declarations('IPv4'), declarations('IPv6')];

export const asDiversity = defineCheck({
  testCase: 'Connectivity03',
  title: 'The name servers are in different autonomous systems',
  source: 'Zonemaster test case Connectivity03; RFC 2182 section 3.1',
  tags: {
    EMPTY_ASN_SET: {
      engine: 'NOTICE',
      message: 'No autonomous system announces {address}.',
      meaning:
        'Nobody announces this address according to the database of the global routing table, so the Internet cannot reach it; or the announcement is too new for the database.',
      fix: 'Check that the address is right, and that its prefix is announced.',
    },
    ERROR_ASN_DATABASE: {
      engine: 'NOTICE',
      message: 'The autonomous system of {address} could not be looked up.',
      meaning:
        "The DNS databases that RIPE's checker asks gave no answer or an unreadable one. This is not the fault of the name server.",
      fix: 'Do nothing. Test again later if the networks of the name servers matter to you.',
    },
    IPV4_ONE_ASN: V4.one,
    IPV4_SAME_ASN: V4.same,
    IPV4_DIFFERENT_ASN: V4.different,
    IPV6_ONE_ASN: V6.one,
    IPV6_SAME_ASN: V6.same,
    IPV6_DIFFERENT_ASN: V6.different,
  },
  *run(zone, fact) {
    for (const [family, label] of [
      ['ipv4', 'IPV4'],
      ['ipv6', 'IPV6'],
    ] as const) {
      const origins: (readonly number[])[] = [];
      const addresses = addressesOf(zone, family);
      let allKnown = true;
      for (const address of addresses) {
        const servers = zone.servers.filter((server) => server.address === address);
        const proof = { servers, evidence: zone.basis(() => zone.announcement(address)) };
        const announced = zone.announcement(address);
        if (announced.status === 'unknown') allKnown = false;
        if (announced.status === 'none') yield fact('EMPTY_ASN_SET', { address }, proof);
        if (announced.status === 'error') yield fact('ERROR_ASN_DATABASE', { address }, proof);
        if (announced.status === 'announced') origins.push(announced.asns);
      }
      const asns = sorted(new Set(origins.flat()));
      const sets = new Set(origins.map((set) => sorted(new Set(set)).join(' ')));
      const [first] = asns;
      if (first === undefined) continue;
      const servers = zone.servers.filter((server) => familyOf(server.address) === family);
      const proof = {
        servers,
        evidence: addresses.flatMap((address) => zone.basis(() => zone.announcement(address))),
      };
      const texts = asns.map(String);
      if (asns.length > 1 && sets.size > 1) yield fact(`${label}_DIFFERENT_ASN`, { asns: texts }, proof);
      // An address whose origin is unknown may be the one that is elsewhere.
      else if (!allKnown) continue;
      else if (asns.length > 1) yield fact(`${label}_SAME_ASN`, { asns: texts }, proof);
      else {
        yield fact(`${label}_ONE_ASN`, { asn: first, servers: idsOf(servers) }, proof);
      }
    }
  },
});

function addressesOf(zone: ZoneView, family: Family): Address[] {
  const addresses = zone.servers.map((server) => server.address);
  return [...new Set(addresses)].filter((address) => familyOf(address) === family);
}

function sorted(numbers: Iterable<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}
