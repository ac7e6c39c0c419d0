import type { Name } from '../../dns/name.js';
import { aliasOf } from '../../questions/common.js';
import {
  type AliasChain,
  followAliases,
  hostsLookedUp,
  isAnswerForAnother,
  isBrokenChain,
  isPlain,
  lookups,
  needsFollowing,
  runsInZones,
} from '../../zone/alias-chain.js';
import type { ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';

/** The engine follows this many CNAME records in one answer, and this many answers in a row. */
const MOST_RECORDS = 9;
const MOST_ANSWERS = 10;

/** The engine reports these for any name it looks up, outside of a test case, and RIPE rejects on them. */
export const aliasChains = defineCheck({
  testCase: 'Unspecified',
  title: 'CNAME chains are short, free of loops and well-formed',
  source: "RFC 1034 section 3.6.2; Zonemaster's recursive lookups",
  tags: {
    CNAME_LOOP_INNER: {
      engine: 'ERROR',
      message: '{host} is an alias that leads back to itself, within one zone: {chain}.',
      meaning: 'The name cannot be resolved. It is a name server of the zone, or is in its SOA record.',
      fix: 'Break the loop: give one of the names addresses instead of a CNAME record. Better, use no alias here.',
    },
    CNAME_LOOP_OUTER: {
      engine: 'ERROR',
      message: '{host} is an alias that leads back to itself, through several zones: {chain}.',
      meaning: 'The name cannot be resolved. It is a name server of the zone, or is in its SOA record.',
      fix: 'Break the loop: give one of the names addresses instead of a CNAME record. Better, use no alias here.',
    },
    CNAME_CHAIN_TOO_LONG: {
      engine: 'ERROR',
      message: 'The CNAME chain of {host} leads through {count} zones: more than 10.',
      meaning: 'Resolvers stop following long chains, each at its own limit. RIPE stops at ten.',
      fix: 'Give the name addresses of its own, or point it at the end of the chain.',
    },
    CNAME_RECORDS_TOO_MANY: {
      engine: 'ERROR',
      message: 'The CNAME chain of {host} has {count} records in one zone: more than 9.',
      meaning:
        'Resolvers stop following long chains, each at its own limit. RIPE accepts nine CNAME records in an answer.',
      fix: 'Give the name addresses of its own, or point it at the end of the chain.',
    },
    CNAME_RECORDS_MULTIPLE_FOR_NAME: {
      engine: 'ERROR',
      message: '{host} leads to {alias}, which has more than one CNAME record.',
      meaning: 'A name can be an alias for only one other name. Resolvers pick one of them by chance.',
      fix: 'Keep one CNAME record for the name, or replace them with address records.',
    },
    CNAME_RECORDS_CHAIN_BROKEN: {
      engine: 'ERROR',
      message: 'The answer for {host} has CNAME records that do not form a chain.',
      meaning: 'A name server answers with aliases unrelated to the name in the query.',
      fix: 'Repair the name servers of {host}, or tell their operator: their answers are malformed.',
    },
    CNAME_NO_MATCH: {
      engine: 'ERROR',
      message: 'The answer for {host} has addresses, but none for the name its aliases end at.',
      meaning: 'A name server answers with addresses of a name that the alias does not lead to.',
      fix: 'Repair the name servers of {host}, or tell their operator: their answers are malformed.',
    },
  },
  needs: 'zone',
  *run(zone, fact) {
    for (const host of hostsLookedUp(zone)) {
      const odd = lookups(host).flatMap((question) => {
        const message = zone.message(question);
        return message === null || isPlain(message, host) ? [] : [{ question, message }];
      });
      const broken = odd.filter(({ message }) => isBrokenChain(message, host));
      const other = odd.filter(({ message }) => isAnswerForAnother(message, host));
      const evidenceOf = (found: typeof odd) => ({
        servers: [host],
        evidence: found.map(({ question }) => question),
      });
      if (broken.length > 0) yield fact('CNAME_RECORDS_CHAIN_BROKEN', { host }, evidenceOf(broken));
      else if (other.length > 0) yield fact('CNAME_NO_MATCH', { host }, evidenceOf(other));
      if (!needsFollowing(zone, host)) continue;

      const followed = followAliases(zone, host);
      const runs = runsInZones(zone, followed);
      const proof = { servers: [host], evidence: followed.names.map(aliasOf) };
      const longest = Math.max(0, ...runs.map((run) => run.length));
      if (followed.end === 'several') {
        const alias = followed.names.at(-1) ?? host;
        yield fact('CNAME_RECORDS_MULTIPLE_FOR_NAME', { host, alias }, proof);
      } else if (longest > MOST_RECORDS) {
        yield fact('CNAME_RECORDS_TOO_MANY', { host, count: longest }, proof);
      } else if (followed.end === 'loop') {
        const tag = isWithinOneRun(zone, followed, runs) ? 'CNAME_LOOP_INNER' : 'CNAME_LOOP_OUTER';
        yield fact(tag, { host, chain: followed.names }, proof);
      } else if (runs.length > MOST_ANSWERS) {
        yield fact('CNAME_CHAIN_TOO_LONG', { host, count: runs.length }, proof);
      }
    }
  },
});

/** Whether one answer has both the last name and the name that the loop returns to. */
function isWithinOneRun(zone: ZoneView, { names }: AliasChain, runs: readonly Name[][]): boolean {
  const last = names.at(-1);
  const back = last === undefined ? undefined : zone.message(aliasOf(last));
  const targets = back?.answer.flatMap((rr) => (rr.type === 'CNAME' ? [rr.target.toLowerCase()] : [])) ?? [];
  return runs.at(-1)?.some((name) => targets.includes(name)) ?? false;
}
