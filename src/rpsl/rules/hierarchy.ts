import type { Name } from '../../dns/name.js';
import { type Prefix, type Relation, relation } from '../../prefix/prefix.js';
import { type DomainObject, zoneOf } from '../domain.js';
import { type Location, valueLocation } from '../parse.js';
import { defineRule } from '../rule.js';

const DOCUMENT = 'RIPE Database documentation, Authorisation: Protection of Reverse Delegation Objects';

/** An object with the block its zone maps. */
interface Entry {
  readonly domain: DomainObject;
  readonly zone: Name;
  readonly block: Prefix;
  readonly at: Location;
  /** Its place in the order of the file. */
  readonly order: number;
}

/** Why the database creates no object for a zone with this relation to a zone that has one. */
export const EXCLUDED = {
  inside: {
    meaning:
      'The database creates no object for a zone inside another that has one: the name servers of the larger zone delegate everything below it.',
    source: DOCUMENT,
  },
  around: {
    meaning:
      'The database creates no object for a zone if a part of it has one: the delegation of the part would be hidden.',
    source: DOCUMENT,
  },
  across: {
    meaning:
      'The database creates no object for a range if some of its addresses, but not all, already have an object.',
    source: DOCUMENT,
  },
} as const satisfies Record<Exclude<Relation, 'same'>, object>;

const TAGS = {
  same: 'RIPE_ZONE_REPEATED',
  inside: 'RIPE_ZONE_IN_ANOTHER',
  around: 'RIPE_ZONE_AROUND_ANOTHER',
  across: 'RIPE_ZONE_OVERLAP',
} as const satisfies Record<Relation, string>;

export const hierarchy = defineRule({
  testCase: 'RIPE09',
  title: 'The zones of the file do not conflict with each other',
  source: DOCUMENT,
  tags: {
    RIPE_ZONE_REPEATED: {
      engine: 'ERROR',
      message: 'The addresses of {zone} already have an object, {other} in line {line}.',
      meaning:
        'A zone has one domain object. If an update has two, the second changes what the first created; the batch interface refuses both.',
      fix: 'Keep one of the objects.',
    },
    RIPE_ZONE_IN_ANOTHER: {
      engine: 'ERROR',
      message: '{zone} is part of {other}, whose object is in line {line}.',
      ...EXCLUDED.inside,
      fix: 'Remove one of the objects, and delegate the smaller zone on the name servers of the larger.',
    },
    RIPE_ZONE_AROUND_ANOTHER: {
      engine: 'ERROR',
      message: '{zone} contains {other}, whose object is in line {line}.',
      ...EXCLUDED.around,
      fix: 'Remove one of the objects, and delegate the smaller zone on the name servers of the larger.',
    },
    RIPE_ZONE_OVERLAP: {
      engine: 'ERROR',
      message: '{zone} overlaps {other}, whose object is in line {line}.',
      ...EXCLUDED.across,
      fix: 'Change the ranges of the zones so that each address is in one of them.',
    },
  },

  *run({ domains }, fact) {
    const conflicts = conflictsAmong(domains.flatMap((domain, order) => entriesOf(domain, order)));
    for (const { relation, entry, other } of conflicts) {
      const facts = { zone: entry.zone, other: other.zone, line: other.at.line };
      yield fact(TAGS[relation], facts, { at: entry.at, in: entry.domain });
    }
  },
});

function entriesOf(domain: DomainObject, order: number): Entry[] {
  const zone = zoneOf(domain);
  if (zone === null || zone.notation === 'enum' || domain.domain === null) return [];
  return [{ domain, zone: zone.zone, block: zone.block, at: valueLocation(domain.domain.attribute), order }];
}

interface Conflict {
  /** The relation of the entry's block to the other's. */
  readonly relation: Relation;
  /** The later of the two in the file, where the database would stop. */
  readonly entry: Entry;
  readonly other: Entry;
}

/** For each entry, the first conflict of each kind with an earlier entry of the file. */
function conflictsAmong(entries: readonly Entry[]): Conflict[] {
  const { distinct, conflicts } = withoutRepeated(entries);
  const nested = new Map<string, Conflict>();
  let open: Entry[] = [];
  for (const entry of distinct.toSorted(byBlock)) {
    open = open.filter(({ block }) => block.family === entry.block.family && block.last >= entry.block.first);
    for (const before of open) {
      const conflict = conflictOf(before, entry);
      if (conflict === null) continue;
      const key = `${conflict.relation} ${conflict.entry.order}`;
      const known = nested.get(key);
      if (known === undefined || conflict.other.order < known.other.order) nested.set(key, conflict);
    }
    open.push(entry);
  }
  return [...conflicts, ...nested.values()];
}

function withoutRepeated(entries: readonly Entry[]): { distinct: Entry[]; conflicts: Conflict[] } {
  const distinct = new Map<string, Entry>();
  const conflicts: Conflict[] = [];
  for (const entry of entries) {
    const { family, first, last } = entry.block;
    const key = `${family} ${first} ${last}`;
    const other = distinct.get(key);
    if (other === undefined) distinct.set(key, entry);
    else conflicts.push({ relation: 'same', entry, other });
  }
  return { distinct: [...distinct.values()], conflicts };
}

function conflictOf(a: Entry, b: Entry): Conflict | null {
  const [entry, other] = a.order > b.order ? [a, b] : [b, a];
  const found = relation(entry.block, other.block);
  return found === null ? null : { relation: found, entry, other };
}

function byBlock({ block: a }: Entry, { block: b }: Entry): number {
  if (a.family !== b.family) return a.family < b.family ? -1 : 1;
  return compare(a.first, b.first) || compare(b.last, a.last);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
