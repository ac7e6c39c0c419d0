import fc from 'fast-check';
import type { Family } from '../../src/dns/address.js';
import {
  ADDRESS_BITS,
  cidrBlock,
  cidrLength,
  type Prefix,
  PrefixError,
  parsePrefix,
} from '../../src/prefix/prefix.js';

/** A block as a person writes it. */
export function block(text: string): Prefix {
  const parsed = parsePrefix(text);
  if (parsed instanceof PrefixError) throw new Error(`${text}: ${parsed.reason}`);
  return parsed;
}

/** Every prefix length of both families. */
export const LENGTHS: readonly (readonly [Family, number])[] = [
  ...Array.from({ length: 32 }, (_, i) => ['ipv4', i + 1] as const),
  ...Array.from({ length: 128 }, (_, i) => ['ipv6', i + 1] as const),
];

/** Any CIDR block of this family and length. */
export function cidrBlocks(family: Family, length: number): fc.Arbitrary<Prefix> {
  return addresses(family).map((address) => cidrBlock(family, address, length));
}

/** Any range except the whole address space. Its ends share a random number of bits, so that short ones also occur. */
export const ranges: fc.Arbitrary<Prefix> = fc
  .constantFrom<Family[]>('ipv4', 'ipv6')
  .chain((family) =>
    fc
      .tuple(addresses(family), addresses(family), fc.nat({ max: ADDRESS_BITS[family] }))
      .map(([a, b, shared]) => rangeOf(family, a, b, shared)),
  )
  .filter((range) => cidrLength(range) !== 0);

function rangeOf(family: Family, a: bigint, b: bigint, shared: number): Prefix {
  const { first, last } = cidrBlock(family, a, shared);
  const near = first + (b & (last - first));
  return a <= near ? { family, first: a, last: near } : { family, first: near, last: a };
}

function addresses(family: Family): fc.Arbitrary<bigint> {
  return fc.bigInt({ min: 0n, max: (1n << BigInt(ADDRESS_BITS[family])) - 1n });
}
