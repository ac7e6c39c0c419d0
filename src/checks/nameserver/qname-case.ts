import { mixedCaseNames, mixedCaseSoa } from '../../questions/nameserver.js';
import { defineCheck } from '../check.js';

const SOURCE = 'Zonemaster test case Nameserver08; RFC 1034 section 3.1; RFC 4343';

export const qnameCase = defineCheck({
  testCase: 'Nameserver08',
  title: 'The question comes back with its letter case',
  tags: {
    QNAME_CASE_INSENSITIVE: {
      engine: 'WARNING',
      message: '{ns} was asked for {asked} and repeats the question as {repeated}.',
      meaning:
        'Some resolvers mix letter case in the question and accept only an answer that repeats it exactly, which makes forging answers harder. They fail, or must ask again, when a server changes the case.',
      fix: 'Update the name server software, or the load balancer that answers in its place, to copy the question as it came.',
      source: SOURCE,
    },
    QNAME_CASE_SENSITIVE: {
      engine: 'INFO',
      message: '{ns} keeps the letter case of the question ({asked}).',
      meaning: 'Resolvers that mix letter case against forged answers can use the server.',
      fix: null,
      source: SOURCE,
    },
  },
  *run(zone, fact) {
    const [asked] = mixedCaseNames(zone.zone);
    for (const server of zone.inUse) {
      const question = mixedCaseSoa(server.address, asked);
      const repeated = zone.message(question)?.question[0]?.name;
      if (repeated === undefined) continue;
      const proof = { servers: [server], evidence: [question] };
      if (repeated === asked) yield fact('QNAME_CASE_SENSITIVE', { ns: server.id, asked }, proof);
      else yield fact('QNAME_CASE_INSENSITIVE', { ns: server.id, asked, repeated }, proof);
    }
  },
});
