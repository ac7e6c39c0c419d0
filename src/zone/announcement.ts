import type { Address } from '../dns/address.js';
import { type Message, records } from '../dns/message.js';
import { type Name, sameName } from '../dns/name.js';
import { blockOf, formatPrefix, type Prefix, PrefixError, parsePrefix, relation } from '../prefix/prefix.js';
import { ASN_SOURCES, announcement } from '../questions/common.js';
import { messageOf } from '../record/exchange.js';
import { isNegative, resolverWorks } from './resolution.js';
import type { Lookups } from './zone-exchanges.js';

/** How an address is announced in the global routing table, according to a database in the DNS. */
export type Announcement =
  | { readonly status: 'announced'; readonly prefix: string; readonly asns: readonly number[] }
  /** The database has nothing about the address. */
  | { readonly status: 'none' }
  /** No database answered, or its answer is unreadable. */
  | { readonly status: 'error' }
  /** Nothing is known: not asked yet, or the resolver resolves nothing. */
  | { readonly status: 'unknown' };

const UNKNOWN: Announcement = { status: 'unknown' };

/** From the first source that does not fail, as in the engine. */
export function announcementOf(address: Address, zone: Lookups): Announcement {
  for (const source of ASN_SOURCES) {
    const exchange = zone.exchange(announcement(source, address));
    if (exchange === undefined || exchange.outcome.kind === 'unasked') return UNKNOWN;
    const found = read(messageOf(exchange), source, address);
    if (found !== null) return found;
  }
  return resolverWorks(zone) === false ? UNKNOWN : { status: 'error' };
}

/**
 * The results of messages. All zones of an allocation share their servers and so these messages, and each plan looks at them
 * again: reading them each time took an eighth of the CPU of a run (`npm run bench allocation`).
 */
const READ = new WeakMap<Message, Announcement | null>();

/** The result of one source; null if the next must be asked. A message is about one source and address. */
function read(message: Message | null, source: Name, address: Address): Announcement | null {
  if (message === null) return null;
  const before = READ.get(message);
  if (before !== undefined) return before;
  const found = announcementIn(message, source, address);
  READ.set(message, found);
  return found;
}

function announcementIn(message: Message, source: Name, address: Address): Announcement | null {
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

/** The longest prefix counts. One announcement that is unreadable, or covers only other addresses, spoils all. */
function mostSpecific(texts: readonly string[], address: Address): Announcement {
  let best: { readonly block: Prefix; readonly asns: readonly number[] } | null = null;
  for (const text of texts) {
    const [origins = '', prefix] = text.split(/ \| ?/);
    if (prefix === undefined) continue;
    const asns = parseAsns(origins);
    const block = parseCidr(prefix);
    if (asns === null || block === null || !covers(block, address)) return { status: 'error' };
    if (best === null || relation(block, best.block) === 'inside') best = { block, asns };
  }
  return best === null
    ? { status: 'none' }
    : { status: 'announced', prefix: formatPrefix(best.block), asns: best.asns };
}

/** AS numbers (RFC 6793) separated by spaces: a prefix may have several origins. */
function parseAsns(text: string): number[] | null {
  const words = text.split(/\s+/);
  const ok = words.every((word) => /^\d{1,10}$/.test(word) && Number(word) < 2 ** 32);
  return ok ? words.map(Number) : null;
}

function parseCidr(text: string): Prefix | null {
  const block = text.includes('/') ? parsePrefix(text) : null;
  return block instanceof PrefixError ? null : block;
}

function covers(block: Prefix, address: Address): boolean {
  const lies = relation(block, blockOf(address));
  return lies === 'around' || lies === 'same';
}
