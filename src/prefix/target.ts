import { PrefixError, parsePrefix } from './prefix.js';
import { parseZone, type ReverseZone, zonesOf } from './zone.js';

/**
 * The zones a person means by a prefix, a range or an address (see `parsePrefix`), or by the name of one reverse
 * zone (see `parseZone`); in order of address.
 */
export function parseTarget(text: string): ReverseZone[] | PrefixError {
  if (isName(text.trim())) {
    const zone = parseZone(text);
    return zone instanceof PrefixError ? zone : [zone];
  }
  const prefix = parsePrefix(text);
  return prefix instanceof PrefixError ? prefix : zonesOf(prefix);
}

/** Whether the last label starts with a letter, as no address block does. */
function isName(text: string): boolean {
  return !text.includes(':') && /(^|\.)[a-z][^.]*\.?$/i.test(text);
}
