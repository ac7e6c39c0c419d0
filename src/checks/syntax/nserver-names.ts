import type { Name } from '../../dns/name.js';
import { ns } from '../../questions/common.js';
import type { Question } from '../../record/question.js';
import { nsTargets, type ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { delegationQuestions } from '../lookups.js';
import { hasHostCharactersOnly, hostNameFlaws } from './host-name.js';

export const nserverNames = defineCheck({
  testCase: 'Syntax04',
  title: 'The names of the name servers are host names',
  source: 'Zonemaster test case Syntax04; RFC 1123 section 2.1; RFC 2181 section 11',
  tags: {
    NAMESERVER_NON_ALLOWED_CHARS: {
      engine: 'ERROR',
      message:
        'The label {label} of the name server {nsname} has characters other than letters, digits and hyphens.',
      meaning:
        'A name server is a host, and many resolvers and registries refuse a host name with other characters.',
      fix: 'Give the server a host name, and use it in the object and in the NS records of the zone.',
    },
    NAMESERVER_DISCOURAGED_DOUBLE_DASH: {
      engine: 'WARNING',
      message: 'The label {label} of the name server {nsname} has hyphens in the third and fourth place.',
      meaning: 'Such labels are reserved for internationalised names (xn--) and the like.',
      fix: 'Give the server another host name, or correct the typing error.',
      source: 'Zonemaster test case Syntax04; RFC 5891 section 4.2.3.1',
    },
    NAMESERVER_NUMERIC_TLD: {
      engine: 'ERROR',
      message: 'The name server {nsname} has a number ({label}) as its last label.',
      meaning:
        'There is no such top-level domain. Mostly an address was written instead of a name, or the end of a name in the zone file is missing.',
      fix: 'Name the server by its host name, with a final dot in the zone file (ns1.example.net.).',
      source: 'Zonemaster test case Syntax04; RFC 3696 section 2',
    },
    NAMESERVER_SYNTAX_OK: {
      engine: 'INFO',
      message: 'The name server {nsname} has a well-formed host name.',
      meaning: 'The name can be used everywhere.',
      fix: null,
    },
  },
  *run(zone, fact) {
    if (!hasHostCharactersOnly(zone.zone)) return;
    for (const nsname of [...new Set([...zone.delegation.names, ...zone.child.names])].sort()) {
      const flaws = hostNameFlaws(nsname);
      const proof = { servers: [nsname], evidence: nsQuestions(zone, nsname) };
      for (const { flaw, label } of flaws) yield fact(`NAMESERVER_${flaw}`, { nsname, label }, proof);
      if (flaws.length === 0) yield fact('NAMESERVER_SYNTAX_OK', { nsname }, proof);
    }
  },
});

/** The questions whose answers have the name: from the zone's servers, and about the existing delegation. */
function nsQuestions(zone: ZoneView, nsname: Name): Question[] {
  const inZone = zone.inUse.map((server) => ns(server.address, zone.zone));
  return [...inZone, ...delegationQuestions(zone)].filter((question) => {
    const message = zone.message(question);
    return message !== null && nsTargets(message, zone.zone).includes(nsname);
  });
}
