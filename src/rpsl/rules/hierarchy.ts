import type { Name } from '../../dns/name.js';
import { type Prefix, PrefixError, parsePrefix } from '../../prefix/prefix.js';
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

type Relation =
  | 'RIPE_ZONE_REPEATED'
  | 'RIPE_ZONE_IN_ANOTHER'
  | 'RIPE_ZONE_AROUND_ANOTHER'
  | 'RIPE_ZONE_OVERLAP';

export const hierarchy = defineRule({
  testCase: 'RIPE09',
  title: 'The zones of the file do not conflict with each other',
  tags: {
    RIPE_ZONE_REPEATED: {
      engine: 'ERROR',
      message: 'The addresses of {zone} already have an object, {other} in line {line}.',
      meaning:
        'A zone has one domain object. If an update has two, the second changes what the first created; the batch interface refuses both.',
      fix: 'Keep one of the objects.',
      source: DOCUMENT,
    },
    RIPE_ZONE_IN_ANOTHER: {
      engine: 'ERROR',
      message: '{zone} is part of {other}, whose object is in line {line}.',
      meaning:
        'The database creates no object for a zone inside another that has one: the name servers of the larger zone delegate everything below it.',
      fix: 'Remove one of the objects, and delegate the smaller zone on the name servers of the larger.',
      source: DOCUMENT,
    },
    RIPE_ZONE_AROUND_ANOTHER: {
      engine: 'ERROR',
      message: '{zone} contains {other}, whose object is in line {line}.',
      meaning:
        'The database creates no object for a zone if a part of it has one: the delegation of the part would be hidden.',
      fix: 'Remove one of the objects, and delegate the smaller zone on the name servers of the larger.',
      source: DOCUMENT,
    },
    RIPE_ZONE_OVERLAP: {
      engine: 'ERROR',
      message: '{zone} overlaps {other}, whose object is in line {line}.',
      meaning:
        'The database creates no object for a range if some of its addresses, but not all, already have an object.',
      fix: 'Change the ranges of the zones so that each address is in one of them.',
      source: DOCUMENT,
    },
  },

  *run({ domains }, fact) {
    const conflicts = conflictsAmong(domains.flatMap((domain, order) => entriesOf(domain, order)));
    for (const { tag, entry, other } of conflicts) {
      const facts = { zone: entry.zone, other: other.zone, line: other.at.line };
      yield fact(tag, facts, { at: entry.at, in: entry.domain });
    }
  },
});

function entriesOf(domain: DomainObject, order: number): Entry[] {
  const zone = zoneOf(domain);
  if (zone === null || zone.notation === 'enum' || domain.domain === null) return [];
  const block = parsePrefix(zone.prefix);
  if (block instanceof PrefixError) throw new Error(`${zone.prefix}: ${block.reason}`);
  return [{ domain, zone: zone.zone, block, at: valueLocation(domain.domain.attribute), order }];
}

interface Conflict {
  readonly tag: Relation;
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
    for (const around of open) {
      const conflict = conflictOf(around, entry);
      const key = `${conflict.tag} ${conflict.entry.order}`;
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
    else conflicts.push({ tag: 'RIPE_ZONE_REPEATED', entry, other });
  }
  return { distinct: [...distinct.values()], conflicts };
}

/** The conflict of two that share addresses: `around` starts first, or is the larger if both start together. */
function conflictOf(around: Entry, inner: Entry): Conflict {
  const innerIsLater = inner.order > around.order;
  const [entry, other] = innerIsLater ? [inner, around] : [around, inner];
  if (around.block.last < inner.block.last) return { tag: 'RIPE_ZONE_OVERLAP', entry, other };
  return { tag: innerIsLater ? 'RIPE_ZONE_IN_ANOTHER' : 'RIPE_ZONE_AROUND_ANOTHER', entry, other };
}

function byBlock({ block: a }: Entry, { block: b }: Entry): number {
  if (a.family !== b.family) return a.family < b.family ? -1 : 1;
  return compare(a.first, b.first) || compare(b.last, a.last);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
