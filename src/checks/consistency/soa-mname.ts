import { fold } from '../../dns/name.js';
import { defineCheck } from '../check.js';
import { inWords, serversIn } from '../groups.js';
import { groupsOfSoa, soaQuestions } from './soa-groups.js';

export const soaMname = defineCheck({
  testCase: 'Consistency06',
  title: 'All name servers name the same primary server (MNAME)',
  source: 'Zonemaster test case Consistency06; RFC 1035 section 3.3.13',
  tags: {
    ONE_SOA_MNAME: {
      engine: 'INFO',
      message: 'All name servers give the MNAME {mname}.',
      meaning: 'All servers name the same primary server.',
      fix: null,
    },
    MULTIPLE_SOA_MNAMES: {
      engine: 'NOTICE',
      documented: 'ERROR',
      message: 'The name servers give {count} different MNAMEs: {mnames}.',
      meaning:
        'The MNAME in the SOA record names the primary server of the zone. If the servers disagree about it, they do not have the same zone. RIPE\'s documentation rejects it ("SOA does not match").',
      fix: 'Keep the zone on one primary server and let all others transfer it from there.',
    },
  },
  *run(zone, fact) {
    const groups = groupsOfSoa(zone, (record) => fold(record.mname));
    const [first] = groups;
    if (first === undefined) return;
    const proof = { servers: serversIn(groups), evidence: soaQuestions(zone, groups) };
    if (groups.length === 1) yield fact('ONE_SOA_MNAME', { mname: first.value }, proof);
    else yield fact('MULTIPLE_SOA_MNAMES', { count: groups.length, mnames: inWords(groups) }, proof);
  },
});
