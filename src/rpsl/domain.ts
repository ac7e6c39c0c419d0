import type { Name } from '../dns/name.js';
import type { DsData, Nserver, ZoneTarget } from '../target/target.js';
import { OTHER_CLASSES } from './attributes.js';
import { DsFault, readDs } from './ds-rdata.js';
import { NserverFault, type NserverValue, readNserver } from './nserver.js';
import type { Attribute, RpslFile, RpslObject } from './parse.js';
import { readZoneName, type ZoneName, ZoneNameFault } from './zone-name.js';

/** A value, or its fault, with the attribute that has it. */
export interface Sourced<T> {
  readonly attribute: Attribute;
  readonly value: T;
}

/** An object of a file that is, or is meant to be, a domain object. */
export interface DomainObject {
  readonly object: RpslObject;
  /** The first `domain:` attribute and the zone it names; null if there is none. */
  readonly domain: Sourced<ZoneName | ZoneNameFault> | null;
  readonly nservers: readonly Sourced<NserverValue | NserverFault>[];
  readonly ds: readonly Sourced<DsData | DsFault>[];
  /** It asks for the object's deletion: neither its values nor its zone are checked. */
  readonly isDeletion: boolean;
}

/** The objects of a file that can be domain objects: all but those of another class. */
export function domainsOf(file: RpslFile): DomainObject[] {
  return file.objects.filter((object) => !OTHER_CLASSES.has(classOf(object))).map(readDomain);
}

/** The name of the first attribute, which is the class of the object to the database. */
export function classOf(object: RpslObject): string {
  return object.attributes[0]?.name ?? '';
}

/** The attributes of an object that have one of these names. */
export function attributesOf(object: RpslObject, ...names: readonly string[]): Attribute[] {
  return object.attributes.filter(({ name }) => names.includes(name));
}

/** The zone of the object; null if its name cannot be read. */
export function zoneOf({ domain }: DomainObject): ZoneName | null {
  return domain === null || domain.value instanceof ZoneNameFault ? null : domain.value;
}

/** The name server lines that can be read. */
export function readableNservers({ nservers }: DomainObject): Sourced<NserverValue>[] {
  return nservers.flatMap(({ attribute, value }) =>
    value instanceof NserverFault ? [] : [{ attribute, value }],
  );
}

/** The DS data that can be read. */
export function readableDs({ ds }: DomainObject): Sourced<DsData>[] {
  return ds.flatMap(({ attribute, value }) => (value instanceof DsFault ? [] : [{ attribute, value }]));
}

/**
 * The delegation that the object asks for, as far as it can be read; a name server on several lines has the addresses of
 * all. Null if there is nothing to test: the zone cannot be read, is one of telephone numbers, has no readable name
 * server, or is to be deleted.
 */
export function targetOf(domain: DomainObject): ZoneTarget | null {
  const zone = zoneOf(domain);
  const nservers = mergeNservers(readableNservers(domain).map(({ value }) => value));
  if (zone === null || zone.notation === 'enum' || nservers.length === 0 || domain.isDeletion) return null;
  return {
    zone: zone.zone,
    prefix: zone.prefix,
    nservers,
    ds: readableDs(domain).map(({ value }) => value),
  };
}

function mergeNservers(values: readonly NserverValue[]): Nserver[] {
  const glue = new Map<Name, Nserver['glue'][number][]>();
  for (const value of values) {
    const known = glue.get(value.name) ?? [];
    const address = value.glue?.address;
    glue.set(value.name, address === undefined || known.includes(address) ? known : [...known, address]);
  }
  return [...glue].map(([name, addresses]) => ({ name, glue: addresses }));
}

function readDomain(object: RpslObject): DomainObject {
  const [domain] = attributesOf(object, 'domain');
  return {
    object,
    domain: domain === undefined ? null : { attribute: domain, value: readZoneName(domain.value) },
    nservers: attributesOf(object, 'nserver').map((attribute) => ({
      attribute,
      value: readNserver(attribute),
    })),
    ds: attributesOf(object, 'ds-rdata').map((attribute) => ({ attribute, value: readDs(attribute.value) })),
    isDeletion: object.pseudo.some(({ name }) => name === 'delete'),
  };
}
