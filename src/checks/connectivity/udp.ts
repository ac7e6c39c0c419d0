import { familyOf } from '../../dns/address.js';
import { defineCheck } from '../check.js';
import { declarations, problemsOver } from './transport.js';

const say = declarations('UDP', 'Connectivity01');

export const overUdp = defineCheck({
  testCase: 'Connectivity01',
  title: 'The name servers answer over UDP',
  source: 'Zonemaster test case Connectivity01',
  tags: {
    CN01_IPV4_DISABLED: {
      engine: 'NOTICE',
      message: 'IPv4 is switched off, so these name servers were not asked: {servers}.',
      meaning: 'The run was told not to use IPv4. RIPE does test these servers.',
      fix: 'Test again with IPv4.',
    },
    CN01_IPV6_DISABLED: {
      engine: 'NOTICE',
      message: 'IPv6 is switched off, so these name servers were not asked: {servers}.',
      meaning: 'The run was told not to use IPv6. RIPE does test these servers.',
      fix: 'Test again with IPv6.',
    },
    CN01_NO_RESPONSE_UDP: say.silent,
    CN01_NO_RESPONSE_SOA_QUERY_UDP: say.noResponse('SOA'),
    CN01_UNEXPECTED_RCODE_SOA_QUERY_UDP: say.rcode('SOA'),
    CN01_MISSING_SOA_RECORD_UDP: say.missing('SOA'),
    CN01_WRONG_SOA_RECORD_UDP: say.wrongOwner('SOA'),
    CN01_SOA_RECORD_NOT_AA_UDP: say.notAuthoritative('SOA'),
    CN01_NO_RESPONSE_NS_QUERY_UDP: say.noResponse('NS'),
    CN01_UNEXPECTED_RCODE_NS_QUERY_UDP: say.rcode('NS'),
    CN01_MISSING_NS_RECORD_UDP: say.missing('NS'),
    CN01_WRONG_NS_RECORD_UDP: say.wrongOwner('NS'),
    CN01_NS_RECORD_NOT_AA_UDP: say.notAuthoritative('NS'),
  },
  *run(zone, fact) {
    const unused = zone.servers.filter((server) => !zone.uses(server));
    for (const [family, tag] of [
      ['ipv4', 'CN01_IPV4_DISABLED'],
      ['ipv6', 'CN01_IPV6_DISABLED'],
    ] as const) {
      const servers = unused.filter((server) => familyOf(server.address) === family);
      if (servers.length > 0) yield fact(tag, { servers: servers.map((server) => server.id) }, { servers });
    }
    for (const problem of problemsOver(zone, 'udp')) {
      const ns = problem.server.id;
      const proof = { servers: [problem.server], evidence: problem.evidence };
      switch (problem.kind) {
        case 'silent':
          yield fact('CN01_NO_RESPONSE_UDP', { ns, why: problem.why }, proof);
          break;
        case 'no-response':
          yield fact(`CN01_NO_RESPONSE_${problem.type}_QUERY_UDP`, { ns, why: problem.why }, proof);
          break;
        case 'rcode':
          yield fact(`CN01_UNEXPECTED_RCODE_${problem.type}_QUERY_UDP`, { ns, rcode: problem.rcode }, proof);
          break;
        case 'missing':
          yield fact(`CN01_MISSING_${problem.type}_RECORD_UDP`, { ns }, proof);
          break;
        case 'wrong-owner':
          yield fact(`CN01_WRONG_${problem.type}_RECORD_UDP`, { ns, found: problem.found }, proof);
          break;
        case 'not-authoritative':
          yield fact(`CN01_${problem.type}_RECORD_NOT_AA_UDP`, { ns }, proof);
          break;
      }
    }
  },
});
