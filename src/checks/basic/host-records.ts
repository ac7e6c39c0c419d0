import { records } from '../../dns/message.js';
import { below } from '../../dns/name.js';
import { wwwAt } from '../../questions/common.js';
import { defineCheck } from '../check.js';

/** Whether the servers have anything of the zone, asked only if none gives its SOA record. */
export const hostRecords = defineCheck({
  testCase: 'Basic03',
  title: 'Servers without the zone do not answer for names in it',
  source: 'Zonemaster test case Basic03',
  tags: {
    HAS_A_RECORDS: {
      engine: 'ERROR',
      message: '{ns} gives an address for {host}, but does not serve the zone.',
      meaning:
        'The server answers for a name in the zone, but not for the zone itself: it serves a zone above it, or answers every name with an address.',
      fix: 'Serve the zone under its own name on this server, with a SOA record at its apex.',
    },
    A_QUERY_NO_RESPONSES: {
      engine: 'INFO',
      message: 'No name server answers the A query for {host}.',
      meaning: 'The servers answer neither for the zone nor this query.',
      fix: null,
    },
  },
  needs: 'zone',
  *run(zone, fact) {
    const { servers } = zone.delegation;
    if (zone.working.length > 0 || zone.aliasElsewhere !== null || servers.length === 0) return;
    const asked = servers
      .filter((server) => zone.uses(server))
      .map((server) => ({
        server,
        question: wwwAt(server.address, zone.zone),
      }));
    for (const { server, question } of asked) {
      const message = zone.message(question);
      if (message === null || records(message, 'A', { name: question.name }).length === 0) continue;
      yield fact(
        'HAS_A_RECORDS',
        { ns: server.id, host: question.name },
        { servers: [server], evidence: [question] },
      );
    }
    const silent = asked.every(({ question }) => zone.wasAsked(question) && zone.message(question) === null);
    if (silent) yield fact('A_QUERY_NO_RESPONSES', { host: below(zone.zone, 'www') });
  },
});
