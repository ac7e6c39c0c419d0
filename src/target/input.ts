import { type Address, parseAddress } from '../dns/address.js';
import { fold, NameError, parseName } from '../dns/name.js';
import { isLevel, LEVELS, type Level } from '../finding/level.js';
import type { Endpoint } from '../net/transport.js';
import { PrefixError, parsePrefix } from '../prefix/prefix.js';
import { parseTarget } from '../prefix/target.js';
import { type ReverseZone, zonesOf } from '../prefix/zone.js';
import type { DsData, Nserver, ZoneTarget } from './target.js';

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

/** The zones of prefixes and zone names in the order given, each once, all with the same delegation. */
export function zoneTargets(
  targets: readonly string[],
  nservers: readonly Nserver[],
  ds: readonly DsData[],
): ZoneTarget[] {
  const zones = targets.flatMap((text) => {
    const found = parseTarget(text);
    if (found instanceof PrefixError) throw new InputError(`${quote(text)}: ${found.reason}`);
    return found;
  });
  const distinct = new Map(zones.map((zone) => [zone.zone, zone]));
  const merged = mergeNservers(nservers);
  return [...distinct.values()].map(({ zone, prefix }) => ({ zone, prefix, nservers: merged, ds }));
}

/** A name server may be given several times, with an address each time. */
export function mergeNservers(nservers: readonly Nserver[]): Nserver[] {
  const names = [...new Set(nservers.map((nserver) => nserver.name))];
  return names.map((name) => {
    const glue = nservers.filter((nserver) => nserver.name === name).flatMap((nserver) => nserver.glue);
    return { name, glue: [...new Set(glue)] };
  });
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

/** `<key tag> <algorithm> <digest type> <digest>`, the digest in hex, blanks in it ignored. */
export function parseDs(text: string): DsData {
  const [keyTag, algorithm, digestType, ...hex] = text.trim().split(/\s+/);
  const numbers = [integer(keyTag, 65535), integer(algorithm, 255), integer(digestType, 255)];
  const digest = hex.join('').toUpperCase();
  const [tag, signing, hash] = numbers;
  if (tag == null || signing == null || hash == null || !/^([0-9A-F]{2})+$/.test(digest)) {
    throw new InputError(
      `DS ${quote(text)}: it is not "<key tag> <algorithm> <digest type> <digest in hex>"`,
    );
  }
  return { keyTag: tag, algorithm: signing, digestType: hash, digest };
}

function integer(text: string | undefined, max: number): number | null {
  return text !== undefined && /^\d{1,5}$/.test(text) && Number(text) <= max ? Number(text) : null;
}

/** `address`, `address:port`, `[IPv6 address]:port`; port 53 unless given. */
export function parseResolver(text: string): Endpoint {
  const [, host = text, port = '53'] =
    /^\[(.*)\](?::(\d+))?$/.exec(text) ?? /^([^:]*):(\d+)$/.exec(text) ?? [];
  const address = parseAddress(host);
  if (address === null || Number(port) < 1 || Number(port) > 65535) {
    throw new InputError(`resolver ${quote(text)}: it is not an IP address, with or without a port`);
  }
  return { host: address, port: Number(port) };
}

export function parseLevel(text: string): Level {
  const level = text.toUpperCase();
  if (isLevel(level)) return level;
  throw new InputError(`level ${quote(text)}: it is not one of ${LEVELS.join(', ')}`);
}

/** Input put into an error line: nothing in it reaches a terminal as a control character. */
export function quote(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 77)}...` : text;
  return JSON.stringify(short).replaceAll(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
