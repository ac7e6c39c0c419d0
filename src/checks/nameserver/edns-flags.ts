import { soaWithUnknownFlags } from '../../questions/nameserver.js';
import { defineCheck } from '../check.js';
import { answerInWords, EDNS_TAGS, ednsVersion, hasSoa, rcodeParts } from './edns.js';

export const ednsFlags = defineCheck({
  testCase: 'Nameserver12',
  title: 'Unknown EDNS flags are ignored',
  source: 'Zonemaster test case Nameserver12; RFC 6891',
  tags: EDNS_TAGS,
  *run(zone, fact) {
    for (const server of zone.inUse) {
      const question = soaWithUnknownFlags(server.address, zone.zone);
      const message = zone.message(question);
      if (message === null) continue;
      const proof = { servers: [server], evidence: [question] };
      const { header, extended } = rcodeParts(message);
      const { z, do: dnssecOk } = message.edns ?? { z: 0, do: false };
      if (header === 'FORMERR' && extended === 0) yield fact('NO_EDNS_SUPPORT', { ns: server.id }, proof);
      // The engine reports a flag in the answer, DO included, with a message of its own below INFO.
      else if (z !== 0 || dnssecOk) continue;
      else if (message.rcode !== 'NOERROR' || ednsVersion(message) !== 0 || !hasSoa(message)) {
        const answer = answerInWords(message);
        yield fact('NS_ERROR', { ns: server.id, answer, asked: 'unknown EDNS flags' }, proof);
      }
    }
  },
});
