import { records } from '../../dns/message.js';
import { fold, type Name, parentOf } from '../../dns/name.js';
import { apexAt, dname, soa } from '../../questions/common.js';
import { findParent, parentSays } from '../../zone/parent.js';
import type { Server, ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';

/** The parent's view of the zone, which matters only if the existing delegation is tested. */
export const parentZone = defineCheck({
  testCase: 'Basic01',
  title: 'The zone is delegated from its parent',
  source: 'Zonemaster test case Basic01',
  tags: {
    B01_CHILD_FOUND: {
      engine: 'INFO',
      message: 'There is a zone {domain} to test.',
      meaning: 'It is delegated, or the requested delegation is tested as if it existed.',
      fix: null,
    },
    B01_PARENT_DISREGARDED: {
      engine: 'INFO',
      message: 'A requested delegation is tested, so it does not matter what the parent has.',
      meaning: 'RIPE NCC tests the name servers of a domain object like this before it changes the parent.',
      fix: null,
    },
    B01_PARENT_FOUND: {
      engine: 'INFO',
      message: 'The parent zone is {domain}, according to {servers}.',
      meaning:
        'The zone is delegated from there. Address space older than the RIRs can have its parent at another RIR.',
      fix: null,
    },
    B01_PARENT_NOT_FOUND: {
      engine: 'WARNING',
      message: 'No parent zone of {domain} was found.',
      meaning:
        'No name above the zone leads to a zone whose servers answer, so nobody on the Internet can find the zone either.',
      fix: 'Ask the names above the zone for their SOA records (dig SOA), and find out who runs the zone they are in.',
    },
    B01_PARENT_UNDETERMINED: {
      engine: 'WARNING',
      message: 'The servers of the parent disagree on which zone is the parent: {zones}.',
      meaning:
        'Some of them serve one more zone, between the parent and this one. A resolver may find one delegation or the other.',
      fix: 'Ask the operators of the parent to serve or delegate the same zones on all of its servers.',
    },
    B01_NO_CHILD: {
      engine: 'ERROR',
      message: '{domain} is not delegated in {parent}.',
      meaning: 'The servers of the parent have no NS records for it, so nobody can find the zone.',
      fix: 'To test a zone before it is delegated, name the servers it is to have: --ns NAME, at least twice.',
    },
    B01_INCONSISTENT_DELEGATION: {
      engine: 'ERROR',
      message: '{domain} is delegated by some servers of {parent}, but not by {servers}.',
      meaning:
        'Resolvers that ask the others learn that the zone does not exist, and cache that for a while.',
      fix: 'Tell the operators of the parent that some of its servers have a different version of the zone.',
    },
    B01_CHILD_IS_ALIAS: {
      engine: 'NOTICE',
      message: '{domain} is an alias for {target} (DNAME), according to {servers}.',
      meaning: 'All names below it are looked up under the other name (RFC 6672): that is the zone to test.',
      fix: 'Test {target} instead.',
      source: 'Zonemaster test case Basic01; RFC 6672',
    },
    B01_INCONSISTENT_ALIAS: {
      engine: 'ERROR',
      message: 'The servers of the parent make {domain} an alias for different names: {targets}.',
      meaning: 'The result of a lookup depends on the server that is asked.',
      fix: 'Tell the operators of the parent that some of its servers have a different version of the zone.',
      source: 'Zonemaster test case Basic01; RFC 6672',
    },
  },
  needs: 'nothing',
  *run(zone, fact) {
    const domain = zone.zone;
    if (!zone.testsExisting) {
      yield fact('B01_CHILD_FOUND', { domain });
      yield fact('B01_PARENT_DISREGARDED', {});
      return;
    }
    const parents = parentsByServer(zone);
    if (parents.size === 0) {
      if (!isParentless(zone)) return;
      const above = parentOf(domain);
      const silent = zone.parent.servers.map((server) => soa(server.address, domain));
      const asked = silent.filter((question) => zone.wasAsked(question));
      const proof = { evidence: [...zone.basis(() => findParent(zone)), ...asked] };
      yield fact('B01_PARENT_NOT_FOUND', { domain }, proof);
      yield fact('B01_NO_CHILD', { domain, parent: above }, proof);
      return;
    }
    for (const [parent, servers] of parents) {
      yield fact('B01_PARENT_FOUND', { domain: parent, servers: sortedIds(servers) }, { servers });
    }
    if (parents.size > 1) {
      const servers = [...parents.values()].flat();
      const evidence = servers.map((server) => apexAt(server.address, domain));
      yield fact('B01_PARENT_UNDETERMINED', { zones: [...parents.keys()].sort() }, { servers, evidence });
    }

    const delegating = serversThat(zone, ['delegation', 'soa']);
    const denying = serversThat(zone, ['no-such-name', 'alias', 'alias-referral', 'no-data']);
    const parent = [...parents.keys()].sort().join(', ');
    const evidence = denying.map((server) => soa(server.address, domain));
    if (delegating.length > 0) yield fact('B01_CHILD_FOUND', { domain });
    else yield fact('B01_NO_CHILD', { domain, parent }, { servers: denying, evidence });
    if (delegating.length > 0 && denying.length > 0) {
      const proof = {
        servers: denying,
        evidence: [...evidence, ...delegating.map((one) => soa(one.address, domain))],
      };
      yield fact('B01_INCONSISTENT_DELEGATION', { domain, parent, servers: sortedIds(denying) }, proof);
    }

    const aliases = aliasesByTarget(zone, denying);
    for (const [target, servers] of aliases) {
      const proof = { servers, evidence: servers.map((server) => dname(server.address, domain)) };
      yield fact('B01_CHILD_IS_ALIAS', { domain, target, servers: sortedIds(servers) }, proof);
    }
    if (aliases.size > 1) {
      const servers = [...aliases.values()].flat();
      const proof = { servers, evidence: servers.map((server) => dname(server.address, domain)) };
      yield fact('B01_INCONSISTENT_ALIAS', { domain, targets: [...aliases.keys()].sort() }, proof);
    }
  },
});

function serversThat(zone: ZoneView, say: readonly ReturnType<typeof parentSays>[]): Server[] {
  return zone.parent.servers.filter((server) =>
    say.includes(parentSays(zone.message(soa(server.address, zone.zone)), zone.zone)),
  );
}

/** The servers that give an answer about the zone, by the apex of the zone they answer from. */
function parentsByServer(zone: ZoneView): Map<Name, Server[]> {
  const parents = new Map<Name, Server[]>();
  const found = zone.parent.zone;
  if (found === null) return parents;
  const speaking = serversThat(zone, [
    'delegation',
    'soa',
    'no-such-name',
    'alias',
    'alias-referral',
    'no-data',
  ]);
  for (const server of speaking) {
    const apex = nearestApex(zone, server) ?? found;
    parents.set(apex, [...(parents.get(apex) ?? []), server]);
  }
  return parents;
}

/** The name above the zone, if the server has a zone of that name. */
function nearestApex(zone: ZoneView, server: Server): Name | null {
  const above = parentOf(zone.zone);
  const message = zone.message(apexAt(server.address, zone.zone));
  if (message === null || !message.aa || message.rcode !== 'NOERROR') return null;
  return records(message, 'SOA', { name: above, section: 'answer' }).length === 1 ? above : null;
}

function aliasesByTarget(zone: ZoneView, servers: readonly Server[]): Map<Name, Server[]> {
  const aliases = new Map<Name, Server[]>();
  for (const server of servers) {
    const message = zone.message(dname(server.address, zone.zone));
    if (message === null || !message.aa || message.rcode !== 'NOERROR') continue;
    const [alias, ...more] = records(message, 'DNAME', { name: zone.zone, section: 'answer' });
    if (alias === undefined || more.length > 0) continue;
    const target = fold(alias.target);
    aliases.set(target, [...(aliases.get(target) ?? []), server]);
  }
  return aliases;
}

/** Whether the zone certainly has no parent; false if the parent is only unknown. */
function isParentless(zone: ZoneView): boolean {
  return zone.parent.status !== 'unasked' && zone.resolverWorks !== false;
}

function sortedIds(servers: readonly Server[]): string[] {
  return idsOf(servers).sort();
}
