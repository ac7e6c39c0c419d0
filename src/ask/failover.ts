import type { Address } from '../dns/address.js';
import type { Message } from '../dns/message.js';
import type { Endpoint } from '../net/transport.js';
import type { Server } from './server.js';

/** Where a destination is reached. */
export interface Reach {
  /** As the exchange has it: in the lab, not that of the endpoint. */
  readonly address: Address;
  readonly endpoint: Endpoint;
  readonly server: Server;
}

/** The places at which one destination is reached, in turn: a server has one, the resolver may have several. */
export class Failover {
  readonly #reaches: readonly [Reach, ...Reach[]];

  constructor(reaches: readonly [Reach, ...Reach[]]) {
    this.#reaches = reaches;
  }

  get first(): Reach {
    return this.#reaches[0];
  }

  get size(): number {
    return this.#reaches.length;
  }

  /** The one for the nth attempt, from 0: all in turn, again and again. */
  at(nth: number): Reach {
    return this.#reaches[nth % this.size] ?? this.first;
  }

  /** Whether the attempt after the nth goes to one that was not asked yet. */
  hasAnother(nth: number): boolean {
    return nth + 1 < this.size;
  }

  /** Whether there is no need to ask another: a resolver that fails (SERVFAIL) may be the only one that does. */
  isEnough(message: Message, nth: number): boolean {
    return message.rcode !== 'SERVFAIL' || !this.hasAnother(nth);
  }
}
