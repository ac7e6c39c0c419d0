import { type Message, records } from '../../dns/message.js';
import { soa } from '../../questions/common.js';
import type { ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';

/** RIPE's engine compares servers with each other, but no server with itself. */
export const sameOverTcp = defineCheck({
  testCase: 'RDNS06',
  title: 'Each server has the same serial over UDP and over TCP',
  source: 'rdns-preflight',
  tags: {
    RDNS_TRANSPORTS_DIFFER: {
      engine: null,
      documented: 'WARNING',
      message: '{server} has serial {udp} over UDP, and {tcp} over TCP.',
      meaning:
        'Several servers behind the address have different versions of the zone. A resolver reaches one of them by chance. RIPE does not test this, but may reach either.',
      fix: 'Wait until all servers behind the address have transferred the zone, then test again. If the serials still differ, find the server that does not transfer it.',
    },
  },
  *run(zone, fact) {
    for (const server of zone.inUse) {
      const evidence = [soa(server.address, zone.zone, 'udp'), soa(server.address, zone.zone, 'tcp')];
      const [udp, tcp] = evidence.map((question) => serialIn(zone.message(question), zone));
      if (udp == null || tcp == null || udp === tcp) continue;
      yield fact('RDNS_TRANSPORTS_DIFFER', { server: server.id, udp, tcp }, { servers: [server], evidence });
    }
  },
});

function serialIn(message: Message | null, zone: ZoneView): number | null {
  if (message === null) return null;
  return records(message, 'SOA', { name: zone.zone, section: 'answer' })[0]?.serial ?? null;
}
