import { records } from '../../dns/message.js';
import { addressAt } from '../../questions/common.js';
import type { Exchange } from '../../record/exchange.js';
import type { Server } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';

const SOURCE = 'Zonemaster test case Nameserver05; RFC 3596; RFC 4074';

export const aaaaQuery = defineCheck({
  testCase: 'Nameserver05',
  title: 'Questions for IPv6 addresses are answered',
  tags: {
    AAAA_BAD_RDATA: {
      engine: 'ERROR',
      message: '{ns} answers the question for AAAA records of {domain} with something that cannot be read.',
      meaning:
        'An AAAA record is 16 bytes long. A message with a record that is not, or one that is broken in another way, is dropped by every resolver.',
      fix: 'Update the name server software, or the load balancer that answers in its place.',
      source: SOURCE,
    },
    AAAA_QUERY_DROPPED: {
      engine: 'ERROR',
      message: '{ns} answers for A records of {domain}, but not for AAAA records.',
      meaning:
        'Clients ask for both kinds of address. One question without an answer makes them wait, or give up. Old load balancers do this. A lost packet looks the same: a busy server, or one that limits its rate, may be blamed wrongly.',
      fix: 'Test again (dig AAAA). If the answer stays away, update what answers in place of the name server, or the firewall before it.',
      source: SOURCE,
    },
    AAAA_UNEXPECTED_RCODE: {
      engine: 'ERROR',
      message:
        '{ns} answers the question for AAAA records of {domain} with {rcode}, though A records are no problem.',
      meaning:
        'A type that a name does not have is answered with NOERROR and no record, never with an error.',
      fix: 'Update the name server software, or the load balancer that answers in its place.',
      source: SOURCE,
    },
    A_UNEXPECTED_RCODE: {
      engine: 'WARNING',
      message: '{ns} answers the question for A records of {domain} with {rcode}.',
      meaning:
        'The zone exists, so the answer must be NOERROR, with or without records. REFUSED and SERVFAIL say that the server does not have the zone; other messages then say so too.',
      fix: 'Load the zone on this server; its log says why it is not served.',
      source: SOURCE,
    },
    AAAA_WELL_PROCESSED: {
      engine: 'INFO',
      message: 'Questions for AAAA records are answered well by {servers}.',
      meaning: 'IPv6 addresses of the zone can be found.',
      fix: null,
      source: SOURCE,
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
