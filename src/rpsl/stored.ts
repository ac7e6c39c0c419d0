import { formatDs } from '../dns/ds.js';
import { DOMAIN_TEMPLATE, type NamedValue } from './attributes.js';
import {
  attributesOf,
  type DomainObject,
  domainsOf,
  readableDs,
  readableNservers,
  zoneOf,
} from './domain.js';
import { attributeLines } from './edit.js';
import { listItems } from './list-items.js';
import { type Attribute, parseRpsl } from './parse.js';

/** Attributes that the database sets itself, regardless of the update. */
const SET_BY_DATABASE: ReadonlySet<string> = new Set([
  ...DOMAIN_TEMPLATE.filter(({ required }) => required === 'generated').map(({ name }) => name),
  'changed',
]);

/** The stored forms of the values that the database rewrites. It changes letter case only in the source. */
export function storedForms(domain: DomainObject): { attribute: Attribute; stored: string }[] {
  const zone = zoneOf(domain);
  return [
    ...(zone === null || domain.domain === null
      ? []
      : [{ attribute: domain.domain.attribute, stored: zone.zone }]),
    ...readableNservers(domain).map(({ attribute, value: { name, glue } }) => ({
      attribute,
      stored: glue === null ? name : `${name} ${glue.address}`,
    })),
    ...readableDs(domain).map(({ attribute, value }) => ({ attribute, stored: formatDs(value) })),
    ...attributesOf(domain.object, 'source').map((attribute) => ({
      attribute,
      stored: attribute.value.toUpperCase(),
    })),
  ];
}

/** The attributes of an object to send to the database. */
export function sentAttributes({ object }: DomainObject): NamedValue[] {
  return object.attributes
    .filter(({ name }) => !SET_BY_DATABASE.has(name))
    .map(({ name, value, comments }) => {
      const comment = comments.map(({ text }) => text).join(' ');
      return { name, value, ...(comment === '' ? {} : { comment }) };
    });
}

/** The object that the database gives as attributes; null if it is no domain object. */
export function fromAttributes(attributes: readonly NamedValue[]): DomainObject | null {
  const lines = attributes.flatMap(({ name, value, comment }) =>
    attributeLines(name, comment === undefined ? value : `${value} # ${comment}`),
  );
  const [domain, ...more] = domainsOf(parseRpsl(Buffer.from(lines.join('\n'))));
  return domain === undefined || more.length > 0 ? null : domain;
}

/** Free text, in which letter case matters. */
const TEXT: ReadonlySet<string> = new Set(['descr', 'remarks']);

/** Whether the database would find nothing to change: the same attributes in the same order. */
export function sameObject(a: DomainObject, b: DomainObject): boolean {
  return JSON.stringify(essenceOf(a)) === JSON.stringify(essenceOf(b));
}

function essenceOf(domain: DomainObject): string[] {
  const stored = new Map(storedForms(domain).map((form) => [form.attribute, form.stored]));
  return domain.object.attributes
    .filter(({ name }) => !SET_BY_DATABASE.has(name))
    .flatMap((attribute) => {
      const { name, comments } = attribute;
      const value = stored.get(attribute) ?? attribute.value;
      const values = name === 'mnt-by' ? listItems(attribute).map(({ text }) => text) : [value];
      const comment = comments.map(({ text }) => text.replaceAll(/\s+/g, ' ')).join(' ');
      return values.map((each) => `${name}: ${TEXT.has(name) ? each : each.toUpperCase()} # ${comment}`);
    });
}
