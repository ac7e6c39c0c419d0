import { type Address, addressToBytes } from '../dns/address.js';
import { type Message, records } from '../dns/message.js';
import { fold, type Name, sameName } from '../dns/name.js';
import type { Exchange } from './exchange.js';
import type { Question } from './question.js';
import { ADDRESS_TYPES, resolve } from './questions.js';

/** What looking up the addresses of a name came to. */
export interface Resolution {
  readonly host: Name;
  readonly status: ResolutionStatus;
  /** IPv4 before IPv6, each in ascending order. */
  readonly addresses: readonly Address[];
  /** The names the host is an alias for, in the order of the chain; empty when it is no alias. */
  readonly aliases: readonly Name[];
}

export type ResolutionStatus =
  /** Not both questions have ended yet. */
  | 'pending'
  | 'resolved'
  /** The name exists and has no address. */
  | 'no-address'
  | 'no-such-name'
  /** The name servers of the name fail (SERVFAIL, timeout), or its aliases do not end. */
  | 'failed'
  /** The resolver could not be asked. */
  | 'unasked';

export const unknownResolution = (host: Name): Resolution => ({
  host,
  status: 'pending',
  addresses: [],
  aliases: [],
});

/** Chains of aliases longer than this are not followed; resolvers stop at similar lengths. */
const MAX_ALIASES = 10;

export function resolution(host: Name, seen: (question: Question) => Exchange | undefined): Resolution {
  const exchanges = ADDRESS_TYPES.map((type) => seen(resolve(host, type)));
  const known = exchanges.filter((exchange): exchange is Exchange => exchange !== undefined);
  if (known.length < exchanges.length) return unknownResolution(host);
  const messages = known.flatMap(({ outcome }) => (outcome.kind === 'answered' ? [outcome.message] : []));
  const addresses = messages.flatMap((message) => addressesOf(message, host));
  const aliases = messages.map((message) => aliasesOf(message, host)).find((chain) => chain.length > 0) ?? [];
  return { host, status: statusOf(known, messages, addresses), addresses: sortAddresses(addresses), aliases };
}

function statusOf(
  exchanges: readonly Exchange[],
  messages: readonly Message[],
  addresses: readonly Address[],
): ResolutionStatus {
  if (addresses.length > 0) return 'resolved';
  if (exchanges.some(({ outcome }) => outcome.kind === 'unasked')) return 'unasked';
  if (messages.some((message) => message.rcode === 'NXDOMAIN')) return 'no-such-name';
  return messages.length === exchanges.length && messages.every((message) => message.rcode === 'NOERROR')
    ? 'no-address'
    : 'failed';
}

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

export function sortAddresses(addresses: readonly Address[]): Address[] {
  return [...new Set(addresses)].sort(compareAddresses);
}

function compareAddresses(a: Address, b: Address): number {
  const [x, y] = [addressToBytes(a), addressToBytes(b)];
  if (x.length !== y.length) return x.length - y.length;
  const at = x.findIndex((byte, i) => byte !== y[i]);
  return at < 0 ? 0 : (x[at] ?? 0) - (y[at] ?? 0);
}
