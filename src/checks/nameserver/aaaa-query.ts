import { records } from '../../dns/message.js';
import { addressAt } from '../../questions/common.js';
import type { Exchange } from '../../record/exchange.js';
import type { Server } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';

export const aaaaQuery = defineCheck({
  testCase: 'Nameserver05',
  title: 'The name servers answer AAAA queries',
  source: 'Zonemaster test case Nameserver05; RFC 3596; RFC 4074',
  tags: {
    AAAA_BAD_RDATA: {
      engine: 'ERROR',
      message: '{ns} gives an unreadable answer to the AAAA query for {domain}.',
      meaning: 'An AAAA record has 16 bytes of data. Every resolver drops a message with a malformed record.',
      fix: 'Update the name server software, or the load balancer that answers in its place.',
    },
    AAAA_QUERY_DROPPED: {
      engine: 'ERROR',
      message: '{ns} answers the A query for {domain}, but not the AAAA query.',
      meaning:
        'Clients ask for both kinds of address. One unanswered query makes them wait or give up. Old load balancers do this. A lost packet looks the same: a busy or rate-limiting server may be blamed wrongly.',
      fix: 'Test again (dig AAAA). If there is still no answer, update the load balancer or firewall in front of the name server.',
    },
    AAAA_UNEXPECTED_RCODE: {
      engine: 'ERROR',
      message: '{ns} answers the AAAA query for {domain} with {rcode}, but the A query with NOERROR.',
      meaning:
        'If a name has no record of a type, the right answer is NOERROR without records, never an error.',
      fix: 'Update the name server software, or the load balancer that answers in its place.',
    },
    A_UNEXPECTED_RCODE: {
      engine: 'WARNING',
      message: '{ns} answers the A query for {domain} with {rcode}.',
      meaning:
        'The zone exists, so the answer must be NOERROR, with or without records. REFUSED and SERVFAIL mean that the server does not serve the zone; other messages then say so, too.',
      fix: 'Load the zone on this server; its log says why it is not served.',
    },
    AAAA_WELL_PROCESSED: {
      engine: 'INFO',
      message: 'AAAA queries get proper answers from {servers}.',
      meaning: 'IPv6 addresses of the zone can be found.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const domain = zone.zone;
    const found: Server[] = [];
    let trouble = false;
    for (const server of zone.inUse) {
      const [a, aaaa] = [addressAt(server.address, domain, 'A'), addressAt(server.address, domain, 'AAAA')];
      const first = zone.message(a);
      const ns = server.id;
      if (first === null) continue;
      if (first.rcode !== 'NOERROR') {
        const proof = { servers: [server], evidence: [a] };
        yield fact('A_UNEXPECTED_RCODE', { ns, domain, rcode: first.rcode }, proof);
        continue;
      }
      const exchange = zone.exchange(aaaa);
      if (exchange === undefined || exchange.outcome.kind === 'unasked') continue;
      const message = zone.message(aaaa);
      const proof = { servers: [server], evidence: [aaaa, a] };
      if (message === null || message.rcode !== 'NOERROR') trouble = true;
      if (message === null) {
        yield fact(isUnreadable(exchange) ? 'AAAA_BAD_RDATA' : 'AAAA_QUERY_DROPPED', { ns, domain }, proof);
      } else if (message.rcode !== 'NOERROR') {
        yield fact('AAAA_UNEXPECTED_RCODE', { ns, domain, rcode: message.rcode }, proof);
      } else if (records(message, 'AAAA', { section: 'answer' }).length > 0) found.push(server);
    }
    if (found.length === 0 || trouble) return;
    yield fact('AAAA_WELL_PROCESSED', { servers: idsOf(found) }, { servers: found });
  },
});

function isUnreadable({ attempts }: Exchange): boolean {
  return attempts.some(
    ({ end, strays }) => end === 'garbled' || strays.some(({ why }) => why === 'malformed'),
  );
}
