/**
 * The questions of the run, by what they are for. What the plan asks and what the checks look up is made here,
 * so the two cannot drift apart.
 */
import { type Address, addressToBytes, familyOf } from '../dns/address.js';
import { below, fold, type Name, name, parentOf } from '../dns/name.js';
import { type Question, question, type Transport } from '../record/question.js';

export const ADDRESS_TYPES = ['A', 'AAAA'] as const;
export type AddressType = (typeof ADDRESS_TYPES)[number];

/** The SOA of the zone: the first question to each server, the gate to all others on the same transport. */
export const soa = (server: Address, zone: Name, transport: Transport = 'udp'): Question =>
  question(server, zone, 'SOA', { transport });

export const ns = (server: Address, zone: Name, transport: Transport = 'udp'): Question =>
  question(server, zone, 'NS', { transport });

/** The addresses of a name inside the zone, asked of one of its servers. */
export const addressAt = (server: Address, host: Name, type: AddressType): Question =>
  question(server, fold(host), type);

/** The addresses of a name, asked of the resolver. */
export const resolve = (host: Name, type: AddressType | 'MX'): Question =>
  question('resolver', fold(host), type);

/**
 * The SOA record at or above a name, asked of the resolver. Its owner is the apex of the zone the name is in, whether it
 * comes as the answer or in the authority section (RFC 2308 section 3).
 */
export const apexAbove = (host: Name): Question => question('resolver', fold(host), 'SOA');

/** The name servers of a zone, asked of the resolver. */
export const nsOf = (apex: Name): Question => question('resolver', fold(apex), 'NS');

/** The SOA record of the name above the zone, asked of a server of the parent: it may have a zone in between. */
export const apexAt = (server: Address, zone: Name): Question => question(server, parentOf(zone), 'SOA');

/** Whether the zone is an alias for another as a whole (RFC 6672), asked of a server of its parent. */
export const dname = (server: Address, zone: Name): Question => question(server, zone, 'DNAME');

/** What a name is an alias for, asked of the resolver, which follows no alias for this type. */
export const aliasOf = (host: Name): Question => question('resolver', fold(host), 'CNAME');

/** The host name of an address, or of a name an address is delegated to (RFC 2317), asked of the resolver. */
export const pointer = (reverseName: Name): Question => question('resolver', fold(reverseName), 'PTR');

/** The same, of a name inside the zone, asked of one of its servers. */
export const pointerAt = (server: Address, reverseName: Name): Question =>
  question(server, fold(reverseName), 'PTR');

/** A name that does not belong into a reverse zone, for servers that answer anything. */
export const wwwAt = (server: Address, zone: Name): Question => question(server, below(zone, 'www'), 'A');

/** Names nobody delegates, which a server that does not resolve for strangers has nothing to say about. */
export const FOREIGN_NAMES: readonly Name[] = [
  name('xn--nameservertest.iis.se'),
  name('xn--nameservertest.icann.org'),
  name('xn--nameservertest.ripe.net'),
];

export const foreign = (server: Address, host: Name): Question => question(server, host, 'A');

/** Where the engine finds what prefix and AS an address is announced in; the second when the first fails. */
export const ASN_SOURCES: readonly Name[] = [name('asnlookup.zonemaster.net'), name('asn.cymru.com')];

export function announcement(source: Name, address: Address): Question {
  const origin = familyOf(address) === 'ipv4' ? 'origin' : 'origin6';
  return question('resolver', below(source, ...reverseLabels(address), origin), 'TXT');
}

/** Whether the resolver resolves at all: so that a lookup that fails is blamed on who deserves it. */
export const resolverAlive = (): Question => question('resolver', name('.'), 'NS');

/** The name that the PTR record of an address has. */
export function reverseName(address: Address): Name {
  return below(name(familyOf(address) === 'ipv4' ? 'in-addr.arpa' : 'ip6.arpa'), ...reverseLabels(address));
}

/** The labels of an address under in-addr.arpa or ip6.arpa (RFC 1035 section 3.5, RFC 3596 section 2.5). */
export function reverseLabels(address: Address): string[] {
  if (familyOf(address) === 'ipv4') return address.split('.').reverse();
  return addressToBytes(address)
    .flatMap((byte) => [byte >> 4, byte & 15])
    .map((nibble) => nibble.toString(16))
    .reverse();
}

export const mxAt = (server: Address, host: Name): Question => question(server, fold(host), 'MX');

export const txtAt = (server: Address, host: Name): Question => question(server, fold(host), 'TXT');

export const cnameAt = (server: Address, host: Name): Question => question(server, fold(host), 'CNAME');
