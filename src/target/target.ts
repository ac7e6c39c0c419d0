import type { Address } from '../dns/address.js';
import type { Name } from '../dns/name.js';
import type { FactValue } from '../finding/tag.js';

/** One zone to be tested, and the delegation asked for it: what a domain object says. */
export interface ZoneTarget {
  /** In lower case. */
  readonly zone: Name;
  /** The address block the zone maps, as CIDR or as a range `a - b`. */
  readonly prefix: string;
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

/** The data of a DS record (RFC 4034 section 5.1), the digest in upper-case hex. */
export interface DsData {
  readonly keyTag: number;
  readonly algorithm: number;
  readonly digestType: number;
  readonly digest: string;
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
  readonly remarks: readonly Remark[];
}

/** What the rules for objects say about one: a message about its text. */
export interface Remark {
  readonly tag: string;
  readonly testCase: string;
  readonly facts: Readonly<Record<string, FactValue>>;
  /** Name servers, by name. */
  readonly servers: readonly string[];
  readonly location: FileLocation;
}

/** A place in a file of the user's; line and column count from 1. */
export interface FileLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What a report is about, as far as that is known: an object may name a zone that maps no addresses. */
export interface Subject extends Pick<ZoneTarget, 'zone' | 'ds'> {
  readonly prefix: string | null;
}

/** An object of which only the text is looked at. Without a subject: one without a zone that can be read, or a file as a whole. */
export interface Unasked {
  readonly subject: Subject | null;
  readonly remarks: readonly Remark[];
}
