import { transfer } from '../../questions/nameserver.js';
import { defineCheck } from '../check.js';

export const zoneTransfer = defineCheck({
  testCase: 'Nameserver03',
  title: 'The name servers do not let strangers transfer the zone',
  source: 'Zonemaster test case Nameserver03; RFC 5936 sections 2.2 and 5',
  tags: {
    AXFR_AVAILABLE: {
      engine: 'NOTICE',
      message: '{ns} lets anybody transfer the whole zone (AXFR).',
      meaning:
        'A transfer lists every name in the zone and costs the server much more than other queries. In a reverse zone the names can be found by trying all addresses anyway. RIPE mentions it, but does not reject.',
      fix: 'Allow transfers only to your secondary servers (BIND: allow-transfer; NSD: provide-xfr), unless you want them open.',
    },
    AXFR_FAILURE: {
      engine: 'INFO',
      message: '{ns} does not let strangers transfer the zone.',
      meaning: 'The server refused the transfer or ended the connection, as most do.',
      fix: null,
    },
  },
  *run(zone, fact) {
    for (const server of zone.inUse) {
      const question = transfer(server.address, zone.zone);
      if (!zone.wasAsked(question)) continue;
      const message = zone.message(question);
      const first = message?.rcode === 'NOERROR' ? message.answer[0] : undefined;
      const proof = { servers: [server], evidence: [question] };
      if (first === undefined) yield fact('AXFR_FAILURE', { ns: server.id }, proof);
      else if (first.type === 'SOA') yield fact('AXFR_AVAILABLE', { ns: server.id }, proof);
    }
  },
});
