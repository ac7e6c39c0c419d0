import { type Address, type Family, familyOf } from '../dns/address.js';
import { type Message, records, replyType } from '../dns/message.js';
import { fold, isWithin, type Name } from '../dns/name.js';
import type { ZoneTarget } from '../target.js';
import { type Exchange, messageOf, type Seen } from './exchange.js';
import type { Question, Transport } from './question.js';
import { ADDRESS_TYPES, addressAt, ns, soa } from './questions.js';
import { type Resolution, resolution, unknownResolution } from './resolution.js';

/** A name server at one of its addresses, as the engine counts them. */
export interface Server {
  /** `name/address`, as findings name it. */
  readonly id: string;
  readonly name: Name;
  readonly address: Address;
}

/** A set of NS records with the addresses behind them. */
export interface NsSet {
  /** Sorted, in lower case. */
  readonly names: readonly Name[];
  readonly servers: readonly Server[];
}

export type Families = Readonly<Record<Family, boolean>>;

/**
 * What is known of one zone at one moment: the plan reads it to see what to ask next, the checks read it when
 * everything has been asked. It derives from the exchanges the sets of servers the tests are about, with the
 * engine's own definitions (its "method 2 to 5"), and nothing else.
 */
export class ZoneView {
  readonly target: ZoneTarget;
  readonly zone: Name;
  readonly families: Families;
  readonly #seen: Seen;
  #delegation: NsSet | undefined;
  #child: NsSet | undefined;
  #servers: readonly Server[] | undefined;

  constructor(target: ZoneTarget, families: Families, seen: Seen) {
    this.target = target;
    this.zone = target.zone;
    this.families = families;
    this.#seen = seen;
  }

  /** The delegation asked for: the nservers of the object, with their glue or the addresses they resolve to. */
  get delegation(): NsSet {
    this.#delegation ??= this.#findDelegation();
    return this.#delegation;
  }

  /** The name servers by the zone's own NS records. */
  get child(): NsSet {
    this.#child ??= this.#findChild();
    return this.#child;
  }

  /** The servers of both, each once, sorted by their id. */
  get servers(): readonly Server[] {
    this.#servers ??= union([...this.delegation.servers, ...this.child.servers]);
    return this.#servers;
  }

  /** Those of the servers whose address family this run uses. */
  get asked(): readonly Server[] {
    return this.servers.filter((server) => this.uses(server));
  }

  uses(server: Server): boolean {
    return this.families[familyOf(server.address)];
  }

  /**
   * What came of a question; undefined while nothing is known. After an unanswered SOA question a server is
   * asked nothing else over the same transport for this zone, as in the engine: such a question counts as
   * unanswered too.
   */
  exchange(question: Question): Exchange | undefined {
    const own = this.#seen.get(question);
    if (own !== undefined) return own;
    const gate = this.#gate(question);
    if (gate === undefined || gate.outcome.kind === 'answered') return undefined;
    const outcome =
      gate.outcome.kind === 'unasked'
        ? gate.outcome
        : ({ kind: 'unanswered', why: 'silent-before' } as const);
    return { question, attempts: [], outcome };
  }

  #gate(question: Question): Exchange | undefined {
    if (question.server === 'resolver') return undefined;
    return this.#seen.get(soa(question.server, this.zone, question.transport));
  }

  /** The exchanges on these questions, each once; for one not asked, the one that is the reason. */
  evidence(questions: readonly Question[]): Exchange[] {
    const exchanges = questions.map((question) => this.#seen.get(question) ?? this.#gate(question));
    return [...new Set(exchanges)].filter((exchange) => exchange !== undefined);
  }

  /** The answer to a question, if there is one. */
  message(question: Question): Message | null {
    return messageOf(this.exchange(question));
  }

  /** Whether the server may be asked more over this transport: it answered the SOA question. */
  answers(server: Server, transport: Transport): boolean {
    return this.message(soa(server.address, this.zone, transport)) !== null;
  }

  /** The addresses of a name: inside the zone by the zone's own servers, else by the resolver. */
  resolve(host: Name): Resolution {
    if (!isWithin(host, this.zone)) return resolution(host, (question) => this.#seen.get(question));
    return this.#resolveInside(host);
  }

  #resolveInside(host: Name): Resolution {
    for (const server of this.delegation.servers) {
      if (!this.uses(server)) continue;
      const pair = ADDRESS_TYPES.map((type) => this.exchange(addressAt(server.address, host, type)));
      if (pair.some((exchange) => exchange === undefined)) return unknownResolution(host);
      const messages = pair.map(messageOf);
      if (
        messages.every(
          (message) => message !== null && message.rcode !== 'REFUSED' && message.rcode !== 'SERVFAIL',
        )
      ) {
        return resolution(host, (question) =>
          pair.find((exchange) => exchange?.question.type === question.type),
        );
      }
    }
    return { ...unknownResolution(host), status: 'failed' };
  }

  #findDelegation(): NsSet {
    const names = uniqueNames(this.target.nservers.map((nserver) => nserver.name));
    const servers = names.flatMap((name) => {
      const glue = this.target.nservers
        .filter((nserver) => nserver.name === name)
        .flatMap((each) => each.glue);
      if (glue.length > 0) return glue.map((address) => serverAt(name, address));
      if (isWithin(name, this.zone)) return [];
      return this.resolve(name).addresses.map((address) => serverAt(name, address));
    });
    return { names, servers: distinct(servers) };
  }

  /**
   * The engine takes the NS names of the first server of the delegation that gives some, resolves them, and
   * counts as the zone's NS records what the servers found in this way say together.
   */
  #findChild(): NsSet {
    const servers = distinct(
      this.#firstNsNames().flatMap((name) =>
        this.resolve(name).addresses.map((address) => serverAt(name, address)),
      ),
    );
    const names = servers.filter((server) => this.uses(server)).flatMap((server) => this.#nsNamesAt(server));
    return { names: uniqueNames(names), servers };
  }

  /** The NS names whose addresses are to be looked up. */
  get childCandidates(): readonly Name[] {
    return this.#firstNsNames();
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

export function serverAt(name: Name, address: Address): Server {
  return { id: `${name}/${address}`, name, address };
}

/** The NS names of the zone in a message, in lower case. */
export function nsTargets(message: Message, zone: Name): Name[] {
  return records(message, 'NS', { name: zone }).map((rr) => fold(rr.target));
}

function uniqueNames(names: readonly Name[]): Name[] {
  return [...new Set(names.map(fold))].sort();
}

function distinct(servers: readonly Server[]): Server[] {
  return [...new Map(servers.map((server) => [server.id, server])).values()];
}

function union(servers: readonly Server[]): Server[] {
  return distinct(servers).sort((a, b) => (a.id < b.id ? -1 : 1));
}
