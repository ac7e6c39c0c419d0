import { fold, labelsOf, type Name, parentOf } from '../dns/name.js';
import { parseRecord, type ZoneRecord } from './record.js';

/** The records of a zone by owner (in lower case) and type. An empty non-terminal has an empty map. */
export interface Zone {
  readonly origin: Name;
  readonly nodes: ReadonlyMap<Name, ReadonlyMap<string, readonly ZoneRecord[]>>;
}

/** Reads zone-file lines (see parseRecord); a repeated line counts once. */
export function zoneOf(origin: Name, lines: readonly string[]): Zone {
  const nodes = new Map<Name, Map<string, ZoneRecord[]>>([[fold(origin), new Map()]]);
  for (const line of new Set(lines)) {
    const record = parseRecord(line, origin);
    const node = nodeAt(nodes, fold(record.name), fold(origin));
    const rrset = node.get(record.type);
    if (rrset === undefined) node.set(record.type, [record]);
    else rrset.push(record);
  }
  return { origin, nodes };
}

/** The node. Creates it and all nodes up to the origin: an empty non-terminal exists (RFC 4592 section 2.2.2). */
function nodeAt<Node>(nodes: Map<Name, Map<string, Node>>, owner: Name, origin: Name): Map<string, Node> {
  const found = nodes.get(owner);
  if (found !== undefined) return found;
  const made = new Map<string, Node>();
  nodes.set(owner, made);
  if (labelsOf(owner).length > labelsOf(origin).length) nodeAt(nodes, parentOf(owner), origin);
  return made;
}

export function exists(zone: Zone, name: Name): boolean {
  return zone.nodes.has(fold(name));
}

/** The records of a name and a type; empty if there are none. */
export function rrset(zone: Zone, name: Name, type: string): readonly ZoneRecord[] {
  return zone.nodes.get(fold(name))?.get(type) ?? [];
}
