import type { Address } from '../../dns/address.js';
import type { Server } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { lookupsOf } from '../lookups.js';

const DISTINCT = 'No two name servers are the same host under two names.';
const SAME =
  'Two names with one address are one server: if it fails, the zone fails, and the second name only hides that.';

export const distinctAddresses = defineCheck({
  testCase: 'Delegation02',
  title: 'Every name server has addresses of its own',
  source: 'Zonemaster test case Delegation02; RFC 2182 section 3.1',
  tags: {
    DEL_DISTINCT_NS_IP: {
      engine: 'INFO',
      message: 'The name servers of the object have addresses of their own.',
      meaning: DISTINCT,
      fix: null,
    },
    DEL_NS_SAME_IP: {
      engine: 'ERROR',
      message: 'The name servers {names} of the object share the address {address}.',
      meaning: SAME,
      fix: 'Run a second name server on another host, and name it instead.',
    },
    CHILD_DISTINCT_NS_IP: {
      engine: 'INFO',
      message: 'The name servers of the zone have addresses of their own.',
      meaning: DISTINCT,
      fix: null,
    },
    CHILD_NS_SAME_IP: {
      engine: 'ERROR',
      message: 'The name servers {names} of the zone share the address {address}.',
      meaning: SAME,
      fix: 'Run a second name server on another host, and name it in the NS records instead.',
    },
    DISTINCT_IP_ADDRESS: {
      engine: 'INFO',
      message: 'All name servers of the object and the zone have addresses of their own.',
      meaning: DISTINCT,
      fix: null,
    },
    SAME_IP_ADDRESS: {
      engine: 'ERROR',
      message: 'The name servers {names} share the address {address}.',
      meaning: SAME,
      fix: 'Run a second name server on another host, and name it in the object and in the zone.',
    },
  },
  *run(zone, fact) {
    for (const [servers, same, distinct] of [
      [zone.delegation.servers, 'DEL_NS_SAME_IP', 'DEL_DISTINCT_NS_IP'],
      [zone.child.servers, 'CHILD_NS_SAME_IP', 'CHILD_DISTINCT_NS_IP'],
      [zone.servers, 'SAME_IP_ADDRESS', 'DISTINCT_IP_ADDRESS'],
    ] as const) {
      const shared = sharedAddresses(servers);
      for (const { address, sharers } of shared) {
        const names = sharers.map((server) => server.name);
        yield fact(same, { names, address }, { servers: sharers, evidence: lookupsOf(zone, names) });
      }
      if (servers.length > 0 && shared.length === 0) yield fact(distinct, {});
    }
  },
});

function sharedAddresses(
  servers: readonly Server[],
): { readonly address: Address; readonly sharers: Server[] }[] {
  return [...new Set(servers.map((server) => server.address))]
    .map((address) => ({ address, sharers: servers.filter((server) => server.address === address) }))
    .filter(({ sharers }) => sharers.length > 1);
}
