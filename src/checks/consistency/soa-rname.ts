import { fold } from '../../dns/name.js';
import { defineCheck } from '../check.js';
import { idsOf, inWords, serversIn } from '../groups.js';
import { groupsOfSoa, soaQuestions } from './soa-groups.js';

export const soaRname = defineCheck({
  testCase: 'Consistency02',
  title: 'All name servers give the same contact address (RNAME)',
  source: 'Zonemaster test case Consistency02; RFC 1035 section 3.3.13',
  tags: {
    SOA_RNAME: {
      engine: 'INFO',
      message: 'The RNAME {rname} is on {servers}.',
      meaning: 'The RNAME in the SOA record is the mailbox of the person responsible for the zone.',
      fix: null,
    },
    ONE_SOA_RNAME: {
      engine: 'INFO',
      message: 'All name servers give the RNAME {rname}.',
      meaning: 'All servers give the same contact address.',
      fix: null,
    },
    MULTIPLE_SOA_RNAMES: {
      engine: 'NOTICE',
      documented: 'ERROR',
      message: 'The name servers give {count} different RNAMEs: {rnames}.',
      meaning:
        'Copies of one zone have one SOA record. Different contact addresses mean that the servers do not have the same zone. RIPE\'s documentation rejects it ("SOA does not match").',
      fix: 'Keep the zone on one primary server and let all others transfer it from there.',
    },
  },
  *run(zone, fact) {
    const groups = groupsOfSoa(zone, (record) => fold(record.rname));
    const [first] = groups;
    if (first === undefined) return;
    const proof = { servers: serversIn(groups), evidence: soaQuestions(zone, groups) };
    if (groups.length === 1) {
      yield fact('ONE_SOA_RNAME', { rname: first.value }, proof);
      return;
    }
    yield fact('MULTIPLE_SOA_RNAMES', { count: groups.length, rnames: inWords(groups) }, proof);
    for (const { value, servers } of groups) {
      const own = { servers, evidence: soaQuestions(zone, [{ value, servers }]) };
      yield fact('SOA_RNAME', { rname: value, servers: idsOf(servers) }, own);
    }
  },
});
