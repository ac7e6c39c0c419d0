import type { Address } from '../dns/address.js';
import type { DsData } from '../dns/ds.js';
import type { Name } from '../dns/name.js';
import type { FileLocation, Finding } from '../finding/fact.js';
import type { Prefix } from '../prefix/prefix.js';

/** One zone to be tested, and the delegation asked for it: what a domain object says. */
export interface ZoneTarget {
  /** In lower case. */
  readonly zone: Name;
  /** The addresses the zone maps. */
  readonly block: Prefix;
  readonly nservers: readonly Nserver[];
  readonly ds: readonly DsData[];
  /** If it was read from a domain object. */
  readonly origin?: Origin;
}

export interface Nserver {
  /** In lower case. */
  readonly name: Name;
  /** Addresses given with the name; empty: they are to be looked up. */
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

/** The domain object of a file that a target is read from. */
export interface Origin {
  /** Where it names the zone. */
  readonly domain: FileLocation;
  /** Its lines for name servers, each with at most one address. */
  readonly nservers: readonly {
    readonly name: Name;
    readonly address: Address | null;
    readonly location: FileLocation;
  }[];
  /** Of each of the target's DS data. */
  readonly ds: readonly FileLocation[];
  /** Names of maintainers. */
  readonly mntBy: readonly string[];
  /** What the rules for objects found in its text. */
  readonly remarks: readonly Finding[];
}

/** What a report is about, as far as that is known: an object may name a zone that maps no addresses. */
export interface Subject extends Pick<ZoneTarget, 'zone' | 'ds'> {
  readonly block: Prefix | null;
}

/** An object of which only the text is looked at. Without a subject: one without a zone that can be read, or a file as a whole. */
export interface Unasked {
  readonly subject: Subject | null;
  readonly remarks: readonly Finding[];
}
