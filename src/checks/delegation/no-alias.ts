import { records } from '../../dns/message.js';
import { isWithin } from '../../dns/name.js';
import { addressAt, resolve } from '../../questions/common.js';
import { isUnknown } from '../../zone/resolution.js';
import { defineCheck } from '../check.js';

export const noAlias = defineCheck({
  testCase: 'Delegation05',
  title: 'No name server is an alias',
  source: 'Zonemaster test case Delegation05; RFC 2181 section 10.3; RFC 1912 section 2.4',
  tags: {
    NO_NS_CNAME: {
      engine: 'INFO',
      message: 'No name server is an alias.',
      meaning: 'The names of the name servers have addresses of their own.',
      fix: null,
    },
    NS_IS_CNAME: {
      engine: 'ERROR',
      message: 'The name server {nsname} is an alias for {target}.',
      meaning:
        "An NS record must name a host with addresses of its own, not an alias: resolvers and name servers may not follow it. (RIPE's checker notices only an alias inside one zone; it reports one into another zone as a name without an address.)",
      fix: 'Name the host itself in the object and in the NS records, or give the name A and AAAA records instead of the CNAME record.',
    },
    UNEXPECTED_RCODE: {
      engine: 'WARNING',
      message: '{ns} answers the A query for {nsname} with {rcode}.',
      meaning: 'The name is inside the zone, so every name server of the zone must give its address.',
      fix: 'Put A and AAAA records for the name into the zone, and load the zone on all name servers.',
    },
  },
  *run(zone, fact) {
    let aliases = false;
    let allKnown = true;
    for (const nsname of [...new Set([...zone.delegation.names, ...zone.child.names])].sort()) {
      if (!isWithin(nsname, zone.zone)) {
        const found = zone.resolve(nsname);
        if (isUnknown(found)) allKnown = false;
        if (!found.aliasNoticed) continue;
        aliases = true;
        const target = found.aliases.join(', then ');
        yield fact(
          'NS_IS_CNAME',
          { nsname, target },
          { servers: [nsname], evidence: [resolve(nsname, 'A')] },
        );
        continue;
      }
      for (const server of zone.inUse) {
        const question = addressAt(server.address, nsname, 'A');
        const message = zone.message(question);
        if (!zone.wasAsked(question)) allKnown = false;
        if (message === null) continue;
        const [alias] = records(message, 'CNAME', { section: 'answer' });
        const proof = { servers: [server], evidence: [question] };
        if (message.rcode !== 'NOERROR') {
          yield fact('UNEXPECTED_RCODE', { ns: server.id, nsname, rcode: message.rcode }, proof);
        } else if (alias !== undefined) {
          aliases = true;
          yield fact('NS_IS_CNAME', { nsname, target: alias.target }, proof);
        }
      }
    }
    if (!aliases && allKnown) yield fact('NO_NS_CNAME', {});
  },
});
