import { type Address, parseAddress } from '../dns/address.js';
import { type DsData, DsError, parseDs as readDs } from '../dns/ds.js';
import { fold, NameError, parseName } from '../dns/name.js';
import { isLevel, LEVELS, type Level } from '../finding/level.js';
import type { Endpoint } from '../net/transport.js';
import { PrefixError, parsePrefix } from '../prefix/prefix.js';
import { parseZone, type ReverseZone, zonesOf } from '../prefix/zone.js';
import { mergeNservers, type Nserver, type ZoneTarget } from './target.js';

/** Something given by a person or a program cannot be used; the message is one line that says what and why. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The reverse zones of an address block: CIDR, a range `a - b`, RIPE's shorthand. Throws InputError. */
export function zonesOfPrefix(text: string): ReverseZone[] {
  const prefix = parsePrefix(text);
  if (prefix instanceof PrefixError) throw new InputError(`${quote(text)}: ${prefix.reason}`);
  return zonesOf(prefix);
}

/**
 * The zones a person means by a prefix, a range or an address (see `parsePrefix`), or by the name of one reverse zone (see
 * `parseZone`); in order of address. Throws InputError.
 */
export function zonesMeant(text: string): ReverseZone[] {
  if (!isName(text.trim())) return zonesOfPrefix(text);
  const zone = parseZone(text);
  if (zone instanceof PrefixError) throw new InputError(`${quote(text)}: ${zone.reason}`);
  return [zone];
}

/** Whether the last label starts with a letter, as no address block does. */
function isName(text: string): boolean {
  return !text.includes(':') && /(^|\.)[a-z][^.]*\.?$/i.test(text);
}

/** The zones of several, in the order given, each once. Throws InputError. */
export function distinctZones(texts: readonly string[]): ReverseZone[] {
  const zones = texts.flatMap(zonesMeant);
  return [...new Map(zones.map((zone) => [zone.zone, zone])).values()];
}

/** The zones of several, all with one delegation. */
export function zoneTargets(
  targets: readonly string[],
  nservers: readonly Nserver[],
  ds: readonly DsData[],
): ZoneTarget[] {
  const merged = mergeNservers(nservers);
  return distinctZones(targets).map(({ zone, block }) => ({ zone, block, nservers: merged, ds }));
}

/** `name`, or `name/address[,address...]`. */
export function parseNserver(text: string): Nserver {
  const [host = '', addresses, ...rest] = text.split('/');
  if (rest.length > 0) throw new InputError(`name server ${quote(text)}: more than one slash`);
  const name = parseName(host);
  if (name instanceof NameError) throw new InputError(`name server ${quote(text)}: ${name.reason}`);
  const glue = addresses === undefined ? [] : addresses.split(',').map((each) => parseGlue(each, text));
  return { name: fold(name), glue };
}

function parseGlue(text: string, whole: string): Address {
  const address = parseAddress(text);
  if (address === null) {
    throw new InputError(`name server ${quote(whole)}: ${quote(text)} is not an IP address`);
  }
  return address;
}

/** `<key tag> <algorithm> <digest type> <digest>`, the digest in hex, blanks in it ignored. Throws InputError. */
export function parseDs(text: string): DsData {
  const ds = readDs(text);
  if (ds instanceof DsError) throw new InputError(`DS ${quote(text)}: ${ds.reason}`);
  return ds;
}

/** `address`, `address:port`, `[IPv6 address]:port`; port 53 unless given. */
export function parseResolver(text: string): Endpoint {
  const [, host = text, port = '53'] =
    /^\[(.*)\](?::(\d+))?$/.exec(text) ?? /^([^:]*):(\d+)$/.exec(text) ?? [];
  const address = parseAddress(host);
  if (address === null || Number(port) < 1 || Number(port) > 65535) {
    throw new InputError(`resolver ${quote(text)}: expected an IP address, with or without a port`);
  }
  return { host: address, port: Number(port) };
}

export function parseLevel(text: string): Level {
  const level = text.toUpperCase();
  if (isLevel(level)) return level;
  throw new InputError(`level ${quote(text)}: expected one of ${LEVELS.join(', ')}`);
}

/** Quotes input for an error line, so that no control character reaches a terminal. */
export function quote(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 77)}...` : text;
  return JSON.stringify(short).replaceAll(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
