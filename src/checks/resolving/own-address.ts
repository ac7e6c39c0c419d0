import { soa } from '../../questions/common.js';
import { defineCheck } from '../check.js';

/** What a resolver needs, and RIPE does not require. */
export const ownAddress = defineCheck({
  testCase: 'RDNS05',
  title: 'Each server answers from the address it was asked at',
  tags: {
    RDNS_ANSWERS_FROM_ELSEWHERE: {
      engine: null,
      documented: 'WARNING',
      message: '{server} answers from {from}, an address that was not asked.',
      meaning:
        "A resolver throws such an answer away, as it must (RFC 5452 section 9.1): for it the server does not answer at all. RIPE's engine takes the answer and warns only (DIFFERENT_SOURCE_IP).",
      fix: 'Let the server answer from the address that was asked: bind it to each of its addresses (BIND: listen-on, NSD: ip-address, Knot: listen), or correct the address translation before it.',
      source: 'RFC 5452 section 9.1; RFC 2181 section 4.1',
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
