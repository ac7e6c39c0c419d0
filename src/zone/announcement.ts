import ipaddr from 'ipaddr.js';
import { type Address, type Family, familyOf } from '../dns/address.js';
import { type Message, records } from '../dns/message.js';
import { type Name, sameName } from '../dns/name.js';
import { ASN_SOURCES, announcement } from '../questions/common.js';
import { messageOf } from '../record/exchange.js';
import { isNegative, resolverWorks } from './resolution.js';
import type { Lookups } from './zone-exchanges.js';

/** How an address is announced in the global routing table, as far as a database of it tells by DNS. */
export type Announcement =
  | { readonly status: 'announced'; readonly prefix: string; readonly asns: readonly number[] }
  /** The database has nothing about the address. */
  | { readonly status: 'none' }
  /** No database could tell, or what one told cannot be read. */
  | { readonly status: 'error' }
  /** Nothing is known: not asked yet, or the resolver resolves nothing. */
  | { readonly status: 'unknown' };

const UNKNOWN: Announcement = { status: 'unknown' };

/** By the first source that does not fail, as the engine. */
export function announcementOf(address: Address, zone: Lookups): Announcement {
  for (const source of ASN_SOURCES) {
    const exchange = zone.exchange(announcement(source, address));
    if (exchange === undefined || exchange.outcome.kind === 'unasked') return UNKNOWN;
    const found = read(messageOf(exchange), source, address);
    if (found !== null) return found;
  }
  return resolverWorks(zone) === false ? UNKNOWN : { status: 'error' };
}

/** What one source says; null when another is to be asked. */
function read(message: Message | null, source: Name, address: Address): Announcement | null {
  if (message === null) return null;
  if (message.rcode === 'NXDOMAIN') {
    const soas = records(message, 'SOA', { section: 'authority' });
    const [soa] = soas;
    return soas.length === 1 && soa !== undefined && sameName(soa.name, source) ? { status: 'none' } : null;
  }
  if (message.rcode !== 'NOERROR') return null;
  if (message.answer.length === 0) return isNegative(message) ? { status: 'none' } : null;
  const texts = records(message, 'TXT', { section: 'answer' }).map((rr) => rr.strings.join(''));
  return texts.length === 0 ? { status: 'error' } : mostSpecific(texts, address);
}

/** Of several announcements the longest prefix counts. One that cannot be read, or is of other addresses, spoils all. */
function mostSpecific(texts: readonly string[], address: Address): Announcement {
  let best: { readonly prefix: string; readonly length: number; readonly asns: readonly number[] } | null =
    null;
  for (const text of texts) {
    const fields = text.split(/ \| ?/);
    if (fields.length < 2) continue;
    const asns = parseAsns(fields[0] ?? '');
    const parsed = parsePrefix(fields[1] ?? '', familyOf(address));
    if (asns === null || parsed === null || !ipaddr.parse(address).match(parsed.cidr))
      return { status: 'error' };
    const [, length] = parsed.cidr;
    if (length > (best?.length ?? 0)) best = { prefix: parsed.text, length, asns };
  }
  return best === null ? { status: 'none' } : { status: 'announced', prefix: best.prefix, asns: best.asns };
}

/** AS numbers (RFC 6793) separated by spaces: a prefix may have several origins. */
function parseAsns(text: string): number[] | null {
  const words = text.split(/\s+/);
  const ok = words.every((word) => /^\d{1,10}$/.test(word) && Number(word) < 2 ** 32);
  return ok ? words.map(Number) : null;
}

interface Prefix {
  readonly text: string;
  readonly cidr: [ipaddr.IPv4 | ipaddr.IPv6, number];
}

/** An address block without host bits set; of the wrong family is as good as none. */
function parsePrefix(text: string, family: Family): Prefix | null {
  const trimmed = text.trim();
  if (!/^[0-9a-f.:]+\/\d{1,3}$/i.test(trimmed)) return null;
  if (family === 'ipv4') {
    if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(trimmed)) return null;
    const cidr = ipaddr.IPv4.parseCIDR(trimmed);
    const network = ipaddr.IPv4.networkAddressFromCIDR(trimmed).toString();
    return network === cidr[0].toString() ? { text: `${network}/${cidr[1]}`, cidr } : null;
  }
  if (!ipaddr.IPv6.isValidCIDR(trimmed)) return null;
  const cidr = ipaddr.IPv6.parseCIDR(trimmed);
  const network = ipaddr.IPv6.networkAddressFromCIDR(trimmed).toRFC5952String();
  return network === cidr[0].toRFC5952String() ? { text: `${network}/${cidr[1]}`, cidr } : null;
}
