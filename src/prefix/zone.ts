import type { Family } from '../dns/address.js';
import { fromHex } from '../dns/bytes.js';
import {
  below,
  fold,
  isWithin,
  labelsOf,
  type Name,
  NameError,
  name,
  parentOf,
  parseName,
} from '../dns/name.js';
import { cidrBlock, cidrLength, hexDigits, octetFault, type Prefix, PrefixError } from './prefix.js';

/** A reverse zone and the address block it maps. */
export interface ReverseZone {
  /** In lower case. */
  readonly zone: Name;
  readonly block: Prefix;
  /**
   * The zone of the /24 that must delegate this one, if it is a part of an IPv4 /24; else null. A dash or slash zone works
   * only if that zone also has aliases for the names of its addresses (RFC 2317). The holder of the /24 must do both, or
   * RIPE NCC if it serves that zone itself.
   */
  readonly parent: Name | null;
  readonly notation: Notation;
}

/**
 * How a name writes its block: in whole octets or nibbles, or with a fourth octet that is a range (`0-127.2.0.192`) or has a
 * prefix length (`0/25.2.0.192`, RFC 2317's examples). The RIPE Database accepts the first two and refuses a slash.
 */
export type Notation = 'plain' | 'dash' | 'slash';

const SUFFIX: Readonly<Record<Family, Name>> = { ipv4: name('in-addr.arpa'), ipv6: name('ip6.arpa') };
const LABEL_BITS: Readonly<Record<Family, number>> = { ipv4: 8, ipv6: 4 };

/** The prefix lengths at which blocks are split, largest block first. A part of an IPv4 /24 is not split. */
const BOUNDARIES: Readonly<Record<Family, readonly number[]>> = {
  ipv4: [8, 16, 24],
  ipv6: Array.from({ length: 32 }, (_, i) => 4 * (i + 1)),
};

/**
 * The fewest reverse zones that map a block exactly, in order of address. Each is the largest block on an octet or nibble
 * boundary that fits, so a range may give zones of several sizes. A part of an IPv4 /24 is one zone, even if it is no CIDR
 * block: its name has four octets for one address, else a dash, as the RIPE Database requires.
 *
 * The size of the block needs no bound: a prefix has at most 128 zones, a range at most 1,276 (IPv4) or 944 (IPv6), because
 * only the sizes at its two ends differ.
 */
export function zonesOf(prefix: Prefix): ReverseZone[] {
  const zones: ReverseZone[] = [];
  for (let next = prefix.first; next <= prefix.last; ) {
    const block = blockAt(next, prefix);
    zones.push(zoneOfBlock(block));
    next = block.last + 1n;
  }
  return zones;
}

/** The largest block that starts at `start`, ends within `prefix`, and is one zone. */
function blockAt(start: bigint, prefix: Prefix): Prefix {
  for (const length of BOUNDARIES[prefix.family]) {
    const block = cidrBlock(prefix.family, start, length);
    if (block.first === start && block.last <= prefix.last) return block;
  }
  const whole24 = cidrBlock(prefix.family, start, 24);
  const endsFirst = whole24.last < prefix.last ? whole24 : prefix;
  return { ...endsFirst, first: start };
}

function zoneOfBlock(block: Prefix): ReverseZone {
  const { family, first, last } = block;
  const labels = labelsOfAddress(family, first);
  const length = cidrLength(block);
  if (length !== null && length % LABEL_BITS[family] === 0) {
    const mapped = labels.slice(0, length / LABEL_BITS[family]);
    return reverseZone(below(SUFFIX[family], ...mapped.reverse()), block, 'plain');
  }
  const range = `${first & 255n}-${last & 255n}`;
  return reverseZone(below(SUFFIX.ipv4, range, ...labels.slice(0, 3).reverse()), block, 'dash');
}

/** The octets in decimal, or the nibbles in hexadecimal, most significant first. */
function labelsOfAddress(family: Family, address: bigint): string[] {
  const digits = hexDigits(family, address);
  return family === 'ipv4' ? [...fromHex(digits)].map(String) : [...digits];
}

/**
 * Reads the name of a reverse zone, in any letter case, with or without the final dot: one to four octets before
 * in-addr.arpa, the fourth also as a range or with a slash; or one to 32 nibbles before ip6.arpa. The rules are the RIPE
 * Database's, but a slash is read, too, so that such a zone can be tested and its fault shown.
 */
export function parseZone(text: string): ReverseZone | PrefixError {
  const parsed = parseName(text.trim());
  if (parsed instanceof NameError) return new PrefixError(parsed.reason);
  const zone = fold(parsed);
  if (isWithin(zone, SUFFIX.ipv4)) return parseOctets(zone);
  if (isWithin(zone, SUFFIX.ipv6)) return parseNibbles(zone);
  return new PrefixError('a reverse zone is below in-addr.arpa or ip6.arpa');
}

function parseNibbles(zone: Name): ReverseZone | PrefixError {
  const nibbles = labelsOf(zone).slice(0, -2).reverse();
  if (nibbles.length === 0) return new PrefixError('ip6.arpa without a nibble in front maps all of IPv6');
  if (nibbles.length > 32) return new PrefixError('a zone in ip6.arpa has at most 32 nibbles');
  if (!nibbles.every((nibble) => /^[0-9a-f]$/.test(nibble))) {
    return new PrefixError('a label below ip6.arpa is not one hexadecimal digit');
  }
  const first = BigInt(`0x${nibbles.join('').padEnd(32, '0')}`);
  return reverseZone(zone, cidrBlock('ipv6', first, 4 * nibbles.length), 'plain');
}

function parseOctets(zone: Name): ReverseZone | PrefixError {
  const labels = labelsOf(zone).slice(0, -2).reverse();
  if (labels.length === 0) return new PrefixError('in-addr.arpa without an octet in front maps all of IPv4');
  if (labels.length > 4) return new PrefixError('a zone in in-addr.arpa has at most four octets');
  const [fourth] = labels.slice(3);
  const whole = labels.slice(0, 3);
  if (whole.some((label) => /[-/]/.test(label))) {
    return new PrefixError('only the fourth octet may have a dash or slash');
  }
  const fault = whole.map(octetFault).find((reason) => reason !== null);
  if (fault !== undefined) return new PrefixError(fault);

  const start = whole.reduce((sum, octet, i) => sum + (BigInt(octet) << BigInt(24 - 8 * i)), 0n);
  if (fourth === undefined) return reverseZone(zone, cidrBlock('ipv4', start, 8 * labels.length), 'plain');
  const part = parseFourth(fourth, parentOf(zone));
  if (part instanceof PrefixError) return part;
  const [first, last] = [start + BigInt(part.from), start + BigInt(part.to)];
  return reverseZone(zone, { family: 'ipv4', first, last }, part.notation);
}

interface PartOf24 {
  readonly from: number;
  readonly to: number;
  readonly notation: Notation;
}

function parseFourth(label: string, parent: Name): PartOf24 | PrefixError {
  const notation = label.includes('-') ? 'dash' : label.includes('/') ? 'slash' : 'plain';
  const [from = '', to = from, ...more] = label.split(/[-/]/);
  if (more.length > 0) return new PrefixError('the fourth octet has more than one dash or slash');
  const fault = octetFault(from) ?? (notation === 'slash' ? null : octetFault(to));
  if (fault !== null) return new PrefixError(fault);
  return notation === 'slash'
    ? slashPart(Number(from), to)
    : rangePart(Number(from), Number(to), notation, parent);
}

function rangePart(from: number, to: number, notation: Notation, parent: Name): PartOf24 | PrefixError {
  if (from > to) return new PrefixError('the range in the fourth octet ends before it starts');
  if (to - from === 255) return new PrefixError(`0-255 is the whole /24: its zone is ${parent}`);
  return { from, to, notation };
}

function slashPart(from: number, lengthText: string): PartOf24 | PrefixError {
  if (!/^(2[5-9]|3[0-2])$/.test(lengthText)) {
    return new PrefixError('the length after a slash in the fourth octet is not one of 25 to 32');
  }
  const size = 2 ** (32 - Number(lengthText));
  if (from % size !== 0) {
    return new PrefixError('bits are set beyond the length after the slash in the fourth octet');
  }
  return { from, to: from + size - 1, notation: 'slash' };
}

function reverseZone(zone: Name, block: Prefix, notation: Notation): ReverseZone {
  const isPartOf24 = block.family === 'ipv4' && block.last - block.first < 255n;
  return { zone, block, parent: isPartOf24 ? parentOf(zone) : null, notation };
}
