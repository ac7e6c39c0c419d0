import { type Message, records } from '../../dns/message.js';
import { sameName } from '../../dns/name.js';
import { soa } from '../../questions/common.js';
import { zoneSoa } from '../../zone/first-answer.js';
import { defineCheck } from '../check.js';

export const oneSoa = defineCheck({
  testCase: 'Zone10',
  title: 'The zone has exactly one SOA record',
  source: 'Zonemaster test case Zone10; RFC 1034 section 4.2.1; RFC 2181 section 6.1',
  tags: {
    MULTIPLE_SOA: {
      engine: 'ERROR',
      message: '{ns} gives {count} SOA records for the zone.',
      meaning:
        'The SOA record marks the apex of a zone and carries its serial; there must be exactly one. If there are several, secondaries and resolvers take any of them.',
      fix: 'Remove all SOA records but one from the zone, and reload it. Software that accepts several needs an update.',
    },
    ONE_SOA: {
      engine: 'INFO',
      message: 'Every name server gives exactly one SOA record for the zone.',
      meaning: 'The apex of the zone is marked properly.',
      fix: null,
    },
  },
  *run(zone, fact) {
    if (zoneSoa(zone) === null) return;
    let allGood = true;
    for (const server of zone.inUse) {
      const question = soa(server.address, zone.zone);
      const message = zone.message(question);
      const found = soasIn(message);
      if (found.length > 1) {
        const proof = { servers: [server], evidence: [question] };
        yield fact('MULTIPLE_SOA', { ns: server.id, count: found.length }, proof);
      }
      // Other tests report a missing answer or record, or one of another name; but it is no success.
      if (found.length !== 1 || !found.every((rr) => sameName(rr.name, zone.zone))) allGood = false;
    }
    if (allGood) yield fact('ONE_SOA', {});
  },
});

function soasIn(message: Message | null) {
  return message === null ? [] : records(message, 'SOA', { section: 'answer' });
}
