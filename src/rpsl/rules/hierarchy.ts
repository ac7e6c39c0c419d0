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
  title: 'The zones of the file do not exclude each other',
  tags: {
    RIPE_ZONE_REPEATED: {
      engine: 'ERROR',
      message: 'The addresses of {zone} have an object already, {other} in line {line}.',
      meaning:
        'There is one domain object for a zone. Of two in one update, the second changes what the first created; the batch interface refuses both.',
      fix: 'Keep one of the objects.',
      source: DOCUMENT,
    },
    RIPE_ZONE_IN_ANOTHER: {
      engine: 'ERROR',
      message: '{zone} is a part of {other}, whose object is in line {line}.',
      meaning:
        'The database creates no object for a zone when there is one for a zone around it: what is below that one, its own name servers delegate.',
      fix: 'Remove one of the objects, and delegate the smaller zone on the name servers of the larger.',
      source: DOCUMENT,
    },
    RIPE_ZONE_AROUND_ANOTHER: {
      engine: 'ERROR',
      message: '{zone} is around {other}, whose object is in line {line}.',
      meaning:
        'The database creates no object for a zone when there is one for a part of it: the delegation of the part would be hidden.',
      fix: 'Remove one of the objects, and delegate the smaller zone on the name servers of the larger.',
      source: DOCUMENT,
    },
    RIPE_ZONE_OVERLAP: {
      engine: 'ERROR',
      message: '{zone} shares addresses with {other}, whose object is in line {line}.',
      meaning:
        'The database creates no object for a range of which some addresses, but not all, have an object already.',
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
  /** The later of the two in the file, at which the database would stop. */
  readonly entry: Entry;
  readonly other: Entry;
}

/** For each entry, of each kind of conflict with entries before it in the file the first. */
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

/** Of two that share addresses, `around` being the one that starts first, or of two that start together the larger. */
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
