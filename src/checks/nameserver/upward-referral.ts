import { records } from '../../dns/message.js';
import { ROOT } from '../../dns/name.js';
import { rootNs } from '../../questions/nameserver.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';

export const upwardReferral = defineCheck({
  testCase: 'Nameserver07',
  title: 'The name servers do not refer to the root',
  source: 'Zonemaster test case Nameserver07; RFC 1034 section 4.3.2',
  tags: {
    UPWARD_REFERRAL: {
      engine: 'WARNING',
      message: '{ns} refers to the root name servers for zones it does not serve.',
      meaning:
        'Resolvers know the root already. The large answer is useless to them, but can be used to amplify attacks. It is an old default of name server software.',
      fix: 'Let the server answer REFUSED for zones it does not have (BIND: remove the root hints zone and switch recursion off; current versions do so by default).',
    },
    UPWARD_REFERRAL_IRRELEVANT: {
      engine: 'INFO',
      message: 'The zone is the root, which has no parent.',
      meaning: 'Servers of the root zone must give its NS records.',
      fix: null,
    },
    NO_UPWARD_REFERRAL: {
      engine: 'INFO',
      message: 'No name server refers to the root ({servers}).',
      meaning: 'They give no referral for zones they do not serve.',
      fix: null,
    },
  },
  *run(zone, fact) {
    if (zone.zone === ROOT) {
      yield fact('UPWARD_REFERRAL_IRRELEVANT', {});
      return;
    }
    const asked = zone.inUse.map((server) => ({ server, question: rootNs(server.address) }));
    let referred = false;
    for (const { server, question } of asked) {
      const message = zone.message(question);
      if (message === null || records(message, 'NS', { section: 'authority' }).length === 0) continue;
      referred = true;
      yield fact('UPWARD_REFERRAL', { ns: server.id }, { servers: [server], evidence: [question] });
    }
    const known = asked.filter(({ question }) => zone.wasAsked(question)).map(({ server }) => server);
    if (referred || known.length === 0) return;
    yield fact('NO_UPWARD_REFERRAL', { servers: idsOf(known) }, { servers: known });
  },
});
