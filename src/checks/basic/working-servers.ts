import { records } from '../../dns/message.js';
import { soa } from '../../questions/common.js';
import type { Question } from '../../record/question.js';
import type { Server, ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';
import { delegationQuestions, lookupsOf } from '../lookups.js';
import { whySilent } from '../silence.js';

export const workingServers = defineCheck({
  testCase: 'Basic02',
  title: 'At least one name server of the object answers for the zone',
  source: 'Zonemaster test case Basic02; RFC 1034 section 4.2.2',
  tags: {
    B02_AUTH_RESPONSE_SOA: {
      engine: 'INFO',
      message: 'Authoritative SOA answers for {domain} come from {servers}.',
      meaning: 'The zone is loaded on these servers, so it can be tested.',
      fix: null,
    },
    B02_NO_DELEGATION: {
      engine: 'CRITICAL',
      message: 'There is no delegation of {domain} to test: {why}.',
      meaning:
        'A delegation names the servers of the zone. An alias (CNAME) at its apex leads away from them: the engine follows it, and looks for the delegation above the name it ends at.',
      fix: 'Name at least two name servers that serve the zone (nserver: in the domain object); remove any CNAME record at its apex.',
    },
    B02_NO_WORKING_NS: {
      engine: 'CRITICAL',
      message: 'No name server of the object answers for {domain}.',
      meaning:
        'None of the servers gives an authoritative SOA answer, so a delegation to them would make the zone unreachable. RIPE\'s documentation calls it "No SOA RR were found".',
      fix: 'Load the zone on the name servers and reload them; the other messages say what is wrong with each.',
    },
    B02_NS_BROKEN: {
      engine: 'ERROR',
      message: '{ns} answers authoritatively for {domain}, but without a SOA record.',
      meaning:
        'Every zone has a SOA record at its apex. A server that has none there does not serve a valid zone.',
      fix: 'Read in the log of the name server why it did not accept the zone file; correct and reload it.',
    },
    B02_NS_NOT_AUTH: {
      engine: 'ERROR',
      message: '{ns} is not authoritative for {domain} (the AA flag is not set).',
      meaning:
        'The server does not serve the zone itself: the zone is not loaded or has expired there, or the server only passes on answers of others.',
      fix: 'Configure the zone as primary or secondary on this server, and check that a secondary can transfer it.',
    },
    B02_NS_NO_IP_ADDR: {
      engine: 'ERROR',
      message: 'The name server {nsname} has no address.',
      meaning: 'A resolver can ask the server only if it finds an address for its name.',
      fix: 'Publish A and AAAA records for the name, or correct the name in the object.',
    },
    B02_NS_NO_RESPONSE: {
      engine: 'WARNING',
      documented: 'ERROR',
      message: '{ns} does not answer over UDP ({why}).',
      meaning:
        'No name server answers for the zone, and this one does not answer at all. RIPE\'s documentation calls it an error: "the specified name server is not responding".',
      fix: 'Start the name server on port 53 of this address, and let UDP and TCP through the firewalls in front of it.',
    },
    B02_UNEXPECTED_RCODE: {
      engine: 'ERROR',
      message: '{ns} answers the SOA query for {domain} with {rcode}.',
      meaning:
        'REFUSED mostly means that the zone is not configured on the server; SERVFAIL, that it is configured but could not be loaded or has expired.',
      fix: 'Configure or repair the zone on this server; its log says why it is not served.',
    },
  },
  needs: 'zone',
  *run(zone, fact) {
    const domain = zone.zone;
    if (zone.delegation.names.length === 0) {
      const why = 'no name server is named';
      yield fact('B02_NO_DELEGATION', { domain, why }, { evidence: delegationQuestions(zone) });
      return;
    }
    if (zone.aliasElsewhere !== null) {
      const servers = zone.delegatedTo.filter((server) => givesAlias(zone, server));
      const why = `it is an alias for ${zone.aliasElsewhere} on ${idsOf(servers).join(', ')}`;
      yield fact('B02_NO_DELEGATION', { domain, why }, { servers, evidence: soaAt(zone, servers) });
      return;
    }
    if (zone.working.length > 0) {
      const servers = zone.working;
      const proof = { servers, evidence: soaAt(zone, servers) };
      yield fact('B02_AUTH_RESPONSE_SOA', { domain, servers: idsOf(servers) }, proof);
      return;
    }
    if (isCertain(zone)) yield fact('B02_NO_WORKING_NS', { domain }, { evidence: noneWorks(zone) });
    if (zone.delegation.servers.length === 0) {
      for (const nsname of zone.delegation.names) {
        if (zone.delegation.unresolved.includes(nsname)) continue;
        if (zone.delegatedTo.some((server) => server.name === nsname)) continue;
        yield fact(
          'B02_NS_NO_IP_ADDR',
          { nsname },
          { servers: [nsname], evidence: zone.basis(() => zone.resolve(nsname)) },
        );
      }
    }
    for (const server of zone.delegatedTo) {
      if (!zone.uses(server)) continue;
      const question = soa(server.address, zone.zone);
      const proof = { servers: [server], evidence: [question] };
      const why = whySilent(zone.exchange(question));
      const message = zone.message(question);
      if (why !== null) yield fact('B02_NS_NO_RESPONSE', { ns: server.id, why }, proof);
      if (message === null) continue;
      if (message.rcode !== 'NOERROR') {
        yield fact('B02_UNEXPECTED_RCODE', { ns: server.id, domain, rcode: message.rcode }, proof);
      } else if (!message.aa) yield fact('B02_NS_NOT_AUTH', { ns: server.id, domain }, proof);
      else if (records(message, 'SOA', { name: zone.zone, section: 'answer' }).length === 0) {
        yield fact('B02_NS_BROKEN', { ns: server.id, domain }, proof);
      }
    }
  },
});

function soaAt(zone: ZoneView, servers: readonly Server[]): Question[] {
  return servers.map((server) => soa(server.address, zone.zone));
}

/** The evidence that no server works: the answer of each; if there is no server, the search for them. */
export function noneWorks(zone: ZoneView): Question[] {
  const asked = soaAt(
    zone,
    zone.delegatedTo.filter((server) => zone.uses(server)),
  );
  return asked.length > 0 ? asked : [...delegationQuestions(zone), ...lookupsOf(zone, zone.delegation.names)];
}

function givesAlias(zone: ZoneView, server: Server): boolean {
  const message = zone.message(soa(server.address, zone.zone));
  return message !== null && records(message, 'CNAME', { name: zone.zone, section: 'answer' }).length > 0;
}

/** Whether every server of the delegation was asked. A server that could not be reached from here may work. */
export function isCertain(zone: ZoneView): boolean {
  const { unresolved } = zone.delegation;
  if (zone.testsExisting && (zone.parent.status === 'unasked' || zone.resolverWorks === false)) return false;
  return (
    unresolved.length === 0 &&
    zone.delegatedTo.every((server) => !zone.uses(server) || zone.wasAsked(soa(server.address, zone.zone)))
  );
}
