import type { Address } from '../dns/address.js';
import { type Message, records } from '../dns/message.js';
import { fold, isWithin, type Name } from '../dns/name.js';
import { pointer, pointerAt, reverseName } from '../questions/common.js';
import { type Exchange, messageOf } from '../record/exchange.js';
import type { Question } from '../record/question.js';
import { isNegative } from './resolution.js';
import type { ZoneView } from './view.js';

/** The result of looking up the host names of an address. */
export interface Pointer {
  readonly status: PointerStatus;
  /** In lower case. */
  readonly names: readonly Name[];
  /** The questions asked for it, so far. */
  readonly questions: readonly Question[];
}

export type PointerStatus =
  | 'found'
  /** There is no PTR record. */
  | 'none'
  /** The name servers of the reverse zone fail. */
  | 'failed'
  /** Unknown: not asked yet, or it could not be asked. */
  | 'unknown';

/**
 * The PTR records of an address: from the zone's own servers if it is in the zone under test, because nobody else has it
 * yet; else from the resolver. An alias (RFC 2317) out of or into the zone is followed once.
 */
export function pointerOf(zone: ZoneView, address: Address): Pointer {
  const first = lookUp(zone, reverseName(address));
  const message = messageOf(first.exchange);
  const target = message === null ? undefined : aliasWithout(message);
  if (target === undefined) return read(zone, first);
  const second = lookUp(zone, target);
  return read(zone, { exchange: second.exchange, questions: [...first.questions, ...second.questions] });
}

interface Found {
  readonly exchange: Exchange | undefined;
  readonly questions: readonly Question[];
}

function lookUp(zone: ZoneView, host: Name): Found {
  if (!isWithin(host, zone.zone)) {
    const question = pointer(host);
    return { exchange: zone.exchange(question), questions: [question] };
  }
  const asking = (server: Address) => pointerAt(server, host);
  return { exchange: zone.fromInside(asking), questions: zone.insideQuestions(asking) };
}

function read(zone: ZoneView, { exchange, questions }: Found): Pointer {
  const message = messageOf(exchange);
  if (exchange === undefined || exchange.outcome.kind === 'unasked') {
    return { status: 'unknown', names: [], questions };
  }
  if (message === null || message.rcode === 'SERVFAIL' || isLame(message)) {
    const status = zone.resolverWorks === false ? 'unknown' : 'failed';
    return { status, names: [], questions };
  }
  const names = records(message, 'PTR', { section: 'answer' }).map((rr) => fold(rr.target));
  const found = message.rcode === 'NOERROR' && names.length > 0;
  return { status: found ? 'found' : 'none', names, questions };
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
