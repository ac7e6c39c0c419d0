import type { Address } from '../dns/address.js';
import { type Message, records } from '../dns/message.js';
import { fold, isWithin, type Name } from '../dns/name.js';
import { pointer, pointerAt, reverseName } from '../questions/common.js';
import { type Exchange, messageOf } from '../record/exchange.js';
import { isNegative } from './resolution.js';
import type { ZoneView } from './view.js';

/** The result of looking up the host names of an address. */
export interface Pointer {
  readonly status: PointerStatus;
  /** In lower case. */
  readonly names: readonly Name[];
}

export type PointerStatus =
  | 'found'
  /** There is no PTR record. */
  | 'none'
  /** The name servers of the reverse zone fail. */
  | 'failed'
  /** The question is still open, or could not be asked. */
  | 'unknown';

/**
 * The PTR records of an address: from the zone's own servers if it is in the zone under test, because only they have it so
 * far; else from the resolver. An alias (RFC 2317) out of or into the zone is followed once.
 */
export function pointerOf(zone: ZoneView, address: Address): Pointer {
  const first = lookUp(zone, reverseName(address));
  const message = messageOf(first);
  const target = message === null ? undefined : aliasWithout(message);
  return read(zone, target === undefined ? first : lookUp(zone, target));
}

function lookUp(zone: ZoneView, host: Name): Exchange | undefined {
  if (!isWithin(host, zone.zone)) return zone.exchange(pointer(host));
  return zone.fromInside((server) => pointerAt(server, host));
}

function read(zone: ZoneView, exchange: Exchange | undefined): Pointer {
  const message = messageOf(exchange);
  if (exchange === undefined || exchange.outcome.kind === 'unasked') return { status: 'unknown', names: [] };
  if (message === null || message.rcode === 'SERVFAIL' || isLame(message)) {
    return { status: zone.resolverWorks === false ? 'unknown' : 'failed', names: [] };
  }
  const names = records(message, 'PTR', { section: 'answer' }).map((rr) => fold(rr.target));
  return { status: message.rcode === 'NOERROR' && names.length > 0 ? 'found' : 'none', names };
}

function isLame(message: Message): boolean {
  return message.rcode === 'NOERROR' && message.answer.length === 0 && !isNegative(message);
}

/** The target of an answer's alias, if the PTR record there is not in the answer. */
function aliasWithout(message: Message): Name | undefined {
  if (message.rcode !== 'NOERROR' || records(message, 'PTR', { section: 'answer' }).length > 0)
    return undefined;
  return records(message, 'CNAME', { section: 'answer' })[0]?.target;
}
