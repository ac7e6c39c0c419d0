import { type Message, records } from '../../dns/message.js';
import { soa } from '../../questions/common.js';
import type { ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';

/** RIPE's engine compares servers with each other, but no server with itself. */
export const sameOverTcp = defineCheck({
  testCase: 'RDNS06',
  title: 'Each server says the same over UDP and over TCP',
  tags: {
    RDNS_TRANSPORTS_DIFFER: {
      engine: null,
      documented: 'WARNING',
      message: '{server} has serial {udp} over UDP, and {tcp} over TCP.',
      meaning:
        'Behind the address are several servers that do not have the same version of the zone. Which one a resolver meets is chance. RIPE does not test it, but may meet the one or the other.',
      fix: 'Wait until all servers behind the address have transferred the zone, then test again. If they stay apart, look which of them does not.',
      source: 'rdns-preflight',
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
