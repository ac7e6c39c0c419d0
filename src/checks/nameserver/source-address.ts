import { soa } from '../../questions/common.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';

export const sourceAddress = defineCheck({
  testCase: 'Nameserver04',
  title: 'Answers come from the address that was asked',
  source: 'Zonemaster test case Nameserver04; RFC 2181 section 4',
  tags: {
    DIFFERENT_SOURCE_IP: {
      engine: 'WARNING',
      message: '{ns} answers from another address: {source}.',
      meaning:
        'Resolvers drop an answer that does not come from the address they asked, because it may be forged. To them the server is silent. This happens to hosts with several addresses and behind address translation.',
      fix: 'Bind the name server to each of its addresses (BIND: listen-on; NSD: ip-address), or correct the address translation in front of it.',
    },
    SAME_SOURCE_IP: {
      engine: 'INFO',
      message: 'All answers came from the address that was asked ({servers}).',
      meaning: 'Resolvers can accept the answers.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const answered = zone.inUse.flatMap((server) => {
      const question = soa(server.address, zone.zone);
      const outcome = zone.exchange(question)?.outcome;
      return outcome?.kind === 'answered' ? [{ server, question, source: outcome.from }] : [];
    });
    const elsewhere = answered.filter(({ server, source }) => source !== server.address);
    for (const { server, question, source } of elsewhere) {
      yield fact(
        'DIFFERENT_SOURCE_IP',
        { ns: server.id, source },
        { servers: [server], evidence: [question] },
      );
    }
    if (elsewhere.length > 0 || answered.length === 0) return;
    const servers = answered.map(({ server }) => server);
    yield fact('SAME_SOURCE_IP', { servers: idsOf(servers) }, { servers });
  },
});
