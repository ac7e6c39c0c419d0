/** The data of a DS record (RFC 4034 section 5.1), the digest in upper-case hex. */
export interface DsData {
  readonly keyTag: number;
  readonly algorithm: number;
  readonly digestType: number;
  readonly digest: string;
}

/** Why a text is not the data of a DS record. */
export class DsError {
  readonly field: 'syntax' | 'keyTag' | 'algorithm' | 'digestType' | 'digest';
  /** One clause. */
  readonly reason: string;
  constructor(field: DsError['field'], reason: string) {
    this.field = field;
    this.reason = reason;
  }
}

/** The length of a digest in hex digits, for the digest types in use. */
const DIGEST_LENGTHS: Readonly<Record<number, number>> = { 1: 40, 2: 64, 3: 64, 4: 96 };

/** Reads DS data in presentation format (RFC 4034 section 5.3). The digest may have blanks and one pair of parentheses. */
export function parseDs(text: string): DsData | DsError {
  const match = /^(\d+) (\d+) (\d+) \(?([ 0-9a-f]+)\)?$/i.exec(text.trim().replaceAll(/\s+/g, ' '));
  const [, keyTag = '', algorithm = '', digestType = '', blanked = ''] = match ?? [];
  const digest = blanked.replaceAll(' ', '').toUpperCase();
  if (digest === '') {
    return new DsError('syntax', 'it is not three decimal numbers and a digest in hexadecimal');
  }
  if (Number(keyTag) > 65535) {
    return new DsError('keyTag', `the key tag ${keyTag} is not between 0 and 65535`);
  }
  if (Number(algorithm) > 255) {
    return new DsError('algorithm', `the algorithm ${algorithm} is not between 0 and 255`);
  }
  if (Number(digestType) > 255) {
    return new DsError('digestType', `the digest type ${digestType} is not between 0 and 255`);
  }
  const expected = DIGEST_LENGTHS[Number(digestType)];
  if (expected === undefined ? digest.length % 2 !== 0 : digest.length !== expected) {
    const wanted = expected ?? 'an even number';
    const reason = `the digest of type ${digestType} has ${digest.length} hex digits, not ${wanted}`;
    return new DsError('digest', reason);
  }
  return { keyTag: Number(keyTag), algorithm: Number(algorithm), digestType: Number(digestType), digest };
}

/** The form that the RIPE Database stores. */
export function formatDs({ keyTag, algorithm, digestType, digest }: DsData): string {
  return `${keyTag} ${algorithm} ${digestType} ${digest}`;
}
