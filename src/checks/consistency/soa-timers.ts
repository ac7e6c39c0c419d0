import type { Soa } from '../../dns/message.js';
import { defineCheck } from '../check.js';
import { idsOf, inWords, serversIn } from '../groups.js';
import { groupsOfSoa, soaQuestions } from './soa-groups.js';

export const soaTimers = defineCheck({
  testCase: 'Consistency03',
  title: 'All name servers give the same timing parameters',
  source: 'Zonemaster test case Consistency03; RFC 1035 section 3.3.13; RFC 2308 section 4',
  tags: {
    SOA_TIME_PARAMETER_SET: {
      engine: 'INFO',
      message: 'The timing parameters {timers} are on {servers}.',
      meaning: 'These timing parameters of the SOA record are on these servers, in seconds.',
      fix: null,
    },
    ONE_SOA_TIME_PARAMETER_SET: {
      engine: 'INFO',
      message: 'All name servers give the same timing parameters: {timers}.',
      meaning: 'All servers refresh and expire the zone after the same times, in seconds.',
      fix: null,
    },
    MULTIPLE_SOA_TIME_PARAMETER_SET: {
      engine: 'NOTICE',
      documented: 'ERROR',
      message: 'The name servers give {count} different sets of timing parameters: {timers}.',
      meaning:
        'Copies of one zone have one SOA record. Different times, in seconds, mean that the servers do not have the same zone. RIPE\'s documentation rejects it ("SOA does not match").',
      fix: 'Keep the zone on one primary server and let all others transfer it from there. If the serials are the same, the zone was changed without a new serial: raise it.',
    },
  },
  *run(zone, fact) {
    const groups = groupsOfSoa(zone, timersOf);
    const [first] = groups;
    if (first === undefined) return;
    const proof = { servers: serversIn(groups), evidence: soaQuestions(zone, groups) };
    if (groups.length === 1) {
      yield fact('ONE_SOA_TIME_PARAMETER_SET', { timers: first.value }, proof);
      return;
    }
    yield fact('MULTIPLE_SOA_TIME_PARAMETER_SET', { count: groups.length, timers: inWords(groups) }, proof);
    for (const { value, servers } of groups) {
      const own = { servers, evidence: soaQuestions(zone, [{ value, servers }]) };
      yield fact('SOA_TIME_PARAMETER_SET', { timers: value, servers: idsOf(servers) }, own);
    }
  },
});

function timersOf({ refresh, retry, expire, minimum }: Soa): string {
  return `refresh ${refresh}, retry ${retry}, expire ${expire}, minimum ${minimum}`;
}
