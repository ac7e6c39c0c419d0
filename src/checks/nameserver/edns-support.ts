import { soa } from '../../questions/common.js';
import { soaWithEdns } from '../../questions/nameserver.js';
import { messageOf } from '../../record/exchange.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';
import { answerInWords, EDNS_TAGS, ednsVersion, hasSoa, rcodeParts } from './edns.js';

export const ednsSupport = defineCheck({
  testCase: 'Nameserver02',
  title: 'The name servers support EDNS',
  source: 'Zonemaster test case Nameserver02; RFC 6891 sections 6.1.1 and 7',
  tags: {
    ...EDNS_TAGS,
    BREAKS_ON_EDNS: {
      engine: 'ERROR',
      message: '{ns} answers the SOA query for {domain} without EDNS, but not with EDNS.',
      meaning:
        'All resolvers use EDNS today. A server that drops such queries is down for them, or slow at best. A lost packet looks the same: a busy or rate-limiting server may be blamed wrongly.',
      fix: 'Test again (dig +edns=0). If there is still no answer, look for a firewall that drops DNS messages with EDNS, and update the name server software.',
    },
    EDNS_RESPONSE_WITHOUT_EDNS: {
      engine: 'ERROR',
      message: '{ns} answers a SOA query with EDNS for {domain} without EDNS and without the SOA record.',
      meaning: 'A server that supports EDNS must answer with EDNS; one that does not must answer FORMERR.',
      fix: 'Update the name server software, or the device in front of it that removes EDNS from the messages.',
    },
    EDNS_VERSION_ERROR: {
      engine: 'ERROR',
      message: '{ns} answers an EDNS version 0 query for {domain} with version {version}.',
      meaning:
        'Version 0 is the only one that exists, and an answer must have the version of the query or a lower one.',
      fix: 'Update the name server software, or the device in front of it that changes the messages.',
    },
    EDNS0_SUPPORT: {
      engine: 'INFO',
      message: 'These name servers support EDNS version 0: {servers}.',
      meaning: 'They answer queries with EDNS properly.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const domain = zone.zone;
    let allGood = true;
    for (const server of zone.inUse) {
      const question = soaWithEdns(server.address, domain);
      const message = messageOf(zone.exchange(question));
      const ns = server.id;
      const proof = { servers: [server], evidence: [question] };
      if (message === null) {
        allGood = false;
        const plain = soa(server.address, domain);
        if (!zone.wasAsked(question) || zone.message(plain) === null) continue;
        yield fact('BREAKS_ON_EDNS', { ns, domain }, { servers: [server], evidence: [question, plain] });
        continue;
      }
      const { header, extended } = rcodeParts(message);
      if (header === 'NOERROR' && extended === 0 && hasSoa(message) && ednsVersion(message) === 0) continue;
      allGood = false;
      if (header === 'FORMERR' && message.edns === null) yield fact('NO_EDNS_SUPPORT', { ns }, proof);
      else if (header === 'NOERROR' && message.edns === null) {
        yield fact('EDNS_RESPONSE_WITHOUT_EDNS', { ns, domain }, proof);
      } else if (header === 'NOERROR' && ednsVersion(message) !== 0) {
        yield fact('EDNS_VERSION_ERROR', { ns, domain, version: ednsVersion(message) }, proof);
      } else {
        const answer = answerInWords(message);
        yield fact('NS_ERROR', { ns, answer, asked: 'EDNS' }, proof);
      }
    }
    if (!allGood || zone.inUse.length === 0) return;
    yield fact('EDNS0_SUPPORT', { servers: idsOf(zone.inUse) }, { servers: zone.inUse });
  },
});
