import ipaddr from 'ipaddr.js';
import {
  type Address,
  addressFromBytes,
  addressToHex,
  type Family,
  familyOf,
  parseAddress,
} from '../dns/address.js';
import { fromHex } from '../dns/bytes.js';

/** A block of consecutive addresses, both ends included. It need not be a CIDR block, because a range may end anywhere. */
export interface Prefix {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

/** Why a prefix or zone name is wrong: one line of printable ASCII that never repeats the text as given. */
export class PrefixError {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

export const ADDRESS_BITS: Readonly<Record<Family, number>> = { ipv4: 32, ipv6: 128 };

const WHOLE_SPACE = 'the whole address space has no reverse zone of its own';

/**
 * Reads an address block as a person writes it:
 * - a CIDR prefix, IPv4 /1–/32 or IPv6 /1–/128, without bits set beyond its length;
 * - RIPE's shorthand `10.155.16/22`: IPv4 octets the length does not reach may be left out;
 * - a range `a - b` of full addresses, blanks optional, on any boundary;
 * - one full address, which is a block of one, as in the RIPE Database.
 */
export function parsePrefix(text: string): Prefix | PrefixError {
  const trimmed = text.trim();
  if (trimmed === '') return new PrefixError('the prefix is empty');
  if (trimmed.includes('-')) return parseRange(trimmed);
  if (trimmed.includes('/')) return parseCidr(trimmed);
  const address = readAddress(trimmed);
  return address instanceof PrefixError ? address : blockOf(address);
}

/** The block of one address. */
export function blockOf(address: Address): Prefix {
  return span(address, address);
}

/** The canonical form: CIDR if possible, else `a - b`; IPv6 as in RFC 5952. */
export function formatPrefix(block: Prefix): string {
  const first = addressAt(block.family, block.first);
  const length = cidrLength(block);
  return length === null ? `${first} - ${addressAt(block.family, block.last)}` : `${first}/${length}`;
}

/** The prefix length of a block that CIDR can express, else null. */
export function cidrLength({ family, first, last }: Prefix): number | null {
  const size = last - first + 1n;
  const hostBits = size.toString(2).length - 1;
  return size === 1n << BigInt(hostBits) && first % size === 0n ? ADDRESS_BITS[family] - hostBits : null;
}

/** The block of the given prefix length that contains `value`. */
export function cidrBlock(family: Family, value: bigint, length: number): Prefix {
  const hostBits = BigInt(ADDRESS_BITS[family] - length);
  const first = (value >> hostBits) << hostBits;
  return { family, first, last: first + (1n << hostBits) - 1n };
}

/** The position of a block relative to another: the same, around it, inside it, or only sharing some addresses. */
export type Relation = 'same' | 'around' | 'inside' | 'across';

/** The position of `a` relative to `b`; null if they share no address. */
export function relation(a: Prefix, b: Prefix): Relation | null {
  if (a.family !== b.family || a.last < b.first || b.last < a.first) return null;
  if (a.first === b.first && a.last === b.last) return 'same';
  if (a.first <= b.first && b.last <= a.last) return 'around';
  return b.first <= a.first && a.last <= b.last ? 'inside' : 'across';
}

/** The 8 or 32 hexadecimal digits of an address. */
export function hexDigits(family: Family, value: bigint): string {
  return value.toString(16).padStart(ADDRESS_BITS[family] / 4, '0');
}

function parseCidr(text: string): Prefix | PrefixError {
  const slash = text.indexOf('/');
  const [addressText, lengthText] = [text.slice(0, slash), text.slice(slash + 1)];
  const written = isShorthand(addressText) ? addressText.split('.').length : null;
  const address = readAddress(written === null ? addressText : addressText + '.0'.repeat(4 - written));
  if (address instanceof PrefixError) return address;

  const family = familyOf(address);
  const length = readLength(lengthText, family);
  if (length instanceof PrefixError) return length;
  const block = cidrBlock(family, numberOf(address), length);
  if (written !== null && length > written * 8) {
    return new PrefixError(
      `the prefix length covers octets that are missing: did you mean ${address}/${length} or ${address}/${written * 8}?`,
    );
  }
  if (block.first !== numberOf(address)) {
    return new PrefixError(`bits are set beyond the prefix length: did you mean ${formatPrefix(block)}?`);
  }
  return block;
}

function isShorthand(text: string): boolean {
  return /^\d+(\.\d+){0,2}$/.test(text);
}

function parseRange(text: string): Prefix | PrefixError {
  const ends = text.split('-').map((end) => end.trim());
  const [from, to] = ends;
  if (from === undefined || to === undefined || ends.length > 2 || from === '' || to === '') {
    return new PrefixError('a range has two addresses and one dash between them');
  }
  if (text.includes('/')) return new PrefixError('a range has no prefix lengths');
  const first = readAddress(from);
  if (first instanceof PrefixError) return first;
  const last = readAddress(to);
  if (last instanceof PrefixError) return last;

  if (familyOf(first) !== familyOf(last)) return new PrefixError('the range mixes IPv4 and IPv6');
  const range = span(first, last);
  if (range.first > range.last) {
    return new PrefixError(`the range ends before it starts: did you mean ${last} - ${first}?`);
  }
  return cidrLength(range) === 0 ? new PrefixError(WHOLE_SPACE) : range;
}

function readLength(text: string, family: Family): number | PrefixError {
  if (text === '') return new PrefixError('the prefix length is missing');
  if (!/^\d+$/.test(text)) return new PrefixError('the prefix length is not a decimal number');
  if (/^0\d/.test(text)) return new PrefixError('the prefix length has a leading zero');
  const length = Number(text);
  if (length === 0) return new PrefixError(WHOLE_SPACE);
  if (length > ADDRESS_BITS[family]) {
    const version = family === 'ipv4' ? 'IPv4' : 'IPv6';
    return new PrefixError(`the length of an ${version} prefix is at most ${ADDRESS_BITS[family]}`);
  }
  return length;
}

function readAddress(text: string): Address | PrefixError {
  if (text.includes(':')) return readIpv6(text);
  return parseAddress(text) ?? new PrefixError(ipv4Fault(text));
}

function readIpv6(text: string): Address | PrefixError {
  if (text.includes('%')) return new PrefixError('a prefix has no zone index (%)');
  if (!ipaddr.IPv6.isValid(text)) return new PrefixError('it is not an IPv6 address');
  if (text.includes('.')) {
    return new PrefixError(
      'an IPv6 prefix has no dotted part: for an IPv4-mapped prefix give the IPv4 prefix, else use hexadecimal',
    );
  }
  return (
    parseAddress(text) ?? new PrefixError('it is an IPv4-mapped IPv6 address: give the IPv4 prefix instead')
  );
}

function ipv4Fault(text: string): string {
  const octets = text.split('.');
  if (octets.length < 2 || !octets.every((octet) => /^\d+$/.test(octet))) {
    return 'it is neither an IPv4 nor an IPv6 address';
  }
  const fault = octets.map(octetFault).find((reason) => reason !== null);
  if (fault !== undefined) return fault;
  return octets.length > 4
    ? 'an IPv4 address has four octets, not more'
    : 'an IPv4 address has four octets; only a prefix with its length, such as 10.155.16/22, may leave out the last';
}

/** Why a text is not a decimal octet; null if it is one. */
export function octetFault(text: string): string | null {
  if (!/^\d+$/.test(text)) return 'an octet is not a decimal number';
  if (/^0\d/.test(text)) return 'an octet has a leading zero';
  return Number(text) > 255 ? 'an octet is greater than 255' : null;
}

function span(first: Address, last: Address): Prefix {
  return { family: familyOf(first), first: numberOf(first), last: numberOf(last) };
}

function numberOf(address: Address): bigint {
  return BigInt(`0x${addressToHex(address)}`);
}

function addressAt(family: Family, value: bigint): Address {
  return addressFromBytes(fromHex(hexDigits(family, value)));
}
