import { type DsData, DsError, parseDs } from '../dns/ds.js';
import { mergeNservers, type ZoneTarget } from '../target/target.js';
import { OTHER_CLASSES } from './attributes.js';
import { NserverError, type NserverValue, readNserver } from './nserver.js';
import type { Attribute, RpslFile, RpslObject } from './parse.js';
import { readZoneName, type ZoneName, ZoneNameError } from './zone-name.js';

/** A value, or its fault, with the attribute that has it. */
export interface Sourced<T> {
  readonly attribute: Attribute;
  readonly value: T;
}

/** An object of a file that is, or is meant to be, a domain object. */
export interface DomainObject {
  readonly object: RpslObject;
  /** The first `domain:` attribute and the zone it names; null if there is none. */
  readonly domain: Sourced<ZoneName | ZoneNameError> | null;
  readonly nservers: readonly Sourced<NserverValue | NserverError>[];
  readonly ds: readonly Sourced<DsData | DsError>[];
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
  return domain === null || domain.value instanceof ZoneNameError ? null : domain.value;
}

/** The name server lines that can be read. */
export function readableNservers({ nservers }: DomainObject): Sourced<NserverValue>[] {
  return nservers.flatMap(({ attribute, value }) =>
    value instanceof NserverError ? [] : [{ attribute, value }],
  );
}

/** The DS data that can be read. */
export function readableDs({ ds }: DomainObject): Sourced<DsData>[] {
  return ds.flatMap(({ attribute, value }) => (value instanceof DsError ? [] : [{ attribute, value }]));
}

/**
 * The delegation that the object asks for, as far as it can be read; a name server on several lines has the addresses of
 * all. Null if there is nothing to test: the zone cannot be read, is one of telephone numbers, has no readable name
 * server, or is to be deleted.
 */
export function targetOf(domain: DomainObject): ZoneTarget | null {
  const zone = zoneOf(domain);
  const nservers = mergeNservers(
    readableNservers(domain).map(({ value: { name, glue } }) => ({
      name,
      glue: glue === null ? [] : [glue.address],
    })),
  );
  if (zone === null || zone.notation === 'enum' || nservers.length === 0 || domain.isDeletion) return null;
  return {
    zone: zone.zone,
    block: zone.block,
    nservers,
    ds: readableDs(domain).map(({ value }) => value),
  };
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
    ds: attributesOf(object, 'ds-rdata').map((attribute) => ({ attribute, value: parseDs(attribute.value) })),
    isDeletion: object.pseudo.some(({ name }) => name === 'delete'),
  };
}
