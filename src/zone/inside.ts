import type { Address } from '../dns/address.js';
import { type Message, records, replyType } from '../dns/message.js';
import { fold, isWithin, type Name, sameName } from '../dns/name.js';
import { ADDRESS_TYPES } from '../questions/common.js';
import { type Exchange, messageOf } from '../record/exchange.js';
import type { Question } from '../record/question.js';
import type { Resolution } from './resolution.js';
import type { Server } from './server.js';

/** Makes the question for a given server. */
export type Asking = (server: Address) => Question;

interface Inside {
  readonly zone: Name;
  /** Where the delegation leads. */
  readonly referred: readonly Server[];
  uses(server: { readonly address: Address }): boolean;
  resolve(host: Name): Resolution;
  exchangeAtOnce(question: Question): Exchange | undefined;
}

/**
 * Asks like the engine's resolver: the servers that the delegation leads to, from the last to the first, until one has an
 * answer or refers to a zone further down. It does not come back from there. Returns the exchange with the answer, or one
 * that failed if there is no answer; undefined while unknown.
 */
export function lookInside(zone: Inside, asking: Asking): Exchange | undefined {
  const servers = zone.referred.filter((server) => zone.uses(server)).map(({ address }) => address);
  // One may be enough, but asking them all at once saves time.
  for (const server of servers) zone.exchangeAtOnce(asking(server));
  return follow(zone, asking, { apex: zone.zone, servers: servers.reverse() });
}

interface Cut {
  readonly apex: Name;
  /** In the order of asking. */
  readonly servers: readonly Address[];
}

function follow(zone: Inside, asking: Asking, { apex, servers }: Cut): Exchange | undefined {
  let failure: Exchange | undefined;
  for (const server of servers) {
    const question = asking(server);
    const exchange = zone.exchangeAtOnce(question);
    if (exchange === undefined) return undefined;
    const message = messageOf(exchange);
    if (message !== null && isAnswer(message)) return exchange;
    const next = message === null ? null : apexBelow(message, apex, question.name);
    if (message !== null && next !== null) {
      const found = serversOf(zone, message, next);
      if (found === undefined) return undefined;
      return found.length === 0 ? exchange : follow(zone, asking, { apex: next, servers: found });
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

/**
 * The addresses of the name servers of a zone further down: those outside the zone, then those in the referral. Undefined
 * while they are being looked up.
 */
function serversOf(zone: Inside, referral: Message, apex: Name): readonly Address[] | undefined {
  const targets = records(referral, 'NS', { name: apex, section: 'authority' }).map((rr) => fold(rr.target));
  const hosts = [...new Set(targets)].sort().reverse();
  const glueOf = (host: Name) =>
    ADDRESS_TYPES.flatMap((type) =>
      records(referral, type, { name: host, section: 'additional' }).map((rr) => rr.address),
    );
  const outside = hosts
    .filter((host) => glueOf(host).length === 0 && !isWithin(host, zone.zone))
    .map((host) => zone.resolve(host));
  if (outside.some(({ status }) => status === 'pending')) return undefined;
  const glue = hosts.flatMap((host) => glueOf(host).sort().reverse());
  return [...outside.flatMap(({ addresses }) => addresses), ...glue].filter((address) =>
    zone.uses({ address }),
  );
}
