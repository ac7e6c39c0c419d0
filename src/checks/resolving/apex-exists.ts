import { ADDRESS_TYPES, addressAt, mxAt, ns } from '../../questions/common.js';
import type { Question } from '../../record/question.js';
import type { Server, ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';

/** A name exists or it does not, whatever type is asked for. */
export const apexExists = defineCheck({
  testCase: 'RDNS07',
  title: 'No server denies that the zone exists',
  source: 'RFC 8020 section 2; RFC 2308 section 2',
  tags: {
    RDNS_APEX_DENIED: {
      engine: null,
      documented: 'WARNING',
      message: '{server} denies that {domain} exists if asked for {types} records (NXDOMAIN).',
      meaning:
        "NXDOMAIN denies the name with all of its types and everything below it (RFC 8020): a resolver that caches it finds nothing in the zone any more. The right answer is NOERROR without records. RIPE's engine warns of it for some types at most.",
      fix: 'Update or replace the server (load balancers that answer DNS themselves are known for it): it must answer NOERROR with an empty answer section if a name has no record of a type.',
    },
  },
  *run(zone, fact) {
    for (const server of zone.working) {
      const denied = questionsAt(zone, server).filter((question) => isDenied(zone, question));
      if (denied.length === 0) continue;
      const types = denied.map(({ type }) => type);
      const facts = { server: server.id, domain: zone.zone, types };
      yield fact('RDNS_APEX_DENIED', facts, { servers: [server], evidence: denied });
    }
  },
});

/** Questions for other types at the apex that other checks need anyway. */
function questionsAt(zone: ZoneView, { address }: Server): Question[] {
  return [
    ns(address, zone.zone),
    ...ADDRESS_TYPES.map((type) => addressAt(address, zone.zone, type)),
    mxAt(address, zone.zone),
  ];
}

function isDenied(zone: ZoneView, question: Question): boolean {
  const message = zone.message(question);
  return message?.aa === true && message.rcode === 'NXDOMAIN';
}
