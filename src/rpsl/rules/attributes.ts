import { DOMAIN_TEMPLATE } from '../attributes.js';
import { attributesOf, type DomainObject } from '../domain.js';
import type { Attribute } from '../parse.js';
import { DOMAIN_CLASS, defineRule } from '../rule.js';

const TEMPLATE = new Map(DOMAIN_TEMPLATE.map((entry) => [entry.name, entry]));

/** Formerly part of every object; the database removes it. */
const CHANGED = 'changed';

export const attributes = defineRule({
  testCase: 'RIPE03',
  title: 'The object has the attributes of a domain object',
  source: DOMAIN_CLASS,
  tags: {
    RIPE_MISSING_ATTRIBUTE: {
      engine: 'ERROR',
      message: 'The object has no {attribute} attribute.',
      meaning:
        'The attribute is mandatory: the database refuses a domain object without it. The mandatory attributes are domain, admin-c, tech-c, zone-c, nserver, mnt-by and source.',
      fix: 'Add the attribute.',
    },
    RIPE_REPEATED_ATTRIBUTE: {
      engine: 'ERROR',
      message: 'The {attribute} attribute is repeated; the first is in line {line}.',
      meaning:
        'A domain object has one domain and one source attribute. Often two objects have merged because the line between them has blanks: such a line continues the value before it.',
      fix: 'Keep one of the attributes, or put an empty line between the two objects.',
    },
    RIPE_UNKNOWN_ATTRIBUTE: {
      engine: 'ERROR',
      message: 'A domain object has no attribute "{attribute}".',
      meaning: 'The database refuses an object with an attribute that its class does not have.',
      fix: 'Correct the name (without a blank before the colon), or remove the attribute.',
    },
    RIPE_GENERATED_ATTRIBUTE: {
      engine: 'WARNING',
      message: 'The database sets {attribute} itself.',
      meaning: 'The database replaces the value with the time of the update, and warns.',
      fix: 'Remove the attribute.',
    },
    RIPE_CHANGED_ATTRIBUTE: {
      engine: 'WARNING',
      message: 'The changed attribute is no longer in use.',
      meaning:
        'The database removes it from the object and warns. The time of the last change is in last-modified.',
      fix: 'Remove the attribute.',
    },
    RIPE_SHORT_ATTRIBUTE: {
      engine: 'WARNING',
      message: 'The attribute {attribute} has its short name {written}.',
      meaning: 'The database replaces short names of attributes with the long ones, and warns.',
      fix: 'Write the long name.',
      source: 'RIPE Database documentation, The Attributes in Database Objects: Attribute Names',
    },
  },

  *run({ domains }, fact) {
    for (const domain of domains) {
      const { object } = domain;
      for (const name of missingIn(domain)) {
        yield fact('RIPE_MISSING_ATTRIBUTE', { attribute: name }, { at: object.location, in: domain });
      }
      const firstLines = new Map<string, number>();
      for (const attribute of object.attributes) {
        yield* aboutName(attribute, domain);
        const line = firstLines.get(attribute.name);
        if (line === undefined) firstLines.set(attribute.name, attribute.location.line);
        else if (isSingle(attribute.name)) {
          yield fact('RIPE_REPEATED_ATTRIBUTE', { attribute: attribute.name, line }, at(attribute, domain));
        }
      }
    }

    function* aboutName(attribute: Attribute, domain: DomainObject) {
      const { name, written } = attribute;
      const place = at(attribute, domain);
      const required = TEMPLATE.get(name)?.required;
      if (name === CHANGED) yield fact('RIPE_CHANGED_ATTRIBUTE', {}, place);
      else if (required === undefined) yield fact('RIPE_UNKNOWN_ATTRIBUTE', { attribute: written }, place);
      else if (required === 'generated') yield fact('RIPE_GENERATED_ATTRIBUTE', { attribute: name }, place);
      if (written.toLowerCase() !== name)
        yield fact('RIPE_SHORT_ATTRIBUTE', { attribute: name, written }, place);
    }
  },
});

function missingIn({ object }: DomainObject): string[] {
  return DOMAIN_TEMPLATE.filter(
    ({ name, required }) => required === 'mandatory' && attributesOf(object, name).length === 0,
  ).map(({ name }) => name);
}

/** The database sets generated attributes itself, so they may be repeated. */
function isSingle(name: string): boolean {
  const entry = TEMPLATE.get(name);
  return entry !== undefined && !entry.repeats && entry.required !== 'generated';
}

function at(attribute: Attribute, domain: DomainObject) {
  return { at: attribute.location, in: domain };
}
