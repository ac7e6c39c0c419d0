import type { Address } from '../dns/address.js';
import { type Message, records } from '../dns/message.js';
import { fold, type Name, parentOf, sameName } from '../dns/name.js';
import { ADDRESS_TYPES, type AddressType, apexAbove, resolve, resolverAlive } from '../questions/common.js';
import { type Exchange, messageOf } from '../record/exchange.js';
import type { Question } from '../record/question.js';
import type { Lookups } from './zone-exchanges.js';

/** The result of looking up the addresses of a name. */
export interface Resolution {
  readonly host: Name;
  readonly status: ResolutionStatus;
  /** At the end of the chain of aliases, in text order, as in the engine. */
  readonly addresses: readonly Address[];
  /** The names the host is an alias for, in the order of the chain; empty if it is no alias. */
  readonly aliases: readonly Name[];
  /**
   * The addresses the engine gives a name server of this name. It follows an alias one step and inside its own zone
   * only: a name server that is an alias into another zone has none.
   */
  readonly nserverAddresses: readonly Address[];
  /** Whether the name at the end of the chain is in the zone of the alias before it: one answer then has both. */
  readonly endsInZone: boolean;
  /** Whether the engine notices that the name is an alias: it looks at the last step, and only inside one zone. */
  readonly aliasNoticed: boolean;
}

export type ResolutionStatus =
  /** At least one of the two questions is still open. */
  | 'pending'
  | 'resolved'
  /** The name exists and has no address. */
  | 'no-address'
  | 'no-such-name'
  /** The name servers of the name fail (SERVFAIL, timeout), or its aliases do not end. */
  | 'failed'
  /** It could not be asked, or the resolver resolves nothing; there may be more addresses than are known. */
  | 'unasked';

export const unknownResolution = (host: Name, status: ResolutionStatus): Resolution => ({
  host,
  status,
  addresses: [],
  aliases: [],
  nserverAddresses: [],
  endsInZone: false,
  aliasNoticed: false,
});

/** Whether something is unknown about the name, through no fault of its own. */
export function isUnknown({ status }: Resolution): boolean {
  return status === 'pending' || status === 'unasked';
}

/** A name looked up by the resolver. */
export function resolution(host: Name, zone: Lookups): Resolution {
  const found = resolutionFrom(
    host,
    (type) => zone.exchange(resolve(host, type)),
    (alias, target, last) => sameZone(alias, target, last, zone),
  );
  // Always looked up, because a failed lookup is no fault of the name if the resolver resolves nothing.
  const works = resolverWorks(zone);
  return found.status === 'failed' && works === false ? { ...found, status: 'unasked' } : found;
}

/** Whether the resolver resolves anything; undefined while unknown. */
export function resolverWorks(zone: Lookups): boolean | undefined {
  const exchange = zone.exchange(resolverAlive());
  return exchange === undefined ? undefined : messageOf(exchange)?.rcode === 'NOERROR';
}

/**
 * Whether an empty answer of the resolver means that there is nothing: it must have a SOA record (RFC 2308 section 2.2).
 * Some resolvers give an empty answer without one if the servers of the zone are lame.
 */
export function isNegative(message: Message): boolean {
  return message.answer.length === 0 && records(message, 'SOA', { section: 'authority' }).length > 0;
}

/** Resolves a name by its exchange for each address type. */
export function resolutionFrom(
  host: Name,
  exchangeOn: (type: AddressType) => Exchange | undefined,
  staysInZone: (alias: Name, target: Name, last: boolean) => boolean,
): Resolution {
  const exchanges = ADDRESS_TYPES.map(exchangeOn).filter((exchange) => exchange !== undefined);
  if (exchanges.length < ADDRESS_TYPES.length) return unknownResolution(host, 'pending');
  const messages = exchanges.map(messageOf).filter((message) => message !== null);
  const addresses = [...new Set(messages.flatMap((message) => addressesOf(message, host)))].sort();
  const aliases = messages.map((message) => aliasesOf(message, host)).find((chain) => chain.length > 0) ?? [];
  const steps = aliases.map((target, i) =>
    staysInZone(aliases[i - 1] ?? host, target, i === aliases.length - 1),
  );
  return {
    host,
    status: statusOf(exchanges, messages, addresses),
    addresses,
    aliases,
    nserverAddresses: aliases.length === 0 || (aliases.length === 1 && steps[0] === true) ? addresses : [],
    endsInZone: steps.at(-1) === true,
    aliasNoticed: steps.at(-1) === true && addresses.some((address) => !address.includes(':')),
  };
}

function statusOf(
  exchanges: readonly Exchange[],
  messages: readonly Message[],
  addresses: readonly Address[],
): ResolutionStatus {
  if (exchanges.some(({ outcome }) => outcome.kind === 'unasked')) return 'unasked';
  if (addresses.length > 0) return 'resolved';
  if (messages.some((message) => message.rcode === 'NXDOMAIN')) return 'no-such-name';
  return messages.length === exchanges.length && messages.every((message) => message.rcode === 'NOERROR')
    ? 'no-address'
    : 'failed';
}

/** Chains of aliases longer than this are not followed; resolvers stop at similar lengths. */
const MAX_ALIASES = 10;

/** The targets of the chain of CNAME records in an answer that starts at `host`. */
export function aliasesOf(message: Message, host: Name): Name[] {
  const cnames = records(message, 'CNAME', { section: 'answer' });
  const chain: Name[] = [];
  let at: Name = host;
  while (chain.length < MAX_ALIASES) {
    const next = cnames.find((rr) => sameName(rr.name, at));
    if (next === undefined) return chain;
    at = fold(next.target);
    chain.push(at);
  }
  return chain;
}

function addressesOf(message: Message, host: Name): Address[] {
  const owner = aliasesOf(message, host).at(-1) ?? host;
  return ADDRESS_TYPES.flatMap((type) =>
    records(message, type, { name: owner, section: 'answer' }).map((rr) => rr.address),
  );
}

/** Also false while the zones are unknown. */
function sameZone(alias: Name, target: Name, last: boolean, zone: Lookups): boolean {
  const [from, to] = [apexOf(alias, false), apexOf(target, last)].map((question) =>
    apexIn(zone.exchange(question)),
  );
  return from !== undefined && from === to;
}

/** Asks about the name above an alias, because an alias is no apex (RFC 1034 section 3.6.2) and the resolver would follow it. */
function apexOf(name: Name, end: boolean): Question {
  return apexAbove(end ? name : parentOf(name));
}

function apexIn(exchange: Exchange | undefined): Name | undefined {
  const message = messageOf(exchange);
  if (message === null || records(message, 'CNAME', { section: 'answer' }).length > 0) return undefined;
  const [soa] = [
    ...records(message, 'SOA', { section: 'answer' }),
    ...records(message, 'SOA', { section: 'authority' }),
  ];
  return soa === undefined ? undefined : fold(soa.name);
}
