import { type Family, familyOf } from '../../dns/address.js';
import type { Name } from '../../dns/name.js';
import type { NsSet } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { delegationQuestions, lookupsOf } from '../lookups.js';
import { childIsKnown, childProof } from './child-names.js';

const MINIMUM = 2;

const ENOUGH = 'Two or more name servers: one may fail, and the zone is still reachable.';
const NOT_ENOUGH =
  'A zone needs at least two name servers, so that one may fail. RIPE asks for two in the object and two in the zone.';
const BY_FAMILY =
  'If the only name server with this address family fails, resolvers that have only this family lose the zone. RIPE counts servers, not addresses.';
const ONLY_A_NOTICE = 'Having no IPv6 server is only a notice; having exactly one is an error.';

/** The messages about the name servers of the object or of the zone. Tags differ by both and by address family. */
function declarations<const H extends string>(has: H, owner: 'object' | 'zone') {
  const enough = { engine: 'INFO', meaning: ENOUGH, fix: null } as const;
  return {
    enough: { ...enough, message: `${has} {count} name servers: {names}.` as const },
    with: <const F extends 'IPv4' | 'IPv6'>(family: F) => ({
      enough: { ...enough, message: `${has} {count} name servers with ${family}: {servers}.` as const },
      notEnough: {
        engine: 'ERROR',
        message:
          `${has} only {count} name server with ${family} ({servers}); it must be none or at least two.` as const,
        meaning: family === 'IPv4' ? BY_FAMILY : `${BY_FAMILY} ${ONLY_A_NOTICE}`,
        fix:
          family === 'IPv4'
            ? `Give IPv4 to another name server of the ${owner}.`
            : `Give IPv6 to another name server of the ${owner}, or remove the AAAA records of the one that has it.`,
      } as const,
      none: {
        engine: family === 'IPv4' ? 'WARNING' : 'NOTICE',
        message: `${has} no name server with ${family}.` as const,
        meaning:
          family === 'IPv4'
            ? 'Most resolvers still have only IPv4. They cannot reach the zone.'
            : 'Resolvers with IPv6 only cannot reach the zone.',
        fix: `Give ${family} addresses to at least two name servers of the ${owner}.`,
      } as const,
    }),
  };
}

const DEL = declarations('The object names', 'object');
const CHILD = declarations('The zone has', 'zone');
const [DEL_4, DEL_6] = [DEL.with('IPv4'), DEL.with('IPv6')];
const [CHILD_4, CHILD_6] = [CHILD.with('IPv4'), CHILD.with('IPv6')];

export const serverCount = defineCheck({
  testCase: 'Delegation01',
  title: 'There are at least two name servers',
  source: 'Zonemaster test case Delegation01; RFC 1034 section 4.1; RFC 2182 section 5',
  tags: {
    ENOUGH_NS_DEL: DEL.enough,
    NOT_ENOUGH_NS_DEL: {
      engine: 'ERROR',
      message: 'The object names {count} name server(s) ({names}); at least two are required.',
      meaning: NOT_ENOUGH,
      fix: 'Set up another name server for the zone and add it to the object and to the NS records.',
    },
    ENOUGH_NS_CHILD: CHILD.enough,
    NOT_ENOUGH_NS_CHILD: {
      engine: 'ERROR',
      message: 'The zone has NS records for {count} name server(s) ({names}); at least two are required.',
      meaning: NOT_ENOUGH,
      fix: 'Add an NS record to the zone for each name server of the object.',
    },
    ENOUGH_IPV4_NS_DEL: DEL_4.enough,
    NOT_ENOUGH_IPV4_NS_DEL: DEL_4.notEnough,
    NO_IPV4_NS_DEL: DEL_4.none,
    ENOUGH_IPV6_NS_DEL: DEL_6.enough,
    NOT_ENOUGH_IPV6_NS_DEL: DEL_6.notEnough,
    NO_IPV6_NS_DEL: DEL_6.none,
    ENOUGH_IPV4_NS_CHILD: CHILD_4.enough,
    NOT_ENOUGH_IPV4_NS_CHILD: CHILD_4.notEnough,
    NO_IPV4_NS_CHILD: CHILD_4.none,
    ENOUGH_IPV6_NS_CHILD: CHILD_6.enough,
    NOT_ENOUGH_IPV6_NS_CHILD: CHILD_6.notEnough,
    NO_IPV6_NS_CHILD: CHILD_6.none,
  },
  *run(zone, fact) {
    for (const side of ['DEL', 'CHILD'] as const) {
      if (side === 'CHILD' && !childIsKnown(zone)) continue;
      const set = side === 'DEL' ? zone.delegation : zone.child;
      const count = { count: set.names.length, names: set.names.length === 0 ? ['none'] : set.names };
      const enough = set.names.length >= MINIMUM ? 'ENOUGH' : 'NOT_ENOUGH';
      const told = side === 'DEL' ? delegationQuestions(zone) : childProof(zone);
      yield fact(`${enough}_NS_${side}`, count, { servers: set.names, evidence: told });
      for (const family of ['IPV4', 'IPV6'] as const) {
        const { names, servers } = withFamily(set, family === 'IPV4' ? 'ipv4' : 'ipv6');
        const facts = { count: names.length, servers };
        const proof = { servers, evidence: set.names.length === 0 ? told : lookupsOf(zone, set.names) };
        if (names.length >= MINIMUM) yield fact(`ENOUGH_${family}_NS_${side}`, facts, proof);
        // A name that could not be looked up may have the address that seems to be missing.
        else if (set.unresolved.length > 0) continue;
        else if (names.length > 0) yield fact(`NOT_ENOUGH_${family}_NS_${side}`, facts, proof);
        else yield fact(`NO_${family}_NS_${side}`, {}, { ...proof, servers: set.names });
      }
    }
  },
});

function withFamily(
  set: NsSet,
  family: Family,
): { readonly names: readonly Name[]; readonly servers: readonly string[] } {
  const servers = set.servers.filter((server) => familyOf(server.address) === family);
  return {
    names: [...new Set(servers.map((server) => server.name))],
    servers: servers.map((server) => server.id).sort(),
  };
}
