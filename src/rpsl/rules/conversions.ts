import type { DomainObject } from '../domain.js';
import { type Attribute, valueLocation, type Word } from '../parse.js';
import { defineRule } from '../rule.js';
import { storedForms } from '../stored.js';

/** The database stores these two attributes in UTF-8, the others in Latin-1. */
const IN_UTF8: ReadonlySet<string> = new Set(['descr', 'remarks']);

const CONTROLS = '\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f';
const NOT_IN_UTF8 = new RegExp(`[${CONTROLS}]`, 'u');
/** The controls, the no-break space, the soft hyphen, and everything outside Latin-1. */
const NOT_IN_LATIN1 = new RegExp(`[${CONTROLS}\\xa0\\xad]|[^\\0-\\xff]`, 'u');

export const conversions = defineRule({
  testCase: 'RIPE10',
  title: 'The database stores the object as it is written',
  source: 'RIPE Database documentation, The Attributes in Database Objects: Attribute Values',
  tags: {
    RIPE_VALUE_CONVERTED: {
      engine: 'INFO',
      message: 'The database stores {attribute} as {stored}.',
      meaning:
        'It removes the final dot from names, and blanks and parentheses from digests, and writes addresses and the source in one form.',
      fix: null,
    },
    RIPE_CHARACTER_REPLACED: {
      engine: 'WARNING',
      message: 'The database does not store the character {character} in {attribute}.',
      meaning:
        'It stores descr and remarks in UTF-8, the other attributes in Latin-1, and replaces other characters with a question mark (some with a similar character). Letters of other scripts in the domain of a mail address become Punycode.',
      fix: 'Write the value with other characters.',
    },
  },

  *run({ domains }, fact) {
    for (const domain of domains) {
      for (const { attribute, stored } of converted(domain)) {
        const place = { at: valueLocation(attribute), in: domain };
        yield fact('RIPE_VALUE_CONVERTED', { attribute: attribute.name, stored }, place);
      }
      for (const attribute of domain.object.attributes) {
        const found = firstReplaced(attribute);
        if (found === null) continue;
        const facts = { character: found.text, attribute: attribute.name };
        yield fact('RIPE_CHARACTER_REPLACED', facts, { at: found.location, in: domain });
      }
    }
  },
});

/** The values that are not stored as written. */
function converted(domain: DomainObject): ReturnType<typeof storedForms> {
  const isSame = ({ name, value }: Attribute, stored: string) =>
    name === 'source' ? value === stored : value.toLowerCase() === stored.toLowerCase();
  return storedForms(domain).filter(({ attribute, stored }) => !isSame(attribute, stored));
}

/** The first character of an attribute that is not stored: its number and its place. */
function firstReplaced({ name, words, comments }: Attribute): Word | null {
  const replaced = IN_UTF8.has(name) ? NOT_IN_UTF8 : NOT_IN_LATIN1;
  for (const { text, location } of [...words, ...comments]) {
    const match = replaced.exec(text);
    if (match === null) continue;
    const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return { text: `U+${code}`, location: { ...location, column: location.column + match.index } };
  }
  return null;
}
