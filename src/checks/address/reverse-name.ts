import { reverseName } from '../../questions/common.js';
import { pointerOf } from '../../zone/pointer.js';
import type { ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { onePerAddress } from '../groups.js';

export const reverseNameExists = defineCheck({
  testCase: 'Address02',
  title: 'The addresses of the name servers have PTR records',
  source: 'Zonemaster test case Address02; RFC 1912 section 2.1',
  tags: {
    NAMESERVERS_IP_WITH_REVERSE: {
      engine: 'INFO',
      message: 'Every address of a name server has a PTR record.',
      meaning: 'The addresses themselves can be looked up in the reverse DNS.',
      fix: null,
    },
    NAMESERVER_IP_WITHOUT_REVERSE: {
      engine: 'WARNING',
      message: 'The address {address} of {nsname} has no PTR record.',
      meaning:
        'Hosts that offer a service should have a PTR record; some peers refuse to talk to them otherwise. If the address is in the zone under test, the zone itself lacks the record. Resolvers have no names for private addresses (RFC 6303).',
      fix: 'Add a PTR record for the address to its reverse zone, or ask the holder of the address to do so.',
    },
    NO_RESPONSE_PTR_QUERY: {
      engine: 'WARNING',
      message: 'The PTR record of {address} ({domain}) could not be looked up: the servers of its zone fail.',
      meaning: 'The reverse zone of the address is delegated to servers that do not answer properly.',
      fix: 'Ask the holder of the address to repair its reverse zone.',
    },
  },
  *run(zone, fact) {
    for (const server of onePerAddress([...zone.delegation.servers, ...zone.child.servers])) {
      const { name: nsname, address } = server;
      const { value, questions } = zone.watch(() => pointerOf(zone, address));
      const proof = { servers: [server], evidence: questions };
      if (value.status === 'none') yield fact('NAMESERVER_IP_WITHOUT_REVERSE', { nsname, address }, proof);
      if (value.status === 'failed') {
        yield fact('NO_RESPONSE_PTR_QUERY', { address, domain: reverseName(address) }, proof);
      }
    }
    if (allHaveReverseNames(zone)) yield fact('NAMESERVERS_IP_WITH_REVERSE', {});
  },
});

/** The engine compares the names (Address03) only if every address has one. */
export function allHaveReverseNames(zone: ZoneView): boolean {
  const statuses = zone.servers.map((server) => pointerOf(zone, server.address).status);
  return statuses.length > 0 && statuses.every((status) => status === 'found');
}
