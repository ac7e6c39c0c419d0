import type { Relation } from '../prefix/prefix.js';

/** What the RIPE Database has about a zone, as far as it decides whether an object for the zone can be created or changed. */
export interface Standing {
  /** The database that was asked, such as RIPE. */
  readonly source: string;
  /** The maintainers whose authorisation the user has, in upper case; null: it was not said. */
  readonly own: readonly string[] | null;
  /** What it has, or why it could not be asked. */
  readonly found: StandingFound | { readonly reason: string };
}

export interface StandingFound {
  /** The object for the zone itself; null: there is none. */
  readonly existing: { readonly mntBy: readonly string[] } | null;
  /** Objects for zones that share addresses with it, but are not it. */
  readonly others: readonly OtherObject[];
  /** Who decides on creating an object for the zone; null: the database has no object for its address space. */
  readonly space: AddressSpace | null;
}

export interface OtherObject {
  readonly zone: string;
  /** How its zone lies to the one in question. */
  readonly relation: Exclude<Relation, 'same'>;
}

/** The inetnum or inet6num object that covers a zone most closely. */
export interface AddressSpace {
  /** As the object names it. */
  readonly block: string;
  /** The attribute of it that decides. */
  readonly attribute: 'mnt-domains' | 'mnt-lower' | 'mnt-by';
  /** In upper case. */
  readonly maintainers: readonly string[];
}
