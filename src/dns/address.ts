import ipaddr from 'ipaddr.js';
import { hexOf } from './bytes.js';

/** An IP address in its one canonical text form (RFC 5952 for IPv6): equal addresses are equal strings. */
export type Address = string & { readonly __address: unique symbol };

export type Family = 'ipv4' | 'ipv6';

/** Reads an address; null if it is invalid, has leading zeros or a zone index, or is IPv4-mapped IPv6. */
export function parseAddress(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    return /(^|\.)0\d/.test(text) ? null : (text as Address);
  }
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return null;
  const parsed = ipaddr.IPv6.parse(text);
  return parsed.isIPv4MappedAddress() ? null : (parsed.toRFC5952String() as Address);
}

/** For addresses known to be good: constants and tests. A bad one is a bug. */
export function address(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === null) throw new Error(`${text} is not an IP address`);
  return parsed;
}

/** From the 4 or 16 bytes of an A or AAAA record. */
export function addressFromBytes(bytes: Uint8Array): Address {
  if (bytes.length === 4) return bytes.join('.') as Address;
  return new ipaddr.IPv6(Array.from(bytes)).toRFC5952String() as Address;
}

/** All hexadecimal digits of an address, 8 or 32. */
export function addressToHex(address: Address): string {
  if (familyOf(address) === 'ipv4') return hexOf(address.split('.').map(Number));
  const [head = '', tail = ''] = address.split('::').map(groupsToHex);
  return head + tail.padStart(32 - head.length, '0');
}

function groupsToHex(groups: string): string {
  if (groups === '') return '';
  return groups
    .split(':')
    .map((group) => group.padStart(4, '0'))
    .join('');
}

export function familyOf(address: Address): Family {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}
