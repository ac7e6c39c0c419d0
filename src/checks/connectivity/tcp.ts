import { defineCheck } from '../check.js';
import { declarations, problemsOver } from './transport.js';

const say = declarations('TCP', 'Connectivity02');

export const overTcp = defineCheck({
  testCase: 'Connectivity02',
  title: 'The name servers answer over TCP',
  source: 'Zonemaster test case Connectivity02',
  tags: {
    CN02_NO_RESPONSE_TCP: say.silent,
    CN02_NO_RESPONSE_SOA_QUERY_TCP: say.noResponse('SOA'),
    CN02_UNEXPECTED_RCODE_SOA_QUERY_TCP: say.rcode('SOA'),
    CN02_MISSING_SOA_RECORD_TCP: say.missing('SOA'),
    CN02_WRONG_SOA_RECORD_TCP: say.wrongOwner('SOA'),
    CN02_SOA_RECORD_NOT_AA_TCP: say.notAuthoritative('SOA'),
    CN02_NO_RESPONSE_NS_QUERY_TCP: say.noResponse('NS'),
    CN02_UNEXPECTED_RCODE_NS_QUERY_TCP: say.rcode('NS'),
    CN02_MISSING_NS_RECORD_TCP: say.missing('NS'),
    CN02_WRONG_NS_RECORD_TCP: say.wrongOwner('NS'),
    CN02_NS_RECORD_NOT_AA_TCP: say.notAuthoritative('NS'),
  },
  *run(zone, fact) {
    for (const problem of problemsOver(zone, 'tcp')) {
      const ns = problem.server.id;
      const proof = { servers: [problem.server], evidence: problem.evidence };
      switch (problem.kind) {
        case 'silent':
          yield fact('CN02_NO_RESPONSE_TCP', { ns, why: problem.why }, proof);
          break;
        case 'no-response':
          yield fact(`CN02_NO_RESPONSE_${problem.type}_QUERY_TCP`, { ns, why: problem.why }, proof);
          break;
        case 'rcode':
          yield fact(`CN02_UNEXPECTED_RCODE_${problem.type}_QUERY_TCP`, { ns, rcode: problem.rcode }, proof);
          break;
        case 'missing':
          yield fact(`CN02_MISSING_${problem.type}_RECORD_TCP`, { ns }, proof);
          break;
        case 'wrong-owner':
          yield fact(`CN02_WRONG_${problem.type}_RECORD_TCP`, { ns, found: problem.found }, proof);
          break;
        case 'not-authoritative':
          yield fact(`CN02_${problem.type}_RECORD_NOT_AA_TCP`, { ns }, proof);
          break;
      }
    }
  },
});
