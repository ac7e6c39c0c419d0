import { defineCheck } from '../check.js';
import { hostNameFlaws, soaToJudge } from './host-name.js';

export const mname = defineCheck({
  testCase: 'Syntax07',
  title: 'The MNAME is a host name',
  source: 'Zonemaster test case Syntax07; RFC 1123 section 2.1; RFC 1035 section 3.3.13',
  tags: {
    MNAME_NON_ALLOWED_CHARS: {
      engine: 'WARNING',
      message:
        'The label {label} of the MNAME {mname} has characters other than letters, digits and hyphens.',
      meaning: 'The MNAME in the SOA record names the primary server, which is a host.',
      fix: 'Write the host name of the primary server into the SOA record.',
    },
    MNAME_DISCOURAGED_DOUBLE_DASH: {
      engine: 'WARNING',
      message: 'The label {label} of the MNAME {mname} has hyphens in the third and fourth place.',
      meaning: 'Such labels are reserved for internationalised names (xn--) and the like.',
      fix: 'Give the server another host name, or correct the typing error.',
      source: 'Zonemaster test case Syntax07; RFC 5891 section 4.2.3.1',
    },
    MNAME_NUMERIC_TLD: {
      engine: 'WARNING',
      message: 'The MNAME {mname} has a number ({label}) as its last label.',
      meaning:
        'There is no such top-level domain. Mostly an address was written instead of a name, or the end of the name is missing.',
      fix: 'Write the host name of the primary server into the SOA record, with a final dot (ns1.example.net.).',
      source: 'Zonemaster test case Syntax07; RFC 3696 section 2',
    },
    MNAME_SYNTAX_OK: {
      engine: 'INFO',
      message: 'The MNAME {mname} is a well-formed host name.',
      meaning: 'The primary server has a valid host name.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const soa = soaToJudge(zone);
    if (soa === null) return;
    const { mname } = soa.record;
    const flaws = hostNameFlaws(mname);
    const proof = { servers: [soa.server], evidence: [soa.question] };
    for (const { flaw, label } of flaws) yield fact(`MNAME_${flaw}`, { mname, label }, proof);
    if (flaws.length === 0) yield fact('MNAME_SYNTAX_OK', { mname }, proof);
  },
});
