import { records } from '../../dns/message.js';
import { mxAt } from '../../questions/common.js';
import { firstAnswer } from '../../zone/first-answer.js';
import { defineCheck } from '../check.js';
import { hasHostCharactersOnly, hostNameFlaws } from './host-name.js';

export const mxNames = defineCheck({
  testCase: 'Syntax08',
  title: 'The mail servers of the zone have host names',
  source: 'Zonemaster test case Syntax08; RFC 1123 section 2.1; RFC 5321 section 2.3.5',
  tags: {
    MX_NON_ALLOWED_CHARS: {
      engine: 'WARNING',
      message:
        'The label {label} of the mail server {mx} has characters other than letters, digits and hyphens.',
      meaning: 'A mail server is a host. A reverse zone needs no MX records at all.',
      fix: 'Remove the MX records from the reverse zone; or correct the name in them.',
    },
    MX_DISCOURAGED_DOUBLE_DASH: {
      engine: 'WARNING',
      message: 'The label {label} of the mail server {mx} has hyphens in the third and fourth place.',
      meaning: 'Such labels are reserved for internationalised names (xn--) and the like.',
      fix: 'Remove the MX records from the reverse zone; or correct the name in them.',
      source: 'Zonemaster test case Syntax08; RFC 5891 section 4.2.3.1',
    },
    MX_NUMERIC_TLD: {
      engine: 'WARNING',
      message: 'The mail server {mx} has a number ({label}) as its last label.',
      meaning:
        'There is no such top-level domain. Mostly an address was written instead of a name, or the end of the name is missing.',
      fix: 'Remove the MX records from the reverse zone; or write the host name of the mail server, with a final dot.',
      source: 'Zonemaster test case Syntax08; RFC 3696 section 2',
    },
    MX_SYNTAX_OK: {
      engine: 'INFO',
      message: 'The mail server {mx} has a well-formed host name.',
      meaning: 'The name can be used everywhere, but a reverse zone needs no MX records.',
      fix: null,
    },
  },
  *run(zone, fact) {
    if (!hasHostCharactersOnly(zone.zone)) return;
    const first = firstAnswer(zone, (server) => mxAt(server, zone.zone));
    if (first === null) return;
    const names = records(first.message, 'MX', { section: 'answer' }).map((rr) => rr.exchange);
    for (const mx of [...new Set(names)].sort()) {
      const flaws = hostNameFlaws(mx);
      const proof = { servers: [first.server], evidence: [first.question] };
      for (const { flaw, label } of flaws) yield fact(`MX_${flaw}`, { mx, label }, proof);
      if (flaws.length === 0) yield fact('MX_SYNTAX_OK', { mx }, proof);
    }
  },
});
