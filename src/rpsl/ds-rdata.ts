import type { DsData } from '../target/target.js';

/** The length of a digest in hex digits, by digest type, for the types that the database checks. */
const DIGEST_LENGTHS: Readonly<Record<number, number>> = { 1: 40, 2: 64, 3: 64, 4: 96 };

/** Why the database, or any DNS, cannot use a `ds-rdata:` attribute. */
export class DsFault {
  readonly tag:
    | 'RIPE_DS_SYNTAX'
    | 'RIPE_DS_KEY_TAG'
    | 'RIPE_DS_ALGORITHM'
    | 'RIPE_DS_DIGEST_TYPE'
    | 'RIPE_DS_DIGEST_LENGTH';
  /** One clause. */
  readonly reason: string;
  constructor(tag: DsFault['tag'], reason: string) {
    this.tag = tag;
    this.reason = reason;
  }
}

/** Reads DS data in presentation format (RFC 4034 section 5.3). The digest may have blanks and one pair of parentheses. */
export function readDs(value: string): DsData | DsFault {
  const match = /^(\d+) (\d+) (\d+) \(?([ 0-9a-f]+)\)?$/i.exec(value.trim().replaceAll(/\s+/g, ' '));
  const [, keyTag = '', algorithm = '', digestType = '', blanked = ''] = match ?? [];
  const digest = blanked.replaceAll(' ', '').toUpperCase();
  if (digest === '') {
    return new DsFault('RIPE_DS_SYNTAX', 'it is not three decimal numbers and a digest in hexadecimal');
  }
  if (Number(keyTag) > 65535) {
    return new DsFault('RIPE_DS_KEY_TAG', `the key tag ${keyTag} is not between 0 and 65535`);
  }
  if (Number(algorithm) > 255) {
    return new DsFault('RIPE_DS_ALGORITHM', `the algorithm ${algorithm} is not between 0 and 255`);
  }
  if (Number(digestType) > 255) {
    return new DsFault('RIPE_DS_DIGEST_TYPE', `the digest type ${digestType} is not between 0 and 255`);
  }
  const expected = DIGEST_LENGTHS[Number(digestType)];
  if (expected === undefined ? digest.length % 2 !== 0 : digest.length !== expected) {
    const wanted = expected ?? 'an even number';
    const reason = `the digest of type ${digestType} has ${digest.length} hex digits, not ${wanted}`;
    return new DsFault('RIPE_DS_DIGEST_LENGTH', reason);
  }
  return { keyTag: Number(keyTag), algorithm: Number(algorithm), digestType: Number(digestType), digest };
}

/** DS data in the form that the database stores. */
export function formatDs({ keyTag, algorithm, digestType, digest }: DsData): string {
  return `${keyTag} ${algorithm} ${digestType} ${digest}`;
}
