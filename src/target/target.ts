import type { Address } from '../dns/address.js';
import type { DsData } from '../dns/ds.js';
import type { Name } from '../dns/name.js';
import type { FileLocation, Finding } from '../finding/fact.js';
import type { Prefix } from '../prefix/prefix.js';

/** A zone to test and its requested delegation, as in a domain object. */
export interface ZoneTarget {
  /** In lower case. */
  readonly zone: Name;
  /** The addresses the zone maps. */
  readonly block: Prefix;
  readonly nservers: readonly Nserver[];
  readonly ds: readonly DsData[];
  /** Set if it was read from a domain object. */
  readonly origin?: Origin;
}

export interface Nserver {
  /** In lower case. */
  readonly name: Name;
  /** Addresses given with the name; if empty, they are looked up. */
  readonly glue: readonly Address[];
}

/** Each name once: a name server may be given several times, with an address each time. */
export function mergeNservers(nservers: readonly Nserver[]): Nserver[] {
  const glue = new Map<Name, Set<Address>>();
  for (const nserver of nservers) {
    glue.set(nserver.name, new Set([...(glue.get(nserver.name) ?? []), ...nserver.glue]));
  }
  return [...glue].map(([name, addresses]) => ({ name, glue: [...addresses] }));
}

/** The domain object in a file that a target was read from. */
export interface Origin {
  /** The place of the zone's name. */
  readonly domain: FileLocation;
  /** Its lines for name servers, each with at most one address. */
  readonly nservers: readonly {
    readonly name: Name;
    readonly address: Address | null;
    readonly location: FileLocation;
  }[];
  /** The places of the target's DS data, in its order. */
  readonly ds: readonly FileLocation[];
  /** Names of maintainers. */
  readonly mntBy: readonly string[];
  /** The findings of the rules for objects in its text. */
  readonly remarks: readonly Finding[];
}

/** The zone that a report is about. An object may name a zone that maps no addresses. */
export interface Subject extends Pick<ZoneTarget, 'zone' | 'ds'> {
  readonly block: Prefix | null;
}

/** An object whose text alone is checked. The subject is null if its zone cannot be read, or for a file as a whole. */
export interface Unasked {
  readonly subject: Subject | null;
  readonly remarks: readonly Finding[];
}
