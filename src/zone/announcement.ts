import ipaddr from 'ipaddr.js';
import { type Address, type Family, familyOf } from '../dns/address.js';
import { type Message, records } from '../dns/message.js';
import { type Name, sameName } from '../dns/name.js';
import { ASN_SOURCES, announcement } from '../questions/common.js';
import { type Exchange, messageOf } from '../record/exchange.js';
import type { Question } from '../record/question.js';
import { isNegative, resolverWorks } from './resolution.js';

/** How an address is announced in the global routing table, according to a database in the DNS. */
export type Announcement =
  | { readonly status: 'announced'; readonly prefix: string; readonly asns: readonly number[] }
  /** The database has nothing about the address. */
  | { readonly status: 'none' }
  /** No database answered, or its answer is unreadable. */
  | { readonly status: 'error' }
  /** Nothing is known: not asked yet, or the resolver resolves nothing. */
  | { readonly status: 'unknown' };

type Lookup = (question: Question) => Exchange | undefined;

const UNKNOWN: Announcement = { status: 'unknown' };

/** From the first source that does not fail, as in the engine. */
export function announcementOf(address: Address, seen: Lookup): Announcement {
  for (const source of ASN_SOURCES) {
    const exchange = seen(announcement(source, address));
    if (exchange === undefined || exchange.outcome.kind === 'unasked') return UNKNOWN;
    const found = read(messageOf(exchange), source, address);
    if (found !== null) return found;
  }
  return resolverWorks(seen) === false ? UNKNOWN : { status: 'error' };
}

/** The questions that `announcementOf` reads, so far: the next source if one failed. */
export function announcementQuestions(address: Address, seen: Lookup): Question[] {
  const questions: Question[] = [];
  for (const source of ASN_SOURCES) {
    const question = announcement(source, address);
    questions.push(question);
    const exchange = seen(question);
    if (exchange === undefined || read(messageOf(exchange), source, address) !== null) break;
  }
  return questions;
}

/** Results by message, because the zones of an allocation share their servers and so these messages. */
const READ = new WeakMap<Message, Announcement | null>();

/** The result of one source; null if another must be asked. A message is about one source and address. */
function read(message: Message | null, source: Name, address: Address): Announcement | null {
  if (message === null) return null;
  let found = READ.get(message);
  if (found === undefined) {
    found = announcementIn(message, source, address);
    READ.set(message, found);
  }
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

/** The longest prefix of several announcements counts. One that is unreadable, or covers other addresses, spoils all. */
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

/** An address block without host bits set; null also if it is of the wrong family. */
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
