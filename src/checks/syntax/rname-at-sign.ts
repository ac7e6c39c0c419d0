import { labelsOf } from '../../dns/name.js';
import { defineCheck } from '../check.js';
import { soaToJudge } from './host-name.js';

export const rnameAtSign = defineCheck({
  testCase: 'Syntax05',
  title: 'The RNAME has a dot instead of an at sign',
  source: 'Zonemaster test case Syntax05; RFC 1035 section 3.3.13',
  tags: {
    RNAME_MISUSED_AT_SIGN: {
      engine: 'WARNING',
      message: 'The RNAME {rname} has an at sign (@).',
      meaning:
        'The RNAME in the SOA record is a mail address written as a name: the first dot stands for the at sign. RIPE recommends an address that works, so that the person responsible for the zone can be reached.',
      fix: 'Write the address with a dot: hostmaster.example.net. for hostmaster@example.net. A dot before the at sign is written \\., as in john\\.doe.example.net.',
    },
    RNAME_NO_AT_SIGN: {
      engine: 'INFO',
      message: 'The RNAME {rname} has no at sign.',
      meaning: 'The mail address in the SOA record is properly written as a name.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const soa = soaToJudge(zone);
    if (soa === null) return;
    const { rname } = soa.record;
    const tag = labelsOf(rname).some((label) => label.includes('@'))
      ? 'RNAME_MISUSED_AT_SIGN'
      : 'RNAME_NO_AT_SIGN';
    yield fact(tag, { rname }, { servers: [soa.server], evidence: [soa.question] });
  },
});
