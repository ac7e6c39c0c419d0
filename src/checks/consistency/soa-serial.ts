import { defineCheck } from '../check.js';
import { idsOf, inWords, serversIn } from '../groups.js';
import { groupsOfSoa, soaQuestions } from './soa-groups.js';

export const soaSerial = defineCheck({
  testCase: 'Consistency01',
  title: 'All name servers have the same version of the zone',
  source: 'Zonemaster test case Consistency01; RFC 1034 section 4.3.5; RFC 1982',
  tags: {
    SOA_SERIAL: {
      engine: 'INFO',
      message: 'The serial {serial} is on {servers}.',
      meaning: 'The serial in the SOA record is the version of the zone on a server.',
      fix: null,
    },
    ONE_SOA_SERIAL: {
      engine: 'INFO',
      message: 'All name servers have the serial {serial}.',
      meaning: 'All servers have the same version of the zone.',
      fix: null,
    },
    MULTIPLE_SOA_SERIALS: {
      engine: 'WARNING',
      documented: 'ERROR',
      message: 'The name servers have {count} different serials: {serials}.',
      meaning:
        'The servers have different versions of the zone, so the answer depends on which one is asked. RIPE\'s documentation rejects it ("SOA does not match"); its checker only warns, because a change takes a moment to reach the secondaries.',
      fix: 'Wait for the zone transfer, then test again. If the serials still differ, find out why the lagging servers do not transfer the zone (NOTIFY, access lists, a serial that was set back).',
    },
    SOA_SERIAL_VARIATION: {
      engine: 'NOTICE',
      message: 'The serials range from {lowest} to {highest}.',
      meaning: 'The versions are this far apart. RIPE expects no difference at the time of the test.',
      fix: 'Let the zone transfers finish, or repair them.',
    },
  },
  *run(zone, fact) {
    const groups = groupsOfSoa(zone, (record) => record.serial);
    for (const { value, servers } of groups) {
      const proof = { servers, evidence: soaQuestions(zone, [{ value, servers }]) };
      yield fact('SOA_SERIAL', { serial: value, servers: idsOf(servers) }, proof);
    }
    const [first] = groups;
    const last = groups.at(-1);
    if (first === undefined || last === undefined) return;
    const proof = { servers: serversIn(groups), evidence: soaQuestions(zone, groups) };
    if (groups.length === 1) {
      yield fact('ONE_SOA_SERIAL', { serial: first.value }, proof);
      return;
    }
    yield fact('MULTIPLE_SOA_SERIALS', { count: groups.length, serials: inWords(groups) }, proof);
    // The engine orders serials as text, and says nothing if the last of them is the smaller number.
    if (last.value > first.value) {
      yield fact('SOA_SERIAL_VARIATION', { lowest: first.value, highest: last.value }, proof);
    }
  },
});
