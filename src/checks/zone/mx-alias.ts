import { records } from '../../dns/message.js';
import { cnameAt, mxAt } from '../../questions/common.js';
import { firstAnswer } from '../../zone/first-answer.js';
import { defineCheck } from '../check.js';

export const mxAlias = defineCheck({
  testCase: 'Zone08',
  title: 'No mail server of the zone is an alias',
  source: 'Zonemaster test case Zone08; RFC 2181 section 10.3; RFC 5321 section 5.1',
  tags: {
    MX_RECORD_IS_CNAME: {
      engine: 'ERROR',
      message: 'The mail server {mx} in the MX records of the zone is an alias (CNAME).',
      meaning:
        'The name in an MX record must be the real name of a host. RIPE notices an alias only if it is in a zone on the same servers. A reverse zone needs no MX records at all.',
      fix: 'Remove the MX records from the reverse zone; or write the real name of the mail server into them.',
    },
    MX_RECORD_IS_NOT_CNAME: {
      engine: 'INFO',
      message: 'The mail server {mx} in the MX records of the zone is not an alias.',
      meaning: 'Mail can be sent there, but a reverse zone needs no MX records.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const found = firstAnswer(
      zone,
      (server) => mxAt(server, zone.zone),
      (message) => message.aa,
    );
    if (found === null) return;
    for (const { exchange: mx } of records(found.message, 'MX', { name: zone.zone })) {
      const alias = firstAnswer(
        zone,
        (server) => cnameAt(server, mx),
        (message) => message.aa,
      );
      if (alias === null) continue;
      const isAlias = records(alias.message, 'CNAME', { name: mx }).length > 0;
      yield fact(
        isAlias ? 'MX_RECORD_IS_CNAME' : 'MX_RECORD_IS_NOT_CNAME',
        { mx },
        { servers: [alias.server], evidence: [alias.question, found.question] },
      );
    }
  },
});
