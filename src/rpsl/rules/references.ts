import { attributesOf, type DomainObject } from '../domain.js';
import { listItems } from '../list-items.js';
import { type Attribute, valueLocation } from '../parse.js';
import { isOfRipeNcc } from '../ripe-ncc-maintainers.js';
import { defineRule, SYNTAX } from '../rule.js';

/** Initials, number and source; `AUTO-1` refers to an object created in the same update. */
const NIC_HANDLE = /^([a-z]{2,4}([1-9]\d{0,5})?(-[a-z]{2,10})?|auto-[1-9]\d*([a-z]{2,4})?)$/i;
const ORG_ID = /^(org-[a-z]{2,4}([1-9]\d{0,5})?-[a-z][a-z0-9_-]*[a-z0-9]|auto-[1-9]\d*([a-z]{2,4})?)$/i;
const MAX_HANDLE = 30;

const MNTNER = /^[a-z][a-z0-9_-]{0,78}[a-z0-9]$/i;

/** Reserved words of RPSL (RFC 2622 section 2). */
const RESERVED = new Set(
  (
    'any as-any rs-any peeras and or not atomic from to at action accept announce except refine networks into ' +
    'inbound outbound'
  ).split(' '),
);

const REMARK_OF_RIPE_NCC = /^remark added by the ripe ncc/i;

/** The RIPE Database and its test database. */
const SOURCES = ['RIPE', 'TEST'];

export const references = defineRule({
  testCase: 'RIPE08',
  title: 'Contacts, maintainers and the source are well-formed',
  source: 'RIPE Database documentation, Authorisation',
  tags: {
    RIPE_NIC_HANDLE: {
      engine: 'ERROR',
      message: '"{value}" in {attribute} is not a NIC handle.',
      meaning:
        'A contact is the NIC handle of a person or role object: two to four letters, a number of up to six digits without a leading 0, a hyphen and the source, such as JD1-RIPE.',
      fix: 'Write the handle in the nic-hdl attribute of the person or role object.',
      source: `${SYNTAX}, nic-hdl`,
    },
    RIPE_ORG_ID: {
      engine: 'ERROR',
      message: '"{value}" is not an organisation name.',
      meaning:
        'The name has the form ORG-EX1-RIPE: ORG, two to four letters and a number, and the source, separated by hyphens.',
      fix: 'Write the name in the organisation attribute of the organisation object.',
      source: `${SYNTAX}, organisation`,
    },
    RIPE_MNTNER_NAME: {
      engine: 'ERROR',
      message: '"{value}" is not a maintainer name.',
      meaning:
        'A maintainer name has two to 80 letters, digits, hyphens and underscores, starts with a letter, does not end with a hyphen or underscore, and is no reserved word of RPSL. Separate several by commas, or give each an attribute.',
      fix: 'Write the name in the mntner attribute of the maintainer object.',
      source: `${SYNTAX}, mnt-by; RFC 2622 section 2`,
    },
    RIPE_MNTNER_OF_RIPE_NCC: {
      engine: null,
      documented: 'WARNING',
      message: '{mntner} is a maintainer of the RIPE NCC.',
      meaning:
        'Only the RIPE NCC can add or remove its maintainers: the database refuses a new object that names one. An object that already has one must keep it.',
      fix: 'Name your own maintainer, unless the object in the database has this one.',
    },
    RIPE_REMARK_OF_RIPE_NCC: {
      engine: null,
      documented: 'WARNING',
      message: 'The remark says that the RIPE NCC added it.',
      meaning:
        'Only the RIPE NCC can add or remove such a remark: the database refuses a new object that has one. An object that already has one must keep it.',
      fix: 'Remove the remark, unless the object in the database has it.',
    },
    RIPE_NOTIFY_ADDRESS: {
      engine: 'ERROR',
      message: '"{value}" is not a mail address.',
      meaning: 'The attribute has one mail address, to which the database reports every change.',
      fix: 'Write one mail address; repeat the attribute for another.',
      source: `${SYNTAX}, notify; RFC 5322 section 3.4.1`,
    },
    RIPE_SOURCE: {
      engine: 'ERROR',
      message: 'The source "{value}" does not accept domain objects.',
      meaning:
        'The source is the database of the object: RIPE, or TEST for the test database. Others are refused.',
      fix: 'Write RIPE.',
      source: `${SYNTAX}, source`,
    },
    RIPE_SOURCE_COMMENT: {
      engine: 'ERROR',
      message: 'The source has a comment: {comment}',
      meaning:
        'The database refuses a comment there. "Filtered" marks the public view of an object, which lacks attributes: it would be stored without them.',
      fix: 'Remove the comment. If it says "Filtered", query the complete object with the flag -B and use that.',
      source: 'RIPE Database documentation, The Attributes in Database Objects: Attribute Values',
    },
  },

  *run({ domains }, fact) {
    for (const domain of domains) {
      for (const attribute of attributesOf(domain.object, 'admin-c', 'tech-c', 'zone-c')) {
        const { name, value } = attribute;
        if (!isHandle(NIC_HANDLE, value)) {
          yield fact('RIPE_NIC_HANDLE', { attribute: name, value }, at(attribute, domain));
        }
      }
      for (const attribute of attributesOf(domain.object, 'org')) {
        const { value } = attribute;
        if (!isHandle(ORG_ID, value)) yield fact('RIPE_ORG_ID', { value }, at(attribute, domain));
      }
      for (const attribute of attributesOf(domain.object, 'notify')) {
        const { value } = attribute;
        if (!isMailAddress(value)) yield fact('RIPE_NOTIFY_ADDRESS', { value }, at(attribute, domain));
      }
      for (const attribute of attributesOf(domain.object, 'remarks')) {
        if (REMARK_OF_RIPE_NCC.test(attribute.value)) {
          yield fact('RIPE_REMARK_OF_RIPE_NCC', {}, at(attribute, domain));
        }
      }
      yield* aboutMaintainers(domain);
      yield* aboutSource(domain);
    }

    function* aboutMaintainers(domain: DomainObject) {
      for (const attribute of attributesOf(domain.object, 'mnt-by')) {
        for (const { text, location } of listItems(attribute)) {
          const place = { at: location, in: domain };
          if (!MNTNER.test(text) || RESERVED.has(text.toLowerCase())) {
            yield fact('RIPE_MNTNER_NAME', { value: text }, place);
          } else if (isOfRipeNcc(text)) {
            yield fact('RIPE_MNTNER_OF_RIPE_NCC', { mntner: text.toUpperCase() }, place);
          }
        }
      }
    }

    function* aboutSource(domain: DomainObject) {
      for (const attribute of attributesOf(domain.object, 'source')) {
        const { value, comments } = attribute;
        if (!SOURCES.includes(value.toUpperCase()))
          yield fact('RIPE_SOURCE', { value }, at(attribute, domain));
        for (const { text, location } of comments) {
          yield fact('RIPE_SOURCE_COMMENT', { comment: text }, { at: location, in: domain });
        }
      }
    }
  },
});

function at(attribute: Attribute, domain: DomainObject) {
  return { at: valueLocation(attribute), in: domain };
}

function isHandle(syntax: RegExp, value: string): boolean {
  return value.length <= MAX_HANDLE && syntax.test(value);
}

/** One address, optionally with the name of its owner. The domain may have letters of any script. */
function isMailAddress(value: string): boolean {
  const address = /^[^<>,]*<([^<>]*)>$/.exec(value)?.[1] ?? value;
  const [, local = '', domain = ''] = /^(.*)@(.*)$/.exec(address) ?? [];
  return address.length <= 320 && isLocalPart(local) && isMailDomain(domain);
}

function isLocalPart(local: string): boolean {
  const atoms = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
  return atoms.test(local) || /^"([^"\\]|\\.)+"$/.test(local);
}

function isMailDomain(domain: string): boolean {
  return (
    /^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?(\.[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?)*$/u.test(
      domain,
    ) || /^\[[^\][\s]+\]$/.test(domain)
  );
}
