import { records } from '../../dns/message.js';
import { soa } from '../../questions/common.js';
import { defineCheck } from '../check.js';
import { firstAddresses, testsAll } from './first-addresses.js';

export const soaExists = defineCheck({
  testCase: 'Delegation06',
  title: 'The name servers give a SOA record',
  source: 'Zonemaster test case Delegation06; RFC 1034 section 4.2.1',
  tags: {
    SOA_EXISTS: {
      engine: 'INFO',
      message: 'No name server answers the SOA query without a SOA record.',
      meaning: 'All servers that answer have the apex of the zone.',
      fix: null,
    },
    SOA_NOT_EXISTS: {
      engine: 'ERROR',
      message: '{ns} answers the SOA query without a SOA record.',
      meaning:
        'Every zone has a SOA record at its apex. A server that has none there does not serve this zone. RIPE\'s checker tests only the first address of each name. RIPE\'s documentation calls it "No SOA RR were found".',
      fix: 'Load the zone on this server; its log says why it is not served.',
    },
  },
  *run(zone, fact) {
    const servers = firstAddresses(zone, ({ address }) => soa(address, zone.zone));
    let amiss = false;
    for (const server of servers) {
      const question = soa(server.address, zone.zone);
      const message = zone.message(question);
      if (message?.rcode !== 'NOERROR' || records(message, 'SOA', { section: 'answer' }).length > 0) continue;
      amiss = true;
      yield fact('SOA_NOT_EXISTS', { ns: server.id }, { servers: [server], evidence: [question] });
    }
    if (!amiss && servers.length > 0 && testsAll(zone)) yield fact('SOA_EXISTS', {});
  },
});
