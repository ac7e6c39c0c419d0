import { OTHER_CLASSES } from '../attributes.js';
import { attributesOf, classOf } from '../domain.js';
import { defineRule } from '../rule.js';

export const objects = defineRule({
  testCase: 'RIPE01',
  title: 'The file has domain objects that the database can read',
  source: 'RIPE Database documentation, Updating Objects in the RIPE Database: Format of the Update Message',
  tags: {
    RIPE_NO_OBJECT: {
      engine: 'ERROR',
      message: 'The file has no domain object.',
      meaning:
        'The database rejects an update without an object. An object is a block of lines "name: value" without an empty line in it.',
      fix: 'Add at least one domain object to the file. `template` writes them for a prefix.',
    },
    RIPE_OTHER_CLASS: {
      engine: null,
      documented: 'WARNING',
      message: 'This is an object of class {class}, not a domain object.',
      meaning:
        'Only domain objects ask for reverse delegation. Syncupdates accepts objects of any class; the batch interface for domain objects refuses all if one is of another class. The rules of other classes are not tested here.',
      fix: 'Send the object in an update of its own.',
      source: 'RIPE Database documentation, RESTful API',
    },
    RIPE_DOMAIN_NOT_FIRST: {
      engine: 'ERROR',
      message: 'The object starts with {attribute} instead of domain.',
      meaning:
        'To the database, the first attribute is the class of the object. It does not recognise this object and ignores it.',
      fix: 'Move the domain: attribute to the first line. The order of the others is free.',
      source: 'RFC 2622 section 2; RIPE Database documentation, RPSL Object Types',
    },
    RIPE_NOT_AN_ATTRIBUTE: {
      engine: 'ERROR',
      message: 'The line is not an attribute: {text}',
      meaning:
        'An object has only attributes and their continuation lines, which start with a blank, a tab or a plus sign. A comment is allowed only after a value. The database reads other text as part of a name that it does not know.',
      fix: 'Remove the line; or put an empty line before and after it if it is not part of the object; or make it a remarks: attribute.',
      source: 'RFC 2622 section 2',
    },
  },

  *run({ file, domains }, fact) {
    const others = file.objects.filter((object) => OTHER_CLASSES.has(classOf(object)));
    if (others.length === file.objects.length) {
      yield fact('RIPE_NO_OBJECT', {}, { at: { line: 1, column: 1 } });
    }
    for (const object of others) {
      yield fact('RIPE_OTHER_CLASS', { class: classOf(object) }, { at: object.location });
    }
    for (const domain of domains) {
      const [first] = domain.object.attributes;
      if (
        first !== undefined &&
        first.name !== 'domain' &&
        attributesOf(domain.object, 'domain').length > 0
      ) {
        yield fact('RIPE_DOMAIN_NOT_FIRST', { attribute: first.name }, { at: first.location, in: domain });
      }
      for (const { text, location } of domain.object.stray) {
        yield fact('RIPE_NOT_AN_ATTRIBUTE', { text }, { at: location, in: domain });
      }
    }
  },
});
