import { type Message, records } from '../dns/message.js';
import { fold, isWithin, type Name, parentOf, sameName, uniqueNames } from '../dns/name.js';
import { ADDRESS_TYPES, aliasOf, apexAbove, resolve } from '../questions/common.js';
import { messageOf } from '../record/exchange.js';
import type { Question } from '../record/question.js';
import { contactDomains, mailServers, mxExchange } from './mailbox.js';
import { isNoHost, mnamesIn, soaRecords } from './mname.js';
import { aliasesOf } from './resolution.js';
import type { ZoneView } from './view.js';

/** The aliases of a name, followed one step at a time. */
export interface AliasChain {
  /** The names on the way; the first is the one that is looked up. */
  readonly names: readonly Name[];
  readonly end:
    | 'pending'
    /** The last name is not an alias. */
    | 'host'
    /** The last name is an alias for one before it. */
    | 'loop'
    /** The last name is an alias for several names. */
    | 'several'
    /** It goes on. */
    | 'long'
    /** The last name cannot be looked up. */
    | 'unknown';
}

/** Longer than anybody follows. */
const MOST = 25;

/** A resolver follows a chain up to this length without complaint, so it needs no closer look. */
const PLAIN = 8;

/** The hosts outside the zone that its tests look up. */
export function hostsLookedUp(zone: ZoneView): Name[] {
  const mail = contactDomains(zone).flatMap((domain) => {
    const answer = messageOf(mxExchange(zone, domain));
    return answer?.rcode === 'NOERROR' ? [domain, ...mailServers(answer, domain)] : [domain];
  });
  const mnames = mnamesIn(soaRecords(zone)).filter((mname) => !isNoHost(mname));
  const hosts = [...zone.delegation.names, ...zone.childCandidates, ...zone.child.names, ...mnames, ...mail];
  return uniqueNames(hosts).filter((host) => !isWithin(host, zone.zone));
}

/** Whether the chain must be followed step by step, because a lookup of the host failed or met many aliases. */
export function needsFollowing(zone: ZoneView, host: Name): boolean {
  const answers = lookups(host).map((question) => zone.exchangeIfAsked(question)?.outcome);
  if (zone.resolverWorks !== true) return false;
  return answers.some((outcome) => {
    if (outcome?.kind === 'unanswered') return true;
    return outcome?.kind === 'answered' && !isPlain(outcome.message, host);
  });
}

/** Whether the resolver's answer about a host is clear about its aliases. */
export function isPlain(message: Message, host: Name): boolean {
  const fits = aliasesOf(message, host).length <= PLAIN && !isMuddled(message, host);
  return message.rcode !== 'SERVFAIL' && fits;
}

export function followAliases(zone: ZoneView, host: Name): AliasChain {
  const names: Name[] = [host];
  while (names.length <= MOST) {
    const at = names.at(-1) ?? host;
    const exchange = zone.exchange(aliasOf(at));
    if (exchange === undefined) return { names, end: 'pending' };
    const message = messageOf(exchange);
    if (message === null || (message.rcode !== 'NOERROR' && message.rcode !== 'NXDOMAIN'))
      return { names, end: 'unknown' };
    const own = records(message, 'CNAME', { name: at, section: 'answer' });
    const [target, ...others] = [...new Set(own.map((rr) => fold(rr.target)))];
    if (target === undefined) return { names, end: 'host' };
    if (others.length > 0) return { names, end: 'several' };
    if (names.includes(target)) return { names, end: 'loop' };
    names.push(target);
  }
  return { names, end: 'long' };
}

/** Groups consecutive aliases of a chain by zone: a name server answers with all that follow each other in its zone. */
export function runsInZones(zone: ZoneView, { names, end }: AliasChain): Name[][] {
  const aliases = end === 'host' ? names.slice(0, -1) : [...names];
  const runs: Name[][] = [];
  let apexBefore: Name | null = null;
  for (const alias of aliases) {
    const apex = apexOf(zone, alias);
    const run = runs.at(-1);
    if (run !== undefined && apex !== null && apex === apexBefore) run.push(alias);
    else runs.push([alias]);
    apexBefore = apex;
  }
  return runs;
}

function apexOf(zone: ZoneView, alias: Name): Name | null {
  const message = zone.message(apexAbove(parentOf(alias)));
  const [soa] =
    message === null
      ? []
      : [
          ...records(message, 'SOA', { section: 'answer' }),
          ...records(message, 'SOA', { section: 'authority' }),
        ];
  return soa === undefined ? null : fold(soa.name);
}

/** Whether the CNAME records of an answer are not one chain from the name that was asked for. */
export function isBrokenChain(message: Message, host: Name): boolean {
  const owners = new Set(records(message, 'CNAME', { section: 'answer' }).map((rr) => fold(rr.name)));
  return owners.size > 0 && owners.size !== aliasesOf(message, host).length;
}

/** Whether an answer has addresses, but none for the name at the end of its chain of aliases. */
export function isAnswerForAnother(message: Message, host: Name): boolean {
  const end = aliasesOf(message, host).at(-1);
  const owners = ADDRESS_TYPES.flatMap((type) =>
    records(message, type, { section: 'answer' }).map((rr) => rr.name),
  );
  return end !== undefined && owners.length > 0 && !owners.some((owner) => sameName(owner, end));
}

function isMuddled(message: Message, host: Name): boolean {
  return isBrokenChain(message, host) || isAnswerForAnother(message, host);
}

/** The questions about a host whose answers may go through aliases. */
export function lookups(host: Name): Question[] {
  return [...ADDRESS_TYPES.map((type) => resolve(host, type)), resolve(host, 'MX')];
}
