import { mixedCaseNames, mixedCaseSoa } from '../../questions/nameserver.js';
import { defineCheck } from '../check.js';

export const qnameCase = defineCheck({
  testCase: 'Nameserver08',
  title: 'The name servers repeat the letter case of the query name',
  source: 'Zonemaster test case Nameserver08; RFC 1034 section 3.1; RFC 4343',
  tags: {
    QNAME_CASE_INSENSITIVE: {
      engine: 'WARNING',
      message: '{ns} was asked for {asked}, but repeats the name as {repeated}.',
      meaning:
        'Some resolvers mix letter case in the query and accept only an answer that repeats it exactly, because this makes forgery harder. They fail, or must ask again, if a server changes the case.',
      fix: 'Update the name server software, or the load balancer that answers in its place, to copy the name unchanged.',
    },
    QNAME_CASE_SENSITIVE: {
      engine: 'INFO',
      message: '{ns} keeps the letter case of the query ({asked}).',
      meaning: 'Resolvers that mix letter case against forged answers can use the server.',
      fix: null,
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
