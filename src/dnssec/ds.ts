import { createHash } from 'node:crypto';
import type { DsData } from '../dns/ds.js';
import { fold, labelsOf, type Name } from '../dns/name.js';

/** The digest types for new DS records (RFC 8624 section 3.3), and their hashes. */
const HASHES = { 2: 'sha256', 4: 'sha384' } as const;

export type DigestType = keyof typeof HASHES;

/** The fields of a DNSKEY record before the key, and all its data (RFC 4034 section 2.1). */
export interface Dnskey {
  readonly flags: number;
  readonly protocol: number;
  readonly algorithm: number;
  readonly rdata: Uint8Array;
}

const ZONE_KEY = 0x0100;
const REVOKED = 0x0080;
const SECURE_ENTRY_POINT = 0x0001;
const DNSSEC = 3;

/** Reads the data of a DNSKEY record; null if it is too short to contain a key. */
export function readDnskey(rdata: Uint8Array): Dnskey | null {
  const [high = 0, low = 0, protocol = 0, algorithm = 0, ...key] = rdata;
  return key.length === 0 ? null : { flags: (high << 8) | low, protocol, algorithm, rdata };
}

/**
 * The keys a parent should point to: those with the SEP flag (RFC 4034 section 2.1.1); if there are none, all keys that may
 * sign the zone. Revoked keys do not count (RFC 5011 section 2.1).
 */
export function entryKeys(keys: readonly Dnskey[]): Dnskey[] {
  const valid = keys.filter(
    ({ flags, protocol }) => protocol === DNSSEC && (flags & ZONE_KEY) !== 0 && (flags & REVOKED) === 0,
  );
  const marked = valid.filter(({ flags }) => (flags & SECURE_ENTRY_POINT) !== 0);
  return marked.length > 0 ? marked : valid;
}

/** The data of the DS record that points to a key (RFC 4034 section 5.1), the digest in upper-case hex. */
export function dsOf(owner: Name, key: Dnskey, digestType: DigestType): DsData {
  const digest = createHash(HASHES[digestType]).update(canonicalWire(owner)).update(key.rdata).digest('hex');
  return { keyTag: keyTagOf(key), algorithm: key.algorithm, digestType, digest: digest.toUpperCase() };
}

/** Why the DS data of a zone cannot be derived. */
export class KeysFault {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** The data of DS records for the keys of a zone. `sets`: the data of the DNSKEY records from each server that answers. */
export function dsForKeys(zone: Name, sets: readonly (readonly Uint8Array[])[], digestType: DigestType) {
  const [first, ...others] = sets.map((set) => entryKeys(set.flatMap((rdata) => readDnskey(rdata) ?? [])));
  if (first === undefined) {
    return new KeysFault(`no name server answers the question for the keys of ${zone}`);
  }
  if (others.some((keys) => identityOf(keys) !== identityOf(first))) {
    return new KeysFault(`the name servers of ${zone} have different keys: wait for the zone transfer`);
  }
  if (first.length === 0) return new KeysFault(`${zone} has no keys: it is not signed`);
  return first.map((key) => dsOf(zone, key, digestType));
}

/** Equal for the same keys in any order. */
function identityOf(keys: readonly Dnskey[]): string {
  return keys
    .map(({ rdata }) => Buffer.from(rdata).toString('hex'))
    .sort()
    .join();
}

/** RFC 4034 appendix B, which has a special rule for the oldest algorithm. */
export function keyTagOf({ algorithm, rdata }: Dnskey): number {
  if (algorithm === 1) return ((rdata.at(-3) ?? 0) << 8) | (rdata.at(-2) ?? 0);
  const sum = rdata.reduce((all, byte, i) => all + (i % 2 === 0 ? byte << 8 : byte), 0);
  return (sum + (sum >> 16)) & 0xffff;
}

/** The name in lower case, without compression (RFC 4034 section 6.2). */
function canonicalWire(name: Name): Buffer {
  const labels = labelsOf(fold(name)).map((label) => Buffer.from(label, 'latin1'));
  return Buffer.concat([
    ...labels.flatMap((label) => [Buffer.from([label.length]), label]),
    Buffer.from([0]),
  ]);
}
