/**
 * The questions of the run, by purpose. The plan asks and the checks look up the questions made here, so the two
 * cannot drift apart.
 */
import { type Address, addressToHex, familyOf } from '../dns/address.js';
import { below, fold, type Name, name, parentOf } from '../dns/name.js';
import { type Question, question, type Transport } from '../record/question.js';

export const ADDRESS_TYPES = ['A', 'AAAA'] as const;
export type AddressType = (typeof ADDRESS_TYPES)[number];

/** The SOA of the zone, the first question to each server. If it is not answered, no other follows over that transport. */
export const soa = (server: Address, zone: Name, transport: Transport = 'udp'): Question =>
  question(server, zone, 'SOA', { transport });

export const ns = (server: Address, zone: Name, transport: Transport = 'udp'): Question =>
  question(server, zone, 'NS', { transport });

/** The addresses of a name inside the zone, from one of its servers. */
export const addressAt = (server: Address, host: Name, type: AddressType): Question =>
  question(server, fold(host), type);

/** The addresses of a name, from the resolver. */
export const resolve = (host: Name, type: AddressType | 'MX'): Question =>
  question('resolver', fold(host), type);

/**
 * The SOA record at or above a name, from the resolver. Its owner is the apex of the name's zone, in the answer as well as
 * in the authority section (RFC 2308 section 3).
 */
export const apexAbove = (host: Name): Question => question('resolver', fold(host), 'SOA');

/** The name servers of a zone, from the resolver. */
export const nsOf = (apex: Name): Question => question('resolver', fold(apex), 'NS');

/** The SOA record of the name above the zone, from a server of the parent, which may have a zone in between. */
export const apexAt = (server: Address, zone: Name): Question => question(server, parentOf(zone), 'SOA');

/** Whether the whole zone is an alias for another (RFC 6672), from a server of its parent. */
export const dname = (server: Address, zone: Name): Question => question(server, zone, 'DNAME');

/** The target of an alias, from the resolver, which follows no alias for this type. */
export const aliasOf = (host: Name): Question => question('resolver', fold(host), 'CNAME');

/** The host name of an address, or of a name an address is delegated to (RFC 2317), from the resolver. */
export const pointer = (reverseName: Name): Question => question('resolver', fold(reverseName), 'PTR');

/** The same for a name inside the zone, from one of its servers. */
export const pointerAt = (server: Address, reverseName: Name): Question =>
  question(server, fold(reverseName), 'PTR');

/** A name that no reverse zone should have, to find servers that answer anything. */
export const wwwAt = (server: Address, zone: Name): Question => question(server, below(zone, 'www'), 'A');

/** Names that nobody delegates: only a server that resolves for strangers gives an answer about them. */
export const FOREIGN_NAMES: readonly Name[] = [
  name('xn--nameservertest.iis.se'),
  name('xn--nameservertest.icann.org'),
  name('xn--nameservertest.ripe.net'),
];

export const foreign = (server: Address, host: Name): Question => question(server, host, 'A');

/** The engine's sources for the prefix and AS of an address; the second is asked if the first fails. */
export const ASN_SOURCES: readonly Name[] = [name('asnlookup.zonemaster.net'), name('asn.cymru.com')];

export function announcement(source: Name, address: Address): Question {
  const origin = familyOf(address) === 'ipv4' ? 'origin' : 'origin6';
  return question('resolver', below(source, ...reverseLabels(address), origin), 'TXT');
}

/** Whether the resolver resolves at all, so that a failed lookup is not blamed on a name server. */
export const resolverAlive = (): Question => question('resolver', name('.'), 'NS');

/** The owner name of an address's PTR record. */
export function reverseName(address: Address): Name {
  return below(name(familyOf(address) === 'ipv4' ? 'in-addr.arpa' : 'ip6.arpa'), ...reverseLabels(address));
}

/** The labels of an address under in-addr.arpa or ip6.arpa (RFC 1035 section 3.5, RFC 3596 section 2.5). */
export function reverseLabels(address: Address): string[] {
  if (familyOf(address) === 'ipv4') return address.split('.').reverse();
  return [...addressToHex(address)].reverse();
}

export const mxAt = (server: Address, host: Name): Question => question(server, fold(host), 'MX');

export const txtAt = (server: Address, host: Name): Question => question(server, fold(host), 'TXT');

export const cnameAt = (server: Address, host: Name): Question => question(server, fold(host), 'CNAME');
