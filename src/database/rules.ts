import { defineRules } from '../finding/define.js';
import { formatPrefix } from '../prefix/prefix.js';
import { isOfRipeNcc } from '../rpsl/ripe-ncc-maintainers.js';
import { EXCLUDED } from '../rpsl/rules/hierarchy.js';
import type { AddressSpace, Standing, StandingFound } from '../target/standing.js';
import type { ZoneTarget } from '../target/target.js';

const DELEGATION = 'RIPE Database documentation, Authorisation: Request Reverse Delegation';

/** The input of a rule. */
interface Case {
  readonly target: ZoneTarget;
  readonly standing: Standing;
}

/** A fact is about the zone, so it needs no other place. */
const defineRule = defineRules<Case, [], { readonly servers: readonly string[] }>(() => ({ servers: [] }));

const objects = defineRule({
  testCase: 'RIPE11',
  title: 'No other object in the database conflicts with the one for the zone',
  source: 'RIPE Database documentation, RESTful API',
  tags: {
    RIPE_DB_UNKNOWN: {
      engine: null,
      documented: 'NOTICE',
      leavesOpen: true,
      message: 'The {source} database could not be asked about {zone}: {reason}.',
      meaning:
        'It is unknown whether the object can be created and who decides on that. This says nothing about the zone.',
      fix: 'Remove the cause if it is on your side, then ask again.',
    },
    RIPE_DB_EXISTS: {
      engine: null,
      documented: 'INFO',
      message: 'The {source} database already has an object for {zone}.',
      meaning:
        'A new object for the zone would change that one. The authorisation of one of its own maintainers is enough for a change, and other objects do not matter.',
      fix: null,
      source: DELEGATION,
    },
    RIPE_DB_LESS_SPECIFIC: {
      engine: 'ERROR',
      message: '{zone} is part of {other}, which has an object in the {source} database.',
      ...EXCLUDED.inside,
      fix: 'Have the zone delegated on the name servers of the larger zone, or have the object of the larger zone deleted first.',
    },
    RIPE_DB_MORE_SPECIFIC: {
      engine: 'ERROR',
      message: '{zone} contains zones that have objects in the {source} database: {others}.',
      ...EXCLUDED.around,
      fix: 'Delete the objects of the parts first, and delegate the parts on the name servers of the zone.',
    },
    RIPE_DB_OVERLAP: {
      engine: 'ERROR',
      message: '{zone} overlaps zones that have objects in the {source} database: {others}.',
      ...EXCLUDED.across,
      fix: 'Choose a range that does not overlap the others, or delete their objects first.',
    },
  },

  *run({ target: { zone }, standing }, fact) {
    const { source, found } = standing;
    if ('reason' in found) {
      yield fact('RIPE_DB_UNKNOWN', { zone, source, reason: found.reason });
      return;
    }
    if (found.existing !== null) {
      yield fact('RIPE_DB_EXISTS', { zone, source });
      return;
    }
    const zonesThat = (relation: StandingFound['others'][number]['relation']) =>
      found.others.filter((other) => other.relation === relation).map((other) => other.zone);
    for (const other of zonesThat('around')) yield fact('RIPE_DB_LESS_SPECIFIC', { zone, other, source });
    const inside = zonesThat('inside');
    if (inside.length > 0) {
      const others = shortened(inside);
      yield fact('RIPE_DB_MORE_SPECIFIC', { zone, others, source });
    }
    const across = zonesThat('across');
    if (across.length > 0) yield fact('RIPE_DB_OVERLAP', { zone, others: shortened(across), source });
  },
});

const maintainers = defineRule({
  testCase: 'RIPE12',
  title: 'You may create or change the object',
  source: DELEGATION,
  tags: {
    RIPE_DB_MAINTAINERS: {
      engine: null,
      documented: 'INFO',
      message: 'One of these maintainers must authorise the object: {maintainers} ({attribute} of {object}).',
      meaning:
        'To create an object, a maintainer of the address space and one in the mnt-by of the object must authorise it. In the most specific inetnum or inet6num object that covers the zone, mnt-domains decides; if it is missing, mnt-lower, unless the object is for exactly the block of the zone; otherwise mnt-by. To change an object, one in its mnt-by is enough.',
      fix: null,
    },
    RIPE_DB_MAINTAINER_NOT_OWN: {
      engine: 'ERROR',
      message: 'None of the maintainers given ({own}) is in {attribute} of {object}: {maintainers}.',
      meaning: 'The database refuses the object unless one of these maintainers authorises it.',
      fix: 'Have one of them create the object, or have your maintainer added, usually to mnt-domains in the object of the address space.',
    },
    RIPE_DB_MAINTAINER_NOT_IN_OBJECT: {
      engine: null,
      documented: 'WARNING',
      message: 'No maintainer in mnt-by of the object ({own}) is in {attribute} of {block}: {maintainers}.',
      meaning:
        'To create the object, two maintainers must then authorise it: one in its mnt-by, and one that decides on the address space. One key is enough if it is valid for both.',
      fix: 'Make sure that your key is valid for one of them (say with --mnt which it is valid for), or add your maintainer to mnt-domains in the object of the address space.',
    },
    RIPE_DB_ONLY_RIPE_NCC: {
      engine: 'ERROR',
      message: 'Only the RIPE NCC can authorise {zone}: {maintainers} ({attribute} of {block}).',
      meaning:
        'Nobody outside the RIPE NCC can use its maintainers. Often the address space is not registered in this database, or has no more specific object yet.',
      fix: 'Register the block you hold, or ask the RIPE NCC or the registry responsible for it.',
    },
    RIPE_DB_NO_ADDRESS_SPACE: {
      engine: 'ERROR',
      message: 'The {source} database has no object for the address space of {zone}, {prefix}.',
      meaning:
        'The inetnum or inet6num object that covers the zone says who may create the object, so nobody can authorise it.',
      fix: 'Register the block first, or use the database in which it is registered.',
    },
  },

  *run({ target, standing }, fact) {
    const { zone, origin } = target;
    const { source, own, found } = standing;
    if ('reason' in found) return;
    const { existing, space } = found;
    if (existing !== null) {
      const said = { object: zone, attribute: 'mnt-by', maintainers: existing.mntBy };
      yield fact('RIPE_DB_MAINTAINERS', said);
      if (own !== null && !meet(own, existing.mntBy))
        yield fact('RIPE_DB_MAINTAINER_NOT_OWN', { ...said, own });
      return;
    }
    if (space === null) {
      yield fact('RIPE_DB_NO_ADDRESS_SPACE', { zone, prefix: formatPrefix(target.block), source });
      return;
    }
    yield* aboutSpace(space);

    function* aboutSpace({ block, attribute, maintainers }: AddressSpace) {
      if (maintainers.every(isOfRipeNcc)) {
        yield fact('RIPE_DB_ONLY_RIPE_NCC', { zone, block, attribute, maintainers });
        return;
      }
      const mntBy = origin?.mntBy ?? [];
      const said = { object: block, attribute, maintainers };
      yield fact('RIPE_DB_MAINTAINERS', said);
      if (own !== null) {
        if (!meet(own, maintainers)) yield fact('RIPE_DB_MAINTAINER_NOT_OWN', { ...said, own });
        if (mntBy.length > 0 && !meet(own, mntBy)) {
          const ofObject = { object: 'the object itself', attribute: 'mnt-by', maintainers: mntBy };
          yield fact('RIPE_DB_MAINTAINER_NOT_OWN', { ...ofObject, own });
        }
      } else if (mntBy.length > 0 && !meet(mntBy, maintainers)) {
        yield fact('RIPE_DB_MAINTAINER_NOT_IN_OBJECT', { own: mntBy, block, attribute, maintainers });
      }
    }
  },
});

/** In the order of their numbers. */
export const DATABASE_RULES = [objects, maintainers] as const;

/** The obstacles to an object for the zone, given what the database has. */
export function databaseFindings(target: ZoneTarget, standing: Standing) {
  return DATABASE_RULES.flatMap(({ run, testCase }) =>
    [...run({ target, standing })].map((fact) => ({ ...fact, testCase })),
  );
}

function meet(a: readonly string[], b: readonly string[]): boolean {
  return a.some((each) => b.includes(each));
}

/** The most names shown of a long list. */
const SHOWN = 8;

function shortened(names: readonly string[]): string[] {
  return names.length > SHOWN ? [...names.slice(0, SHOWN), 'and others'] : [...names];
}
