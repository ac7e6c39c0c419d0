import { records } from '../../dns/message.js';
import { isWithin, type Name, sameName } from '../../dns/name.js';
import { apexAbove } from '../../questions/common.js';
import type { Question } from '../../record/question.js';
import type { ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';

/** RIPE's checker needs these addresses before it can test; it reports them outside of any test case. */
export const nserverAddresses = defineCheck({
  testCase: 'Unspecified',
  title: 'Every name server of the object has an address',
  source: 'Zonemaster (set-up of an undelegated test); RFC 1034 section 4.2.2',
  tags: {
    FAKE_DELEGATION_NO_IP: {
      engine: 'ERROR',
      message: 'No address is found for the name server {nsname} ({why}).',
      meaning:
        'RIPE tests the zone as if it were delegated to the servers of the object, so it must know their addresses. It does not follow an alias into another zone: a name server must not be an alias anyway (RFC 2181 section 10.3). A name inside the zone needs glue, because nobody else can know its address yet.',
      fix: 'Publish A and AAAA records for exactly this name, or correct it; for a name inside the zone, give its addresses in the object (nserver: NAME ADDRESS).',
    },
    FAKE_DELEGATION_IN_ZONE_NO_IP: {
      engine: 'ERROR',
      message: 'The name server {nsname} is inside {domain}, but the object gives no address for it.',
      meaning:
        'To find the address of this server, a resolver would have to ask the zone that the server itself serves. The parent must give it as glue, and takes it from the object.',
      fix: 'Give the addresses of the server in the object (nserver: NAME ADDRESS).',
    },
  },
  needs: 'zone',
  *run(zone, fact) {
    if (zone.testsExisting) return;
    for (const nsname of zone.delegation.names) {
      if (zone.delegation.unresolved.includes(nsname)) continue;
      if (zone.delegation.servers.some((server) => server.name === nsname)) continue;
      const proof = { servers: [nsname], evidence: lookupsOf(zone, nsname) };
      if (isServedNow(zone, nsname)) {
        yield fact('FAKE_DELEGATION_IN_ZONE_NO_IP', { nsname, domain: zone.zone }, proof);
      } else yield fact('FAKE_DELEGATION_NO_IP', { nsname, why: whyNot(zone, nsname) }, proof);
    }
  },
});

/** The engine recognises a name inside the zone only if the zone is already delegated, because it asks the zone. */
function isServedNow(zone: ZoneView, nsname: Name): boolean {
  if (!isWithin(nsname, zone.zone)) return false;
  const message = zone.message(apexAbove(nsname));
  return message !== null && records(message, 'SOA').some((rr) => sameName(rr.name, zone.zone));
}

function lookupsOf(zone: ZoneView, nsname: Name): readonly Question[] {
  return isWithin(nsname, zone.zone) ? [apexAbove(nsname)] : zone.basis(() => zone.resolve(nsname));
}

function whyNot(zone: ZoneView, nsname: Name): string {
  if (isWithin(nsname, zone.zone)) return 'it is inside the zone and has no glue';
  const { status, aliases } = zone.resolve(nsname);
  if (aliases.length > 0) return `it is an alias for ${aliases.join(', then ')}`;
  switch (status) {
    case 'no-such-name':
      return 'the name does not exist';
    case 'no-address':
      return 'the name has neither A nor AAAA records';
    case 'failed':
    case 'resolved':
    case 'pending':
    case 'unasked':
      return 'its own name servers fail';
  }
}
