import type { DsData } from '../dns/ds.js';
import type { Finding } from '../finding/fact.js';
import type { Item } from '../target/item.js';
import type { Origin, Subject, Unasked, ZoneTarget } from '../target/target.js';
import {
  attributesOf,
  type DomainObject,
  domainsOf,
  readableDs,
  readableNservers,
  targetOf,
  zoneOf,
} from './domain.js';
import { type FoundInFile, lintDomains } from './lint.js';
import { listItems } from './list-items.js';
import { type Location, parseRpsl, valueLocation } from './parse.js';

/** An object of a file, with the findings of the rules about it. */
export interface ReadObject extends Unasked {
  /** Null for the file itself. */
  readonly domain: DomainObject | null;
  /** The requested delegation; null if there is nothing to test, or for the file itself. */
  readonly target: ZoneTarget | null;
}

/**
 * The domain objects of a file, in its order; `file` is its name in messages. Findings about the file as a whole, or
 * about objects of other classes, come before them in an entry of their own.
 */
export function readObjects(bytes: Uint8Array, file: string): ReadObject[] {
  const parsed = parseRpsl(bytes);
  const domains = domainsOf(parsed);
  const findings = lintDomains(parsed, domains);
  const remarks = new Map<DomainObject | null, Finding[]>();
  for (const finding of findings) {
    const known = remarks.get(finding.domain);
    if (known === undefined) remarks.set(finding.domain, [inFile(finding, file)]);
    else known.push(inFile(finding, file));
  }
  const remarksOn = (domain: DomainObject | null) => remarks.get(domain) ?? [];
  const general = remarksOn(null);
  return [
    ...(general.length === 0 ? [] : [{ subject: null, remarks: general, target: null, domain: null }]),
    ...domains.map((domain) => readObject(domain, remarksOn(domain), file)),
  ];
}

/** The items for a report on objects: their targets, or the objects themselves if they have none. */
export function itemsOf(objects: readonly ReadObject[]): Item[] {
  return objects.map((object) => object.target ?? object);
}

/** Whether the text is meant as RPSL objects: it has an attribute that only these have. */
export function looksLikeRpsl(bytes: Uint8Array): boolean {
  return parseRpsl(bytes).objects.length > 0;
}

function readObject(domain: DomainObject, remarks: readonly Finding[], file: string): ReadObject {
  const ds = readableDs(domain).map(({ value }) => value);
  const target = targetOf(domain);
  const subject = subjectOf(domain, ds);
  return {
    domain,
    subject,
    remarks,
    target: target === null ? null : { ...target, origin: originOf(domain, remarks, file) },
  };
}

function subjectOf(domain: DomainObject, ds: readonly DsData[]): Subject | null {
  const zone = zoneOf(domain);
  if (zone === null) return null;
  return { zone: zone.zone, block: zone.notation === 'enum' ? null : zone.block, ds };
}

function originOf(domain: DomainObject, remarks: readonly Finding[], file: string): Origin {
  const at = (location: Location) => ({ file, ...location });
  return {
    domain: at(domain.domain === null ? domain.object.location : valueLocation(domain.domain.attribute)),
    nservers: readableNservers(domain).map(({ attribute, value }) => ({
      name: value.name,
      address: value.glue?.address ?? null,
      location: at(valueLocation(attribute)),
    })),
    ds: readableDs(domain).map(({ attribute }) => at(valueLocation(attribute))),
    mntBy: maintainersOf(domain),
    remarks,
  };
}

/** The maintainers of an object, in upper case. */
export function maintainersOf({ object }: DomainObject): string[] {
  const names = attributesOf(object, 'mnt-by').flatMap((attribute) => listItems(attribute));
  return names.map(({ text }) => text.toUpperCase());
}

function inFile({ tag, testCase, facts, servers, location }: FoundInFile, file: string): Finding {
  return { tag, testCase, facts, servers, location: { file, ...location } };
}
