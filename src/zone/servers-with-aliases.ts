import { records } from '../dns/message.js';
import { fold, isWithin, type Name, uniqueNames } from '../dns/name.js';
import { ADDRESS_TYPES, addressAt, ns } from '../questions/common.js';
import { type Exchange, messageOf } from '../record/exchange.js';
import type { Question } from '../record/question.js';
import type { Resolution } from './resolution.js';
import { type Server, serverAt, union } from './server.js';
import type { ZoneExchanges } from './zone-exchanges.js';

interface Zone extends ZoneExchanges {
  readonly delegation: { readonly names: readonly Name[] };
  readonly referred: readonly Server[];
  readonly inUse: readonly Server[];
  uses(server: Server): boolean;
  resolve(host: Name): Resolution;
}

/**
 * The servers of a zone as the engine's newer tests count them: an alias has the addresses of its target, and the zone's
 * NS records are those of all servers of the delegation.
 */
export class ServersWithAliases {
  readonly #zone: Zone;
  #delegation: readonly Server[] | undefined;
  #names: readonly Name[] | undefined;
  #all: readonly Server[] | undefined;

  constructor(zone: Zone) {
    this.#zone = zone;
  }

  /** The servers of the delegation, sorted by their id. */
  get delegation(): readonly Server[] {
    this.#delegation ??= union(this.#zone.delegation.names.flatMap((name) => this.#serversOf(name)));
    return this.#delegation;
  }

  /** The NS names in the authoritative answers of the delegation's servers. */
  get names(): readonly Name[] {
    this.#names ??= uniqueNames(
      this.delegation
        .filter((server) => this.#zone.uses(server))
        .flatMap((server) => this.#namesSaidBy(server)),
    );
    return this.#names;
  }

  /** The servers of the delegation and of the zone, sorted by their id. */
  get all(): readonly Server[] {
    this.#all ??= union([
      ...this.delegation,
      ...this.names.flatMap((name) =>
        isWithin(name, this.#zone.zone) ? this.#serversInside(name) : this.#serversOf(name),
      ),
    ]);
    return this.#all;
  }

  /** Requests a question to a server. One that is known only behind an alias is asked nothing before. */
  request(server: Server, question: Question): void {
    if (this.#isInUse(server)) this.#zone.request(question);
    else this.#zone.requestAtOnce(question);
  }

  #exchange(server: Server, question: Question): Exchange | undefined {
    return this.#isInUse(server) ? this.#zone.exchange(question) : this.#zone.exchangeAtOnce(question);
  }

  #isInUse(server: Server): boolean {
    return this.#zone.inUse.some(({ address }) => address === server.address);
  }

  #serversOf(name: Name): Server[] {
    const zone = this.#zone;
    const known = zone.referred.filter((server) => server.name === name);
    if (known.length > 0 || isWithin(name, zone.zone)) return known;
    return zone.resolve(name).addresses.map((address) => serverAt(name, address));
  }

  /** The addresses of a name inside the zone are taken from the first server alone. */
  #serversInside(name: Name): Server[] {
    const [first] = this.delegation;
    if (first === undefined || !this.#zone.uses(first)) return [];
    return ADDRESS_TYPES.flatMap((type) => {
      const message = messageOf(this.#zone.exchangeAtOnce(addressAt(first.address, name, type)));
      if (message === null || !message.aa || message.rcode !== 'NOERROR') return [];
      return records(message, type, { name }).map((rr) => serverAt(name, rr.address));
    });
  }

  #namesSaidBy(server: Server): Name[] {
    const { zone } = this.#zone;
    const message = messageOf(this.#exchange(server, ns(server.address, zone)));
    if (message === null || !message.aa || message.rcode !== 'NOERROR') return [];
    return records(message, 'NS', { name: zone, section: 'answer' }).map((rr) => fold(rr.target));
  }
}
