import { soa } from '../../questions/common.js';
import { defineCheck } from '../check.js';
import { firstAddresses, testsAll } from './first-addresses.js';

export const authority = defineCheck({
  testCase: 'Delegation04',
  title: 'The name servers are authoritative for the zone',
  source: 'Zonemaster test case Delegation04; RFC 1034 section 6.1; RFC 2181 section 5.4.1',
  tags: {
    ARE_AUTHORITATIVE: {
      engine: 'INFO',
      message: 'These name servers are authoritative for the zone: {names}.',
      meaning: 'They serve the zone themselves: their answers have the AA flag.',
      fix: null,
    },
    IS_NOT_AUTHORITATIVE: {
      engine: 'WARNING',
      documented: 'ERROR',
      message: '{ns} is not authoritative over {transport} (the AA flag is not set).',
      meaning:
        "The server does not serve the zone itself: the zone is not configured, is not loaded or has expired there. RIPE's documentation requires every server to answer for the zone. RIPE's checker tests only the first address of each name.",
      fix: 'Configure the zone as primary or secondary on this server, and check that a secondary can transfer it.',
    },
  },
  *run(zone, fact) {
    const authoritative = new Set<string>();
    let amiss = false;
    for (const server of firstAddresses(zone, ({ address }) => soa(address, zone.zone))) {
      for (const transport of ['udp', 'tcp'] as const) {
        const question = soa(server.address, zone.zone, transport);
        const message = zone.message(question);
        if (message === null) continue;
        if (message.aa) {
          authoritative.add(server.name);
          continue;
        }
        amiss = true;
        const facts = { ns: server.id, transport: transport.toUpperCase() };
        yield fact('IS_NOT_AUTHORITATIVE', facts, { servers: [server], evidence: [question] });
      }
    }
    if (!amiss && testsAll(zone) && authoritative.size > 0) {
      yield fact('ARE_AUTHORITATIVE', { names: [...authoritative].sort() });
    }
  },
});
