import type { Message } from '../../dns/message.js';
import { below } from '../../dns/name.js';
import { presentRecord } from '../../dns/present.js';
import { mixedCaseNames, mixedCaseSoa } from '../../questions/nameserver.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';

const MEANING =
  'DNS ignores letter case. Resolvers mix it on purpose, and get different answers from this server by chance.';
const FIX =
  'Update the name server software, or the load balancer that answers in its place, to compare names regardless of case.';

export const caseInsensitivity = defineCheck({
  testCase: 'Nameserver09',
  title: 'Letter case does not change the answer',
  source: 'Zonemaster test case Nameserver09; RFC 1034 section 3.1; RFC 4343',
  tags: {
    CASE_QUERIES_RESULTS_DIFFER: {
      engine: 'ERROR',
      message: 'The answers for {host} depend on letter case at {servers}.',
      meaning: `${MEANING} One unanswered query of the two counts, too: a packet lost at a busy or rate-limiting server is enough.`,
      fix: `Look at the message about each server. ${FIX} If an answer was only lost, test again.`,
    },
    CASE_QUERY_DIFFERENT_ANSWER: {
      engine: 'WARNING',
      message: '{ns} gives different records for {query1} and {query2}.',
      meaning: MEANING,
      fix: FIX,
    },
    CASE_QUERY_DIFFERENT_RC: {
      engine: 'WARNING',
      message: '{ns} answers {rcode1} for {query1}, and {rcode2} for {query2}.',
      meaning: MEANING,
      fix: FIX,
    },
    CASE_QUERY_NO_ANSWER: {
      engine: 'WARNING',
      message:
        '{ns} does not answer for {query}, but does for the same name in another letter case ({answered}).',
      meaning: `${MEANING} Or a packet was lost: a busy or rate-limiting server may be blamed wrongly.`,
      fix: `Test again. ${FIX}`,
    },
    CASE_QUERIES_RESULTS_OK: {
      engine: 'INFO',
      message: 'Letter case does not matter in queries for {host}.',
      meaning: 'All servers give the same answer to the same name in different letter case.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const [query1, query2] = mixedCaseNames(zone.zone);
    const host = below(zone.zone, 'www');
    const pairs = zone.inUse
      .map((server) => ({
        server,
        evidence: [mixedCaseSoa(server.address, query1), mixedCaseSoa(server.address, query2)],
      }))
      .filter(({ evidence }) => evidence.every((question) => zone.wasAsked(question)));
    const differing: typeof pairs = [];
    for (const pair of pairs) {
      const { server, evidence } = pair;
      const [first = null, second = null] = evidence.map((question) => zone.message(question));
      if (first === null && second === null) continue;
      const ns = server.id;
      const proof = { servers: [server], evidence };
      if (first !== null && first.answer.length > 0) {
        if (second !== null && recordsOf(first) === recordsOf(second)) continue;
        differing.push(pair);
        yield fact('CASE_QUERY_DIFFERENT_ANSWER', { ns, query1, query2 }, proof);
      } else if (first !== null && second !== null) {
        if (first.rcode === second.rcode) continue;
        differing.push(pair);
        const rcodes = { rcode1: first.rcode, rcode2: second.rcode };
        yield fact('CASE_QUERY_DIFFERENT_RC', { ns, query1, query2, ...rcodes }, proof);
      } else {
        differing.push(pair);
        const [query, answered] = first === null ? [query1, query2] : [query2, query1];
        yield fact('CASE_QUERY_NO_ANSWER', { ns, query, answered }, proof);
      }
    }
    if (pairs.length === 0) return;
    if (differing.length === 0) yield fact('CASE_QUERIES_RESULTS_OK', { host });
    else {
      const servers = differing.map(({ server }) => server);
      const evidence = differing.flatMap((pair) => pair.evidence);
      yield fact('CASE_QUERIES_RESULTS_DIFFER', { host, servers: idsOf(servers) }, { servers, evidence });
    }
  },
});

/** The answer section, records in any order and letter case. */
function recordsOf(message: Message): string {
  return message.answer
    .map((rr) => presentRecord(rr).toLowerCase())
    .sort()
    .join('\n');
}
