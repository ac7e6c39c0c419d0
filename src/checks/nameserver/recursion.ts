import { FOREIGN_NAMES, foreign } from '../../questions/common.js';
import { defineCheck } from '../check.js';

export const recursion = defineCheck({
  testCase: 'Nameserver01',
  title: 'The name servers do not resolve for strangers',
  source: 'Zonemaster test case Nameserver01; RFC 5358 section 4',
  tags: {
    IS_A_RECURSOR: {
      engine: 'ERROR',
      message: '{ns} looks like an open resolver: {why}.',
      meaning:
        'RIPE asks each server for names that do not exist in zones it does not serve. A server that resolves for anybody can be used to amplify attacks, and its cache can be poisoned, which also affects the zone. RIPE looks for two signs: the RA flag ("recursion available") in any of the answers, or NXDOMAIN in all of them. The flag alone is enough, even if the server then refuses: the engine is stricter than the danger requires.',
      fix: 'Switch recursion off on the authoritative server (BIND: "recursion no;"), or allow it only for your own networks and make sure that the RA flag is off for all others. A resolver belongs on another address.',
    },
    NO_RECURSOR: {
      engine: 'INFO',
      message: '{ns} does not resolve names in foreign zones.',
      meaning: 'The server answers neither with the RA flag nor with NXDOMAIN for names in foreign zones.',
      fix: null,
    },
  },
  *run(zone, fact) {
    for (const server of zone.inUse) {
      const probes = FOREIGN_NAMES.map((host) => foreign(server.address, host));
      const answers = probes.flatMap((question) => {
        const message = zone.message(question);
        return message === null ? [] : [{ question, message }];
      });
      const offering = answers.filter(({ message }) => message.ra);
      const denied = answers.length > 0 && answers.every(({ message }) => message.rcode === 'NXDOMAIN');
      if (offering.length > 0 || denied) {
        const shown = offering.length > 0 ? offering : answers;
        const why =
          offering.length > 0
            ? 'its answers have the RA flag (recursion available)'
            : 'it knows that names in foreign zones do not exist (NXDOMAIN)';
        const evidence = shown.map(({ question }) => question);
        yield fact('IS_A_RECURSOR', { ns: server.id, why }, { servers: [server], evidence });
      } else if (answers.length === probes.length) {
        yield fact('NO_RECURSOR', { ns: server.id }, { servers: [server], evidence: probes });
      }
    }
  },
});
