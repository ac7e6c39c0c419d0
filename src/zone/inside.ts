import { type Address, familyOf } from '../dns/address.js';
import { type Message, records, replyType } from '../dns/message.js';
import { fold, isWithin, type Name, sameName } from '../dns/name.js';
import { ADDRESS_TYPES } from '../questions/common.js';
import { type Exchange, messageOf } from '../record/exchange.js';
import type { Question } from '../record/question.js';
import type { ZoneView } from './view.js';

/** A question, to one server or another. */
export type Asking = (server: Address) => Question;

/** The result of asking for a name inside the zone. */
export interface Inside {
  /** The answer, or else the failed exchange; undefined while unknown. */
  readonly exchange: Exchange | undefined;
  /** The questions that followed referrals to zones further down, so far. */
  readonly below: readonly Question[];
}

/**
 * Asks like the engine's resolver: the servers that the delegation leads to, from the last to the first, until one has an
 * answer or refers to a zone further down. It does not come back from there.
 */
export function lookInside(zone: ZoneView, asking: Asking): Inside {
  const servers = zone.referred.filter((server) => zone.uses(server)).map(({ address }) => address);
  const below: Question[] = [];
  return { exchange: follow(zone, asking, { apex: zone.zone, servers: servers.reverse() }, below), below };
}

interface Cut {
  readonly apex: Name;
  /** In the order in which they are asked. */
  readonly servers: readonly Address[];
}

function follow(
  zone: ZoneView,
  asking: Asking,
  { apex, servers }: Cut,
  below: Question[],
): Exchange | undefined {
  let failure: Exchange | undefined;
  for (const server of servers) {
    const question = asking(server);
    if (apex !== zone.zone) below.push(question);
    const exchange = zone.exchange(question);
    if (exchange === undefined) return undefined;
    const message = messageOf(exchange);
    if (message !== null && isAnswer(message)) return exchange;
    const next = message === null ? null : apexBelow(message, apex, question.name);
    if (message !== null && next !== null) {
      const found = serversOf(zone, message, next, below);
      if (found === undefined) return undefined;
      return found.length === 0 ? exchange : follow(zone, asking, { apex: next, servers: found }, below);
    }
    if (failure?.outcome.kind !== 'unasked') failure = exchange;
  }
  return failure;
}

/** Whether a resolver that works its way down would accept the message as final. */
function isAnswer(message: Message): boolean {
  return message.rcode !== 'REFUSED' && message.rcode !== 'SERVFAIL' && replyType(message) !== 'referral';
}

/** The zone further down that a message refers to; null if it refers to none that contains the name. */
function apexBelow(message: Message, apex: Name, host: Name): Name | null {
  if (message.rcode !== 'NOERROR' || replyType(message) !== 'referral') return null;
  const owners = records(message, 'NS', { section: 'authority' }).map((rr) => fold(rr.name));
  return (
    owners.find((owner) => isWithin(owner, apex) && !sameName(owner, apex) && isWithin(host, owner)) ?? null
  );
}

/** The addresses of the name servers of a zone further down: those outside the zone, then those in the referral. */
function serversOf(
  zone: ZoneView,
  referral: Message,
  apex: Name,
  below: Question[],
): readonly Address[] | undefined {
  const targets = records(referral, 'NS', { name: apex, section: 'authority' }).map((rr) => fold(rr.target));
  const hosts = [...new Set(targets)].sort().reverse();
  const glueOf = (host: Name) =>
    ADDRESS_TYPES.flatMap((type) =>
      records(referral, type, { name: host, section: 'additional' }).map((rr) => rr.address),
    );
  const outside = hosts.filter((host) => glueOf(host).length === 0 && !isWithin(host, zone.zone));
  below.push(...outside.flatMap((host) => zone.lookups(host)));
  if (outside.some((host) => zone.resolve(host).status === 'pending')) return undefined;
  const glue = hosts.flatMap((host) => glueOf(host).sort().reverse());
  return [...outside.flatMap((host) => zone.resolve(host).addresses), ...glue].filter(
    (address) => zone.families[familyOf(address)],
  );
}
