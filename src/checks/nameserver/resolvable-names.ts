import { isUnknown } from '../../zone/resolution.js';
import { defineCheck } from '../check.js';
import { lookupsOf } from '../lookups.js';

export const resolvableNames = defineCheck({
  testCase: 'Nameserver06',
  title: 'The names of the name servers have addresses',
  source: 'Zonemaster test case Nameserver06; RFC 1034 section 4.2.2',
  tags: {
    CAN_NOT_BE_RESOLVED: {
      engine: 'ERROR',
      message: 'No address is found for these name servers: {nsnames}.',
      meaning:
        'Resolvers must find an address for each name server in the object and in the NS records of the zone. A server without one is lame: lookups are slow, and the zone has fewer servers than it seems to have. The engine counts an alias (CNAME) into another zone as a name without an address.',
      fix: 'Publish A and AAAA records for exactly this name, or remove it from the object and from the NS records of the zone.',
    },
    NO_RESOLUTION: {
      engine: 'ERROR',
      message: 'No address is found for any of the name servers: {nsnames}.',
      meaning: 'Nobody can query the zone if no server has an address.',
      fix: 'Publish A and AAAA records at the names of the servers, or correct the names in the object.',
    },
    CAN_BE_RESOLVED: {
      engine: 'INFO',
      message: 'All names of name servers have addresses.',
      meaning: 'Resolvers can find every server.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const names = [...new Set([...zone.delegation.names, ...zone.child.names])].sort();
    const found = new Set(zone.servers.map((server) => server.name));
    const missing = names.filter((name) => !found.has(name));
    const lost = missing.filter((name) => !isUnknown(zone.resolve(name)));
    if (lost.length > 0) {
      const evidence = lookupsOf(zone, lost);
      const tag = found.size > 0 ? 'CAN_NOT_BE_RESOLVED' : 'NO_RESOLUTION';
      // If all others are unknown, one of them may have an address.
      if (found.size > 0 || lost.length === missing.length) {
        yield fact(tag, { nsnames: lost }, { servers: lost, evidence });
      }
    } else if (missing.length === 0 && names.length > 0) yield fact('CAN_BE_RESOLVED', {});
  },
});
