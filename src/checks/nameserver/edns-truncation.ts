import { soaInSmallPacket } from '../../questions/nameserver.js';
import { defineCheck } from '../check.js';
import { answerInWords, EDNS_TAGS, ednsVersion, rcodeParts } from './edns.js';

export const ednsTruncation = defineCheck({
  testCase: 'Nameserver13',
  title: 'A truncated answer still has EDNS',
  source: 'Zonemaster test case Nameserver13; RFC 6891 section 7',
  tags: {
    ...EDNS_TAGS,
    MISSING_OPT_IN_TRUNCATED: {
      engine: 'WARNING',
      message: '{ns} omits EDNS from a truncated answer.',
      meaning:
        'An answer to a query with EDNS must have an OPT record even if nothing else fits. If it is missing, resolvers conclude that the server does not support EDNS.',
      fix: 'Update the name server software, or the device in front of it that truncates its answers.',
    },
  },
  *run(zone, fact) {
    for (const server of zone.inUse) {
      const question = soaInSmallPacket(server.address, zone.zone);
      const message = zone.message(question);
      if (message === null) continue;
      const proof = { servers: [server], evidence: [question] };
      const { header, extended } = rcodeParts(message);
      if (header === 'FORMERR' && extended === 0) yield fact('NO_EDNS_SUPPORT', { ns: server.id }, proof);
      else if (message.tc && message.edns === null) {
        yield fact('MISSING_OPT_IN_TRUNCATED', { ns: server.id }, proof);
      } else if (message.rcode !== 'NOERROR' || ednsVersion(message) !== 0) {
        const answer = answerInWords(message);
        yield fact('NS_ERROR', { ns: server.id, answer, asked: 'EDNS and DO' }, proof);
      }
    }
  },
});
