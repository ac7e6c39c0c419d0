import type { Address } from '../dns/address.js';
import { type Message, records, replyType } from '../dns/message.js';
import { fold, isWithin, type Name, parentOf, ROOT } from '../dns/name.js';
import { ADDRESS_TYPES, apexAbove, nsOf } from '../questions/common.js';
import { messageOf } from '../record/exchange.js';
import type { Nserver } from '../target/target.js';
import type { Resolution } from './resolution.js';
import { type Server, serverAt } from './server.js';
import type { Lookups } from './zone-exchanges.js';

/** The zone that delegates, or would delegate, a zone, as far as it is known. */
export interface Parent {
  readonly status: ParentStatus;
  /** The apex of the parent zone; null if it is not found, or not yet. */
  readonly zone: Name | null;
  /** Its name servers, at all of their addresses. */
  readonly servers: readonly Server[];
}

export type ParentStatus =
  /** Some questions are still open. */
  | 'pending'
  | 'found'
  /** The names above were looked up, but no answer says in which zone they are. */
  | 'not-found'
  /** They could not be looked up. */
  | 'unasked';

interface Child extends Lookups {
  readonly zone: Name;
  resolve(host: Name): Resolution;
}

/**
 * Finds the parent of a zone through the resolver, never by assumption: address space from before the RIRs has other
 * parents than the RIR of its region. The answer for the name above has a SOA record, as data or as proof that there is
 * none, whose owner is the zone of that name (RFC 2308 section 3). If it has none, or one from elsewhere (an alias), the
 * next name above is asked. So servers that fail, or deny an empty name, do no harm.
 */
export function findParent(child: Child): Parent {
  for (const above of namesAbove(child.zone)) {
    const exchange = child.exchange(apexAbove(above));
    if (exchange === undefined) return { status: 'pending', zone: null, servers: [] };
    if (exchange.outcome.kind === 'unasked') return { status: 'unasked', zone: null, servers: [] };
    const apex = apexIn(messageOf(exchange), above);
    if (apex !== null) return withServers(apex, child);
  }
  return { status: 'not-found', zone: null, servers: [] };
}

function withServers(apex: Name, child: Child): Parent {
  const exchange = child.exchange(nsOf(apex));
  if (exchange === undefined) return { status: 'pending', zone: apex, servers: [] };
  const resolved = nserversIn(messageOf(exchange), apex).map((host) => child.resolve(host));
  const servers = resolved.flatMap(({ host, addresses }) =>
    addresses.map((address) => serverAt(host, address)),
  );
  const pending = resolved.some(({ status }) => status === 'pending');
  return { status: pending ? 'pending' : 'found', zone: apex, servers };
}

/** The names above the zone, without the root, which delegates no reverse zone. */
function* namesAbove(zone: Name): Generator<Name> {
  for (let above = parentOf(zone); above !== ROOT; above = parentOf(above)) yield above;
}

function apexIn(message: Message | null, name: Name): Name | null {
  if (message === null) return null;
  const soa =
    records(message, 'SOA', { section: 'answer' })[0] ?? records(message, 'SOA', { section: 'authority' })[0];
  return soa !== undefined && soa.name !== ROOT && isWithin(name, soa.name) ? fold(soa.name) : null;
}

function nserversIn(message: Message | null, apex: Name): Name[] {
  if (message === null) return [];
  const names = records(message, 'NS', { name: apex, section: 'answer' }).map((rr) => fold(rr.target));
  return [...new Set(names)].sort();
}

/** The delegation of a zone in the answers of its parent's servers, with the glue for names inside the zone. */
export function delegationIn(referrals: readonly Message[], zone: Name): Nserver[] {
  const names = referrals.flatMap((message) =>
    records(message, 'NS', { name: zone }).map((rr) => fold(rr.target)),
  );
  return [...new Set(names)].sort().map((name) => ({
    name,
    glue: isWithin(name, zone) ? [...new Set(referrals.flatMap((message) => glueIn(message, name)))] : [],
  }));
}

function glueIn(message: Message, host: Name): Address[] {
  return ADDRESS_TYPES.flatMap((type) =>
    records(message, type, { name: host, section: 'additional' }).map((rr) => rr.address),
  );
}

/** The answer of a server of the parent about the zone (RIPE's engine distinguishes these in its test Basic01). */
export type ParentSays =
  | 'delegation'
  /** It also serves the zone itself. */
  | 'soa'
  | 'no-such-name'
  | 'alias'
  /** An alias, and the delegation of its target. */
  | 'alias-referral'
  /** The name exists, but is no zone. */
  | 'no-data'
  /** No answer, or none that says anything. */
  | 'nothing';

/** Reads the answer of a parent's server to the question for the SOA record of the zone. */
export function parentSays(message: Message | null, zone: Name): ParentSays {
  if (message === null) return 'nothing';
  const referral =
    replyType(message) === 'referral' ||
    (!message.aa && records(message, 'NS', { section: 'authority' }).length > 0);
  const alias = records(message, 'CNAME', { name: zone, section: 'answer' }).length > 0;
  if (message.rcode === 'NXDOMAIN') return message.aa ? 'no-such-name' : 'nothing';
  if (message.rcode !== 'NOERROR') return 'nothing';
  if (message.aa) {
    if (records(message, 'SOA', { name: zone, section: 'answer' }).length === 1) return 'soa';
    return alias ? 'alias' : 'no-data';
  }
  if (referral && records(message, 'NS', { name: zone, section: 'authority' }).length > 0)
    return 'delegation';
  return referral && alias ? 'alias-referral' : 'nothing';
}
