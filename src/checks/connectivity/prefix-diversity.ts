import { familyOf } from '../../dns/address.js';
import type { Server } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { idsOf, onePerAddress } from '../groups.js';

const ONE_PREFIX =
  'Addresses in one announced prefix are reached over the same route: if its announcement fails, they all fail.';
const FIX = 'Run at least one name server in another prefix, preferably in another network.';

function declarations<const F extends 'IPv4' | 'IPv6'>(family: F) {
  return {
    different: {
      engine: 'INFO',
      message: `Each of these name servers is the only one in its ${family} prefix: {servers}.` as const,
      meaning: 'If one announcement is lost, the others remain.',
      fix: null,
    },
    same: {
      engine: 'NOTICE',
      message: `These name servers are all in the ${family} prefix {prefix}: {servers}.` as const,
      meaning: ONE_PREFIX,
      fix: FIX,
    },
    single: {
      engine: 'WARNING',
      message: `All name servers with ${family} are in the one prefix {prefix}.` as const,
      meaning: `${ONE_PREFIX} No name server is left then. A single name server also gets this message.`,
      fix: FIX,
    },
  } as const;
}

const [V4, V6] = [declarations('IPv4'), declarations('IPv6')];

export const prefixDiversity = defineCheck({
  testCase: 'Connectivity04',
  title: 'The name servers are in different announced prefixes',
  source: 'Zonemaster test case Connectivity04; RFC 2182 section 3.1',
  tags: {
    CN04_EMPTY_PREFIX_SET: {
      engine: 'NOTICE',
      message: 'No announced prefix covers {address}.',
      meaning:
        'Nobody announces this address according to the database of the global routing table, so the Internet cannot reach it; or the announcement is too new for the database.',
      fix: 'Check that the address is right, and that its prefix is announced.',
    },
    CN04_ERROR_PREFIX_DATABASE: {
      engine: 'NOTICE',
      message: 'The announced prefix of {address} could not be looked up.',
      meaning:
        "The DNS databases that RIPE's checker asks gave no answer or an unreadable one. This is not the fault of the name server.",
      fix: 'Do nothing. Test again later if the prefixes of the name servers matter to you.',
    },
    CN04_IPV4_DIFFERENT_PREFIX: V4.different,
    CN04_IPV4_SAME_PREFIX: V4.same,
    CN04_IPV4_SINGLE_PREFIX: V4.single,
    CN04_IPV6_DIFFERENT_PREFIX: V6.different,
    CN04_IPV6_SAME_PREFIX: V6.same,
    CN04_IPV6_SINGLE_PREFIX: V6.single,
  },
  *run(zone, fact) {
    for (const [family, label] of [
      ['ipv4', 'IPV4'],
      ['ipv6', 'IPV6'],
    ] as const) {
      const servers = onePerAddress(zone.withAliases.all).filter(
        (server) => familyOf(server.address) === family,
      );
      const questions = (of: readonly Server[]) =>
        of.flatMap((server) => zone.basis(() => zone.announcement(server.address)));
      const members = new Map<string, Server[]>();
      for (const server of servers) {
        const { address } = server;
        const announced = zone.announcement(address);
        const proof = { servers: [server], evidence: questions([server]) };
        if (announced.status === 'none') yield fact('CN04_EMPTY_PREFIX_SET', { address }, proof);
        if (announced.status === 'error') yield fact('CN04_ERROR_PREFIX_DATABASE', { address }, proof);
        if (announced.status !== 'announced') continue;
        members.set(announced.prefix, [...(members.get(announced.prefix) ?? []), server]);
      }
      for (const [prefix, sharers] of members) {
        const proof = { servers: sharers, evidence: questions(sharers) };
        if (sharers.length > 1)
          yield fact(`CN04_${label}_SAME_PREFIX`, { prefix, servers: idsOf(sharers) }, proof);
        if (sharers.length === servers.length) yield fact(`CN04_${label}_SINGLE_PREFIX`, { prefix }, proof);
      }
      const alone = [...members.values()].filter((sharers) => sharers.length === 1).flat();
      const proof = { servers: alone, evidence: questions(alone) };
      if (alone.length > 0) yield fact(`CN04_${label}_DIFFERENT_PREFIX`, { servers: idsOf(alone) }, proof);
    }
  },
});
