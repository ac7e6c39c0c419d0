import { type Message, records } from '../dns/message.js';
import { fold, fromLabels, isHostLabel, isWithin, labelsOf, type Name, name } from '../dns/name.js';
import { mxAt, resolve } from '../questions/common.js';
import type { Exchange } from '../record/exchange.js';
import { soaAt } from './first-answer.js';
import { aliasesOf } from './resolution.js';
import type { ZoneView } from './view.js';

/** A mail address. */
export interface Mailbox {
  readonly local: string;
  /** In lower case. */
  readonly domain: Name;
}

/** Atoms with dots between them (RFC 5322 section 3.2.3). */
const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const ARPA = name('arpa');

/**
 * The mail address in an RNAME: the first label, including its dots, is the local part, the rest is the domain (RFC 1035
 * section 8). Null if it is no address: the local part must be a dot-atom, the domain a host name of at least two labels.
 */
export function mailboxOf(rname: Name): Mailbox | null {
  const [local = '', ...domain] = labelsOf(rname);
  const valid = DOT_ATOM.test(local) && domain.length >= 2 && domain.every(isHostLabel);
  return valid ? { local, domain: fold(fromLabels(domain)) } : null;
}

export function presentMailbox({ local, domain }: Mailbox): string {
  return `${local}@${domain}`;
}

/** The domains of the mail addresses in the zone's SOA records; none if there is no zone to test. */
export function contactDomains(zone: ZoneView): Name[] {
  if (zone.working.length === 0) return [];
  const rnames = zone.inUse.flatMap((server) => soaAt(zone, server)?.rname ?? []);
  return [...new Set(rnames.flatMap((rname) => mailboxOf(rname)?.domain ?? []))];
}

/** The MX exchange about a domain: with the zone's servers if the domain is inside the zone, else with the resolver. */
export function mxExchange(zone: ZoneView, domain: Name): Exchange | undefined {
  if (isWithin(domain, zone.zone)) return zone.fromInside((server) => mxAt(server, domain));
  return zone.exchange(resolve(domain, 'MX'));
}

/** The hosts that take mail for a domain, according to its MX answer; the domain itself if there are no MX records. */
export function mailServers(answer: Message, domain: Name): Name[] {
  const owner = aliasesOf(answer, domain).at(-1) ?? domain;
  const exchanges = records(answer, 'MX', { name: owner }).map((rr) => fold(rr.exchange));
  return exchanges.length === 0 ? [owner] : [...new Set(exchanges)];
}

/** Names without mail addresses under them: the root, top-level domains, and all reverse zones. */
export function isNoMailDomain(zone: Name): boolean {
  return labelsOf(zone).length <= 1 || isWithin(zone, ARPA);
}
