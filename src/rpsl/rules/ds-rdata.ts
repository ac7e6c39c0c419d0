import { DsError, formatDs } from '../../dns/ds.js';
import { readableDs } from '../domain.js';
import { valueLocation } from '../parse.js';
import { defineRule, SYNTAX } from '../rule.js';

const DEPRECATED: Readonly<Record<number, string>> = { 1: 'SHA-1', 3: 'GOST R 34.11-94' };

const FAULTS = {
  syntax: 'RIPE_DS_SYNTAX',
  keyTag: 'RIPE_DS_KEY_TAG',
  algorithm: 'RIPE_DS_ALGORITHM',
  digestType: 'RIPE_DS_DIGEST_TYPE',
  digest: 'RIPE_DS_DIGEST_LENGTH',
} as const satisfies Record<DsError['field'], string>;

export const dsRdata = defineRule({
  testCase: 'RIPE07',
  title: 'The DS data can be published',
  source: `${SYNTAX}, ds-rdata; RFC 4034 section 5`,
  tags: {
    RIPE_DS_SYNTAX: {
      engine: 'ERROR',
      message: 'The DS data is wrong: {reason}.',
      meaning:
        'DS data is a key tag, an algorithm and a digest type, all decimal numbers, and a digest in hexadecimal; only the digest may have blanks and parentheses.',
      fix: 'Copy the text after DS in the dsset file that the signer wrote. `template --dsset` does it.',
    },
    RIPE_DS_KEY_TAG: {
      engine: 'ERROR',
      message: 'The DS data is wrong: {reason}.',
      meaning: 'A key tag has 16 bits.',
      fix: 'Copy the DS data from the dsset file that the signer wrote.',
    },
    RIPE_DS_ALGORITHM: {
      engine: 'ERROR',
      message: 'The DS data is wrong: {reason}.',
      meaning: 'The number of an algorithm has 8 bits.',
      fix: 'Copy the DS data from the dsset file that the signer wrote.',
    },
    RIPE_DS_DIGEST_TYPE: {
      engine: 'ERROR',
      message: 'The DS data is wrong: {reason}.',
      meaning: 'The number of a digest type has 8 bits.',
      fix: 'Copy the DS data from the dsset file that the signer wrote.',
    },
    RIPE_DS_DIGEST_LENGTH: {
      engine: 'ERROR',
      message: 'The DS data is wrong: {reason}.',
      meaning:
        'The length of a digest follows from its type: 40 hex digits for type 1 (SHA-1), 64 for 2 (SHA-256) and 3 (GOST), 96 for 4 (SHA-384); for others it is even. Probably the digest was cut, or has another type.',
      fix: 'Copy the DS data from the dsset file that the signer wrote.',
    },
    RIPE_DS_REPEATED: {
      engine: null,
      documented: 'NOTICE',
      message: 'The same DS data is already in line {line}.',
      meaning: 'The database stores the attribute twice; the zone has the DS record once.',
      fix: 'Remove one of the lines.',
      source: 'RFC 2181 section 5.5',
    },
    RIPE_DS_DIGEST_DEPRECATED: {
      engine: null,
      documented: 'WARNING',
      message:
        'The DS data of the key {keytag} has a digest of the deprecated type {digest_type} ({digest_name}).',
      meaning:
        'The syntax of the database accepts the digest, but digests of this type must no longer be made, and the DNS check refuses a delegation with one.',
      fix: 'Use digest type 2 (SHA-256), and remove this line.',
      source: 'RFC 8624 section 3.3; RFC 9906',
    },
  },

  *run({ domains }, fact) {
    for (const domain of domains) {
      for (const { attribute, value } of domain.ds) {
        if (!(value instanceof DsError)) continue;
        const at = valueLocation(attribute);
        yield fact(FAULTS[value.field], { reason: value.reason }, { at, in: domain });
      }
      const lines = new Map<string, number>();
      for (const { attribute, value } of readableDs(domain)) {
        const place = { at: valueLocation(attribute), in: domain };
        const line = lines.get(formatDs(value));
        if (line === undefined) lines.set(formatDs(value), attribute.location.line);
        else yield fact('RIPE_DS_REPEATED', { line }, place);
        const name = DEPRECATED[value.digestType];
        if (name !== undefined) {
          const facts = { keytag: value.keyTag, digest_type: value.digestType, digest_name: name };
          yield fact('RIPE_DS_DIGEST_DEPRECATED', facts, place);
        }
      }
    }
  },
});
