import { ns } from '../../questions/common.js';
import { nsTargets } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { groupBy, idsOf, inWords, serversIn } from '../groups.js';

export const nsSet = defineCheck({
  testCase: 'Consistency04',
  title: 'All name servers give the same NS records',
  source: 'Zonemaster test case Consistency04; RFC 1034 section 4.2.2',
  tags: {
    NS_SET: {
      engine: 'INFO',
      message: 'The NS records {names} are on {servers}.',
      meaning: 'These are the name servers of the zone, according to these servers.',
      fix: null,
    },
    ONE_NS_SET: {
      engine: 'INFO',
      message: 'All name servers give the same NS records: {names}.',
      meaning: 'All servers agree on the name servers of the zone.',
      fix: null,
    },
    MULTIPLE_NS_SET: {
      engine: 'NOTICE',
      documented: 'ERROR',
      message: 'The name servers give {count} different sets of NS records: {sets}.',
      meaning:
        'Resolvers prefer the NS records at the apex of the zone to those of the delegation. If the servers disagree, chance decides which servers are used. RIPE\'s documentation rejects it ("cross-check of listed NS RR failed").',
      fix: 'Put the same NS records on all servers: those of the domain object.',
    },
  },
  *run(zone, fact) {
    const groups = groupBy(zone.inUse, (server) => {
      const message = zone.message(ns(server.address, zone.zone));
      const names = message === null ? [] : nsTargets(message, zone.zone);
      return names.length === 0 ? undefined : names.sort().join(' ');
    });
    const [first] = groups;
    if (first === undefined) return;
    const questions = (servers: typeof first.servers) =>
      servers.map((server) => ns(server.address, zone.zone));
    const all = serversIn(groups);
    const proof = { servers: all, evidence: questions(all) };
    if (groups.length === 1) {
      yield fact('ONE_NS_SET', { names: first.value.split(' ') }, proof);
      return;
    }
    yield fact('MULTIPLE_NS_SET', { count: groups.length, sets: inWords(groups) }, proof);
    for (const { value, servers } of groups) {
      const own = { servers, evidence: questions(servers) };
      yield fact('NS_SET', { names: value.split(' '), servers: idsOf(servers) }, own);
    }
  },
});
