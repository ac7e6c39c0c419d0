import { type Address, familyOf } from '../dns/address.js';
import { type Message, records, replyType } from '../dns/message.js';
import { fold, isWithin, type Name, uniqueNames } from '../dns/name.js';
import { addressAt, ns, soa } from '../questions/common.js';
import { type Exchange, messageOf } from '../record/exchange.js';
import { ExchangeIndex, type Exchanges } from '../record/exchanges.js';
import type { Families, Observation } from '../record/observation.js';
import type { Nserver, ZoneTarget } from '../target/target.js';
import { type Announcement, announcementOf } from './announcement.js';
import { type Asking, lookInside } from './inside.js';
import { delegationIn, findParent, type Parent, parentSays } from './parent.js';
import {
  aliasesOf,
  isUnknown,
  type Resolution,
  resolution,
  resolutionFrom,
  resolverWorks,
  unknownResolution,
} from './resolution.js';
import { distinct, type Server, serverAt, union } from './server.js';
import { ServersWithAliases } from './servers-with-aliases.js';
import { type Watched, ZoneExchanges } from './zone-exchanges.js';

export { type Server, serverAt } from './server.js';

/** A set of NS records with the addresses of their names. */
export interface NsSet {
  /** Sorted, in lower case. */
  readonly names: readonly Name[];
  readonly servers: readonly Server[];
  /** Names whose addresses could not be looked up, through no fault of their own. */
  readonly unresolved: readonly Name[];
}

/**
 * All that is known about one zone at one moment. The plan reads it to see what to ask next, the checks read it after
 * everything was asked. It derives from the exchanges the sets of servers that the tests are about, by the engine's own
 * definitions (its "method 2 to 5").
 */
export class ZoneView extends ZoneExchanges {
  readonly target: ZoneTarget;
  readonly families: Families;
  #parent: Parent | undefined;
  #inParent: readonly Nserver[] | undefined;
  #nsNames: readonly Name[] | undefined;
  #delegation: NsSet | undefined;
  #referred: readonly Server[] | undefined;
  #child: NsSet | undefined;
  #servers: readonly Server[] | undefined;
  #inUse: readonly Server[] | undefined;
  #working: readonly Server[] | undefined;
  #exists: boolean | undefined;
  #childCandidates: readonly Name[] | undefined;
  #withAliases: ServersWithAliases | undefined;
  readonly #resolved = new Map<Name, Watched<Resolution>>();

  constructor(target: ZoneTarget, families: Families, exchanges: Exchanges) {
    super(target.zone, exchanges);
    this.target = target;
    this.families = families;
  }

  /** The requested delegation: the nservers of the object, with their glue or the addresses they resolve to. */
  get delegation(): NsSet {
    this.#delegation ??= this.#findDelegation();
    return this.#delegation;
  }

  /** Whether the existing delegation is tested rather than a requested one, because the target names no servers. */
  get testsExisting(): boolean {
    return this.target.nservers.length === 0;
  }

  /** The delegation as data: the object's, or that of the parent's servers. */
  get nservers(): readonly Nserver[] {
    if (!this.testsExisting) return this.target.nservers;
    this.#inParent ??= delegationIn(this.parentReferrals, this.zone);
    return this.#inParent;
  }

  /** The parent zone and its servers. */
  get parent(): Parent {
    this.#parent ??= findParent(this);
    return this.#parent;
  }

  /** The answers of the parent's servers about the NS records of the zone. */
  get parentReferrals(): readonly Message[] {
    return this.#parentsInUse
      .map((server) => this.message(ns(server.address, this.zone)))
      .filter((message) => message !== null);
  }

  /** Whether there is a delegation to test: a requested one, or one that a server of the parent has. */
  get exists(): boolean {
    this.#exists ??=
      !this.testsExisting ||
      this.#parentsInUse.some((server) =>
        ['delegation', 'soa'].includes(parentSays(this.message(soa(server.address, this.zone)), this.zone)),
      );
    return this.#exists;
  }

  get #parentsInUse(): readonly Server[] {
    return this.parent.servers.filter((server) => this.uses(server));
  }

  /**
   * The servers to which the parent refers a resolver, sorted by their id: at the glue, and at the addresses of the other
   * names. About a name inside the zone their answers count, because the glue of an existing delegation may be old.
   */
  get referred(): readonly Server[] {
    // The evidence for an answer of these servers does not include how they were found.
    this.#referred ??= this.unwatched(() =>
      union(
        this.#nserverNames.flatMap((name) =>
          this.#referredTo(name).map((address) => serverAt(name, address)),
        ),
      ),
    );
    return this.#referred;
  }

  /** The name servers according to the zone's own NS records. */
  get child(): NsSet {
    this.#child ??= this.#findChild();
    return this.#child;
  }

  /** The servers of the delegation and of the zone's own NS records, each once, sorted by their id. */
  get servers(): readonly Server[] {
    this.#servers ??= union([...this.delegation.servers, ...this.child.servers]);
    return this.#servers;
  }

  /** The servers of the delegation; if none of its names has an address, those at its glue. */
  get delegatedTo(): readonly Server[] {
    return this.delegation.servers.length > 0 ? this.delegation.servers : this.referred;
  }

  /** The servers whose address family this run uses. */
  get inUse(): readonly Server[] {
    this.#inUse ??= this.servers.filter((server) => this.uses(server));
    return this.#inUse;
  }

  /**
   * The name outside the parent that the zone is an alias for, according to the server that a resolver reaches. The engine
   * follows the alias on its way to the zone's parent, then looks above that name for the delegation and finds none.
   */
  get aliasElsewhere(): Name | null {
    const message = messageOf(this.fromInside((server) => soa(server, this.zone)));
    if (message === null || records(message, 'SOA', { name: this.zone, section: 'answer' }).length > 0)
      return null;
    const target = aliasesOf(message, this.zone).at(-1);
    const parent = this.parent.zone;
    return target === undefined || parent === null || isWithin(target, parent) ? null : target;
  }

  /**
   * The servers of the delegation that properly give the zone's SOA record. There is nothing to test if there are none, or
   * if the engine does not reach them.
   */
  get working(): readonly Server[] {
    this.#working ??= this.#findWorking();
    return this.#working;
  }

  #findWorking(): Server[] {
    if (this.aliasElsewhere !== null) return [];
    return this.delegatedTo.filter((server) => {
      const message = this.uses(server) ? this.message(soa(server.address, this.zone)) : null;
      return (
        message?.rcode === 'NOERROR' &&
        message.aa &&
        records(message, 'SOA', { name: this.zone, section: 'answer' }).length > 0
      );
    });
  }

  /** The servers by the definition of the engine's newer tests. */
  get withAliases(): ServersWithAliases {
    this.#withAliases ??= new ServersWithAliases(this);
    return this.#withAliases;
  }

  uses({ address }: { readonly address: Address }): boolean {
    return this.families[familyOf(address)];
  }

  /** Whether the resolver resolves anything; undefined while unknown. */
  get resolverWorks(): boolean | undefined {
    return resolverWorks(this);
  }

  /** The addresses of a name: inside the zone by the zone's own servers, else by the resolver. */
  resolve(host: Name): Resolution {
    const before = this.#resolved.get(host);
    if (before !== undefined) return this.reuse(before);
    const found = this.watch(() => this.#resolve(host));
    this.#resolved.set(host, found);
    return found.value;
  }

  #resolve(host: Name): Resolution {
    if (!isWithin(host, this.zone)) return resolution(host, this);
    if (!this.referred.some((server) => this.uses(server))) return unknownResolution(host, 'failed');
    return resolutionFrom(
      host,
      (type) => this.fromInside((server) => addressAt(server, host, type)),
      (_alias, target) => isWithin(target, this.zone),
    );
  }

  /** How an address is announced, according to the databases that the engine asks. */
  announcement(address: Address): Announcement {
    return announcementOf(address, this);
  }

  /** The exchange about a name in the zone with the zone's own servers; undefined while unknown. */
  fromInside(asking: Asking): Exchange | undefined {
    return lookInside(this, asking);
  }

  #findDelegation(): NsSet {
    const names = this.#nserverNames;
    const toResolve = names.filter((name) =>
      isWithin(name, this.zone) ? this.testsExisting : this.glueOf(name).length === 0,
    );
    const servers = names.flatMap((name) => {
      const addresses = toResolve.includes(name) ? this.resolve(name).nserverAddresses : this.glueOf(name);
      return addresses.map((address) => serverAt(name, address));
    });
    const unresolved = toResolve.filter((name) => isUnknown(this.resolve(name)));
    return { names, servers: distinct(servers), unresolved };
  }

  get #nserverNames(): readonly Name[] {
    this.#nsNames ??= uniqueNames(this.nservers.map((nserver) => nserver.name));
    return this.#nsNames;
  }

  #referredTo(name: Name): readonly Address[] {
    const glue = this.glueOf(name);
    return glue.length > 0 || isWithin(name, this.zone) ? glue : this.resolve(name).nserverAddresses;
  }

  /** The addresses that the object gives for a name server, in its order. */
  glueOf(name: Name): readonly Address[] {
    return this.nservers.filter((nserver) => nserver.name === name).flatMap((each) => each.glue);
  }

  /**
   * The engine takes the NS names of the first server of the delegation that gives some, and resolves them. The NS records
   * of all servers found in this way count as the zone's.
   */
  #findChild(): NsSet {
    const servers = distinct(
      this.childCandidates.flatMap((name) =>
        this.resolve(name).nserverAddresses.map((address) => serverAt(name, address)),
      ),
    );
    const names = servers.filter((server) => this.uses(server)).flatMap((server) => this.#nsNamesAt(server));
    const unresolved = this.childCandidates.filter((name) => isUnknown(this.resolve(name)));
    return { names: uniqueNames(names), servers, unresolved };
  }

  /** The NS names whose addresses must be looked up. */
  get childCandidates(): readonly Name[] {
    this.#childCandidates ??= this.#firstNsNames();
    return this.#childCandidates;
  }

  #firstNsNames(): readonly Name[] {
    let last: Message | null = null;
    for (const server of this.delegation.servers) {
      if (!this.uses(server)) continue;
      const exchange = this.exchange(ns(server.address, this.zone));
      if (exchange === undefined) return [];
      last = messageOf(exchange);
      if (last !== null && last.rcode === 'NOERROR' && replyType(last) === 'answer') break;
    }
    return last === null ? [] : uniqueNames(nsTargets(last, this.zone));
  }

  #nsNamesAt(server: Server): Name[] {
    const message = this.message(ns(server.address, this.zone));
    return message === null ? [] : nsTargets(message, this.zone);
  }
}

/** The NS names of the zone in a message, in lower case. */
export function nsTargets(message: Message, zone: Name): Name[] {
  return records(message, 'NS', { name: zone }).map((rr) => fold(rr.target));
}

export function viewOf(observation: Observation): ZoneView {
  const { target, families, exchanges } = observation;
  return new ZoneView(target, families, new ExchangeIndex(exchanges.values()));
}
