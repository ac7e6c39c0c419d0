import type { Address } from '../../dns/address.js';
import { records, replyType } from '../../dns/message.js';
import { isWithin, type Name } from '../../dns/name.js';
import { ADDRESS_TYPES, addressAt } from '../../questions/common.js';
import type { Question } from '../../record/question.js';
import { isUnknown } from '../../zone/resolution.js';
import type { Server, ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { delegationQuestions, lookupsOf } from '../lookups.js';

export const glue = defineCheck({
  testCase: 'Consistency05',
  title: 'The addresses in the object and in the zone match',
  source: 'Zonemaster test case Consistency05; RFC 1034 section 4.2.2',
  tags: {
    ADDRESSES_MATCH: {
      engine: 'INFO',
      message: 'The glue in the object and the addresses in the zone are the same.',
      meaning: 'A resolver finds the same name servers by the delegation and by the zone.',
      fix: null,
    },
    IN_BAILIWICK_ADDR_MISMATCH: {
      engine: 'ERROR',
      message: 'The object gives {glue}, but the zone has {found}.',
      meaning:
        'The addresses of name servers inside the zone are in two places: in the glue with the delegation, and in the zone. If the zone does not confirm the glue, resolvers may ask the wrong host.',
      fix: 'Copy the addresses in the zone to the object, or correct the A and AAAA records in the zone.',
    },
    OUT_OF_BAILIWICK_ADDR_MISMATCH: {
      engine: 'ERROR',
      message: 'The parent gives {glue} with the delegation, but the DNS has {found} for that name.',
      meaning:
        'The parent has a wrong or outdated address for a name server outside the zone. Resolvers may ask the wrong host.',
      fix: 'Ask the operators of the parent to remove the address or to correct it.',
    },
    EXTRA_ADDRESS_CHILD: {
      engine: 'NOTICE',
      message: 'The zone gives {addresses}, which the object does not have.',
      meaning: 'The zone has more addresses for its name servers than the delegation would have.',
      fix: 'Add the addresses to the object, or remove them from the zone.',
    },
    CHILD_ZONE_LAME: {
      engine: 'ERROR',
      message: 'No name server gives the address of {nsname}, which is inside the zone.',
      meaning:
        'The name servers of a zone must give the addresses of the names in it. None of them gives an authoritative answer for this name.',
      fix: 'Serve the zone with the A and AAAA records of this name on all name servers.',
    },
  },
  *run(zone, fact) {
    const inside = [...new Set([...zone.delegation.names, ...zone.child.names])]
      .filter((name) => isWithin(name, zone.zone))
      .sort();
    const said = new Map(inside.map((name) => [name, addressesInZone(zone, name)]));
    const lame = inside.find((name) => said.get(name) === 'lame');
    if (lame !== undefined) {
      const proof = { servers: [lame], evidence: questionsAbout(zone, [lame]) };
      yield fact('CHILD_ZONE_LAME', { nsname: lame }, proof);
      return;
    }
    const known = inside.filter((name) => said.get(name) !== 'unknown');
    const given = pairs(known, (name) => zone.glueOf(name));
    const found = pairs(known, (name) => said.get(name) ?? []);
    const missing = given.filter((pair) => !found.includes(pair));
    const extra = found.filter((pair) => !given.includes(pair));
    const evidence = questionsAbout(zone, known);
    if (missing.length > 0) {
      const inZone = found.length === 0 ? ['no address'] : found;
      yield fact(
        'IN_BAILIWICK_ADDR_MISMATCH',
        { glue: missing, found: inZone },
        { servers: missing, evidence },
      );
    }
    if (extra.length > 0)
      yield fact('EXTRA_ADDRESS_CHILD', { addresses: extra }, { servers: extra, evidence });
    const stale = staleGlue(zone);
    for (const { name, glue: wrong, found: right } of stale) {
      const proof = {
        servers: [name],
        evidence: [...delegationQuestions(zone), ...zone.basis(() => zone.resolve(name))],
      };
      yield fact('OUT_OF_BAILIWICK_ADDR_MISMATCH', { glue: wrong, found: right }, proof);
    }
    if (missing.length + extra.length + stale.length === 0 && known.length === inside.length) {
      yield fact('ADDRESSES_MATCH', {});
    }
  },
});

/** Addresses in the referral that names outside the zone do not really have. */
function staleGlue(zone: ZoneView) {
  const outside = zone.testsExisting
    ? zone.delegation.names.filter((name) => !isWithin(name, zone.zone))
    : [];
  return outside.flatMap((name) => {
    const glue = zone.parentReferrals.flatMap((referral) =>
      ADDRESS_TYPES.flatMap((type) =>
        records(referral, type, { name, section: 'additional' }).map((rr) => rr.address),
      ),
    );
    const resolution = zone.resolve(name);
    const wrong = [...new Set(glue)].filter((address) => !resolution.addresses.includes(address));
    if (wrong.length === 0 || isUnknown(resolution)) return [];
    const found = resolution.addresses.length === 0 ? ['no address'] : resolution.addresses;
    return [{ name, glue: wrong.map((address) => `${name}/${address}`), found }];
  });
}

type Said = readonly Address[] | 'lame' | 'unknown';

/** The addresses of a name in the zone according to all servers; lame if none answers properly. */
function addressesInZone(zone: ZoneView, name: Name): Said {
  const asked = zone.inUse.flatMap((server) =>
    ADDRESS_TYPES.map((type) => ({ type, question: addressAt(server.address, name, type) })),
  );
  const answers = asked.filter(({ question }) => zone.wasAsked(question));
  if (answers.length === 0) return 'unknown';
  let told = false;
  const addresses: Address[] = [];
  for (const { type, question } of answers) {
    const message = zone.message(question);
    if (message === null) continue;
    if (replyType(message) === 'referral') {
      // A zone further down has the last word. To the engine, a referral to elsewhere is no failure.
      const resolution = zone.resolve(name);
      if (isUnknown(resolution)) return 'unknown';
      told = true;
      if (resolution.aliases.length === 0) addresses.push(...resolution.addresses);
      continue;
    }
    if (!message.aa || (message.rcode !== 'NOERROR' && message.rcode !== 'NXDOMAIN')) continue;
    told = true;
    addresses.push(...records(message, type, { name, section: 'answer' }).map((rr) => rr.address));
  }
  if (!told) return answers.length === asked.length ? 'lame' : 'unknown';
  return addresses;
}

function pairs(names: readonly Name[], addressesOf: (name: Name) => Said): string[] {
  return [
    ...new Set(
      names.flatMap((name) => {
        const addresses = addressesOf(name);
        return typeof addresses === 'string' ? [] : addresses.map((address) => `${name}/${address}`);
      }),
    ),
  ].sort();
}

function questionsAbout(zone: ZoneView, names: readonly Name[]): Question[] {
  const asked = zone.inUse.flatMap((server: Server) =>
    names.flatMap((name) => ADDRESS_TYPES.map((type) => addressAt(server.address, name, type))),
  );
  // A referral leads to a zone further down, which has the last word.
  return [...asked, ...lookupsOf(zone, names)];
}
