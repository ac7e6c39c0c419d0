import type { Rcode } from '../../dns/message.js';
import { soaWithEdns, soaWithEdns1 } from '../../questions/nameserver.js';
import type { Server, ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { groupBy, idsOf } from '../groups.js';
import { ednsVersion, rcodeParts } from './edns.js';

const MEANING =
  'A server must answer an unknown EDNS version with BADVERS, the version it knows and no records. Only then can a later version be introduced; today nobody is harmed.';
const FIX =
  'Update the name server software, or the firewall or load balancer in front of it (https://ednscomp.isc.org tests it).';

export const ednsVersion1 = defineCheck({
  testCase: 'Nameserver10',
  title: 'An unknown EDNS version is answered with BADVERS',
  source: 'Zonemaster test case Nameserver10; RFC 6891 section 6.1.3',
  tags: {
    N10_NO_RESPONSE_EDNS1_QUERY: {
      engine: 'WARNING',
      message: 'A query with EDNS version 1 gets no answer from {servers}.',
      meaning: `${MEANING} A lost packet looks the same as a server that drops the query.`,
      fix: FIX,
    },
    N10_UNEXPECTED_RCODE: {
      engine: 'WARNING',
      message: 'A query with EDNS version 1 gets {rcode} instead of BADVERS from {servers}.',
      meaning: MEANING,
      fix: FIX,
    },
    N10_EDNS_RESPONSE_ERROR: {
      engine: 'WARNING',
      message:
        'A query with EDNS version 1 is answered as if it were version 0, or with records, by {servers}.',
      meaning: MEANING,
      fix: FIX,
    },
  },
  *run(zone, fact) {
    for (const { value: flaw, servers } of groupBy(zone.inUse, (server) => flawAt(zone, server))) {
      const evidence = servers.map((server) => soaWithEdns1(server.address, zone.zone));
      const proof = { servers, evidence };
      if (flaw === SILENT) yield fact('N10_NO_RESPONSE_EDNS1_QUERY', { servers: idsOf(servers) }, proof);
      else if (flaw === WRONG) yield fact('N10_EDNS_RESPONSE_ERROR', { servers: idsOf(servers) }, proof);
      else yield fact('N10_UNEXPECTED_RCODE', { rcode: flaw, servers: idsOf(servers) }, proof);
    }
  },
});

const SILENT = 'silent';
const WRONG = 'wrong';

/** Judges only a server that supports EDNS version 0. An unexpected rcode is reported as it is. */
function flawAt(zone: ZoneView, server: Server): typeof SILENT | typeof WRONG | Rcode | undefined {
  const plain = zone.message(soaWithEdns(server.address, zone.zone));
  if (plain === null || rcodeParts(plain).header !== 'NOERROR') return undefined;
  const question = soaWithEdns1(server.address, zone.zone);
  const message = zone.message(question);
  if (message === null) return zone.wasAsked(question) ? SILENT : undefined;
  const { header, extended } = rcodeParts(message);
  if (header !== 'NOERROR' && extended !== 1) return message.rcode;
  const good = message.rcode === 'BADVERS' && ednsVersion(message) === 0 && message.answer.length === 0;
  return good ? undefined : WRONG;
}
