import { type Message, records } from '../dns/message.js';
import { fold, fromLabels, isWithin, labelsOf, type Name } from '../dns/name.js';
import { resolve } from '../questions/common.js';
import { mxAt } from '../questions/zone.js';
import type { Exchange } from '../record/exchange.js';
import type { Question } from '../record/question.js';
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
const HOST_LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;

/**
 * The mail address in an RNAME: the first label, including its dots, is the local part, the rest is the domain (RFC 1035
 * section 8). Null if it is no address: the local part must be a dot-atom, the domain a host name of at least two labels.
 */
export function mailboxOf(rname: Name): Mailbox | null {
  const [local = '', ...domain] = labelsOf(rname);
  const valid = DOT_ATOM.test(local) && domain.length >= 2 && domain.every((label) => HOST_LABEL.test(label));
  return valid ? { local, domain: fold(fromLabels(domain)) } : null;
}

export function presentMailbox({ local, domain }: Mailbox): string {
  return `${local}@${domain}`;
}

/** The MX questions about a domain: to the zone's servers if the domain is inside the zone, else to the resolver. */
export function mxQuestions(zone: ZoneView, domain: Name): Question[] {
  if (!isWithin(domain, zone.zone)) return [resolve(domain, 'MX')];
  return zone.insideQuestions((server) => mxAt(server, domain));
}

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
