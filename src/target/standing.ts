import type { Relation } from '../prefix/prefix.js';

/** The RIPE Database's objects that decide whether an object for a zone can be created or changed. */
export interface Standing {
  /** The database that was asked, such as RIPE. */
  readonly source: string;
  /** The maintainers whose authorisation the user has, in upper case; null if not given. */
  readonly own: readonly string[] | null;
  /** The objects, or why the database could not be asked. */
  readonly found: StandingFound | { readonly reason: string };
}

export interface StandingFound {
  /** The object for the zone itself; null if there is none. */
  readonly existing: { readonly mntBy: readonly string[] } | null;
  /** Objects for zones that share addresses with it, but are not it. */
  readonly others: readonly OtherObject[];
  /** The address space that decides on creating an object for the zone; null if the database has no object for it. */
  readonly space: AddressSpace | null;
}

export interface OtherObject {
  readonly zone: string;
  /** The relation of its zone to the tested one. */
  readonly relation: Exclude<Relation, 'same'>;
}

/** The inetnum or inet6num object that covers a zone most closely. */
export interface AddressSpace {
  /** As the object names it. */
  readonly block: string;
  /** Its attribute that decides. */
  readonly attribute: 'mnt-domains' | 'mnt-lower' | 'mnt-by';
  /** In upper case. */
  readonly maintainers: readonly string[];
}
