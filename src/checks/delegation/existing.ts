import type { Address } from '../../dns/address.js';
import { isWithin, type Name, name } from '../../dns/name.js';
import { ns, nsOf, soa } from '../../questions/common.js';
import type { Nserver } from '../../target/target.js';
import { delegationIn } from '../../zone/parent.js';
import type { ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';

/** The domains of the name servers from which RIRs and IANA delegate reverse zones. */
const REGISTRIES: readonly Name[] = [
  'afrinic.net',
  'apnic.net',
  'arin.net',
  'iana-servers.net',
  'icann.org',
  'in-addr-servers.arpa',
  'ip6-servers.arpa',
  'lacnic.net',
  'ripe.net',
].map(name);

/** Compares with the delegation that exists. RIPE's engine disregards it, but the user should not be surprised. */
export const existingDelegation = defineCheck({
  testCase: 'RDNS03',
  title: 'The zone is not delegated to other servers',
  source: 'rdns-preflight',
  tags: {
    RDNS_SAME_DELEGATION: {
      engine: null,
      documented: 'INFO',
      message: '{parent} already delegates {domain} exactly like this.',
      meaning: 'The domain object already has the name servers that were tested, so nothing changes.',
      fix: null,
    },
    RDNS_REPLACES_DELEGATION: {
      engine: null,
      documented: 'NOTICE',
      message: '{parent} already delegates {domain}; the new delegation replaces it: {changes}.',
      meaning:
        'There is a domain object for the zone. Changing it replaces all of its name servers. The old ones are used until the parent is updated and caches have expired.',
      fix: 'If you intend this, keep the old name servers running for some days. Only the maintainer of the object can authorise the change.',
    },
    RDNS_WIDER_DELEGATION: {
      engine: null,
      documented: 'NOTICE',
      message: '{domain} is part of {parent}, which is delegated to {nservers}.',
      meaning:
        'The holder of the wider zone delegates this zone, not a registry. The RIPE Database refuses a domain object while a less specific one exists.',
      fix: 'Have the zone delegated in the wider zone. If the wider domain object is yours, you can also delete it first, but all of its zones go with it.',
      source: 'RIPE Database documentation, domain objects',
    },
  },
  needs: 'zone',
  *run(zone, fact) {
    const parent = zone.parent.zone;
    if (zone.testsExisting || parent === null) return;
    const domain = zone.zone;
    const nservers = [...new Set(zone.parent.servers.map((server) => server.name))].sort();
    if (nservers.length > 0 && !nservers.some(isRegistrys)) {
      yield fact('RDNS_WIDER_DELEGATION', { domain, parent, nservers }, { evidence: [nsOf(parent)] });
    }
    // A parent server that also serves the zone answers from the zone itself, which shows no delegation.
    const old = delegationIn(
      zone.parentReferrals.filter((message) => !message.aa),
      domain,
    );
    if (old.length === 0) return;
    const changes = changesBetween(old, zone.target.nservers);
    const evidence = referralsAsked(zone);
    if (changes.length === 0) yield fact('RDNS_SAME_DELEGATION', { parent, domain }, { evidence });
    else yield fact('RDNS_REPLACES_DELEGATION', { parent, domain, changes }, { evidence });
  },
});

function isRegistrys(host: Name): boolean {
  return REGISTRIES.some((registry) => isWithin(host, registry));
}

function changesBetween(old: readonly Nserver[], wanted: readonly Nserver[]): string[] {
  const [before, after] = [glueByName(old), glueByName(wanted)];
  const removed = [...before.keys()].filter((host) => !after.has(host)).map((host) => `${host} goes`);
  const added = [...after.keys()].filter((host) => !before.has(host)).map((host) => `${host} comes`);
  const moved = [...after].flatMap(([host, glue]) => {
    const had = before.get(host) ?? [];
    const same = had.length === 0 || glue.length === 0 || had.join() === glue.join();
    return same ? [] : [`${host} moves from ${had.join(', ')} to ${glue.join(', ')}`];
  });
  return [...removed, ...added, ...moved];
}

function glueByName(nservers: readonly Nserver[]): Map<Name, readonly Address[]> {
  return new Map(nservers.map(({ name: host, glue }) => [host, [...glue].sort()]));
}

function referralsAsked(zone: ZoneView) {
  return zone.parent.servers
    .flatMap((server) => [soa(server.address, zone.zone), ns(server.address, zone.zone)])
    .filter((question) => zone.wasAsked(question));
}
