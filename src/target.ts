import type { Address } from './dns/address.js';
import type { Name } from './dns/name.js';

/** One zone to be tested, and the delegation asked for it: what a domain object says. */
export interface ZoneTarget {
  /** In lower case. */
  readonly zone: Name;
  /** The address block the zone maps, as CIDR or as a range `a - b`. */
  readonly prefix: string;
  readonly nservers: readonly Nserver[];
  readonly ds: readonly DsData[];
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
