import { soa } from '../../questions/common.js';
import { defineCheck } from '../check.js';

/** Resolvers need it, but RIPE does not require it. */
export const ownAddress = defineCheck({
  testCase: 'RDNS05',
  title: 'Each server answers from the address it was asked at',
  source: 'RFC 5452 section 9.1; RFC 2181 section 4.1',
  tags: {
    RDNS_ANSWERS_FROM_ELSEWHERE: {
      engine: null,
      documented: 'WARNING',
      message: '{server} answers from {from}, an address that was not asked.',
      meaning:
        "Resolvers must discard such an answer (RFC 5452 section 9.1): to them the server does not answer at all. RIPE's engine accepts it and only warns (DIFFERENT_SOURCE_IP).",
      fix: 'Bind the server to each of its addresses (BIND: listen-on, NSD: ip-address, Knot: listen), or correct the address translation in front of it.',
    },
  },
  *run(zone, fact) {
    for (const server of zone.inUse) {
      const question = soa(server.address, zone.zone);
      const outcome = zone.exchange(question)?.outcome;
      if (outcome?.kind !== 'answered' || outcome.from === server.address) continue;
      const facts = { server: server.id, from: outcome.from };
      yield fact('RDNS_ANSWERS_FROM_ELSEWHERE', facts, { servers: [server], evidence: [question] });
    }
  },
});
