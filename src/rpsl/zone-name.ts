import { fold, type Name, NameError, parseName } from '../dns/name.js';
import { PrefixError } from '../prefix/prefix.js';
import { parseZone, type ReverseZone } from '../prefix/zone.js';

/** A zone of telephone numbers (ENUM, RFC 6116): the database accepts it, but it maps no addresses. */
export interface EnumZone {
  readonly zone: Name;
  readonly notation: 'enum';
}

/** The zone that a `domain:` attribute names. */
export type ZoneName = ReverseZone | EnumZone;

/** Why the database does not accept a zone name. */
export class ZoneNameError {
  readonly tag: 'RIPE_ZONE_INVALID' | 'RIPE_ZONE_NOT_REVERSE' | 'RIPE_ZONE_TOO_LONG';
  /** One clause. */
  readonly reason: string;
  constructor(tag: ZoneNameError['tag'], reason: string) {
    this.tag = tag;
    this.reason = reason;
  }
}

/** The longest name that the database accepts, in characters without the final dot. */
const MAX_LENGTH = 254;

/** Reads the value of a `domain:` attribute. It also reads a slash name, although the database refuses it. */
export function readZoneName(value: string): ZoneName | ZoneNameError {
  const bare = value.replace(/\.$/, '');
  if (bare.length > MAX_LENGTH) {
    return new ZoneNameError('RIPE_ZONE_TOO_LONG', `the name has ${bare.length} characters`);
  }
  if (!/(^|\.)(in-addr|ip6|e164)\.arpa$/i.test(bare)) {
    return new ZoneNameError('RIPE_ZONE_NOT_REVERSE', 'the name is not below in-addr.arpa or ip6.arpa');
  }
  // An escape means a character to DNS, but nothing to the database.
  if (bare.includes('\\')) return new ZoneNameError('RIPE_ZONE_INVALID', 'the name has a backslash');
  if (/e164\.arpa$/i.test(bare)) return readEnumName(bare);
  const zone = parseZone(bare);
  return zone instanceof PrefixError ? new ZoneNameError('RIPE_ZONE_INVALID', zone.reason) : zone;
}

function readEnumName(bare: string): EnumZone | ZoneNameError {
  if (!/^(\d\.)+e164\.arpa$/i.test(bare)) {
    return new ZoneNameError('RIPE_ZONE_INVALID', 'a label below e164.arpa is not one decimal digit');
  }
  const zone = parseName(bare);
  return zone instanceof NameError
    ? new ZoneNameError('RIPE_ZONE_INVALID', zone.reason)
    : { zone: fold(zone), notation: 'enum' };
}

/**
 * Whether the database treats a host as inside the zone, and so requires its address. It compares text, not
 * labels: `ns.12.0.192.in-addr.arpa` ends with `2.0.192.in-addr.arpa`. In a dash zone it tests whether the digit
 * before the zone's second label, the last one of a longer octet, is in the range.
 */
export function takesForInside({ zone, notation }: ZoneName, host: Name): boolean {
  const text = fold(host);
  if (notation !== 'dash') return text.endsWith(zone);
  const dot = zone.indexOf('.');
  const [from = Number.NaN, to = Number.NaN] = zone.slice(0, dot).split('-').map(Number);
  if (!text.endsWith(zone.slice(dot))) return false;
  const digit = Number.parseInt(text.slice(0, -zone.slice(dot).length).slice(-1), 10);
  return from <= digit && digit <= to;
}
