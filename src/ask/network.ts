import { DEFAULTS } from '../defaults.js';
import type { Address } from '../dns/address.js';
import { type Endpoint, sameEndpoint } from '../net/transport.js';
import type { Exchange } from '../record/exchange.js';
import type { Destination, Question } from '../record/question.js';
import { type AttemptOptions, exchangeOn } from './attempts.js';
import { Failover, type Reach } from './failover.js';
import { Once } from './once.js';
import { Paced } from './paced.js';
import { Server } from './server.js';
import { Sockets } from './sockets.js';
import type { AnswerSource } from './source.js';

export interface NetworkOptions extends AttemptOptions {
  /** Asked in turn until one answers. */
  readonly resolvers: readonly Endpoint[];
  /** Addresses that are reached elsewhere than at themselves, port 53; empty outside the lab. */
  readonly routes: ReadonlyMap<Address, Endpoint>;
  /** Messages per second to one server address; Infinity for no bound. */
  readonly rate: number;
  /** Questions in flight to one server address. */
  readonly inFlight?: number;
}

const DNS_PORT = 53;

/**
 * Name servers and resolvers on the network. A question goes down these layers, each of which has one job:
 *
 *   once         a question is put once a run
 *   failover     the resolver may be at several places
 *   attempts     time for an answer, and how often to try
 *   truncation   UDP, then TCP
 *   server       the questions in flight, and what silence says of a server
 *   paced        messages per second
 *   sockets      UDP, TCP, message ids
 */
export function networkSource(options: NetworkOptions): AnswerSource {
  const network = new Network(options);
  const once = new Once(network);
  options.signal.addEventListener('abort', () => network.close());
  return {
    ask: (question, key) => once.ask(question, key),
    known: (key) => once.known(key),
    forget: (observation) => once.forget(observation),
    get sent() {
      return network.sent;
    },
    get waiting() {
      return network.waiting;
    },
    close: () => network.close(),
  };
}

/** The servers of a run, by where they are reached. */
class Network {
  readonly #options: NetworkOptions;
  readonly #started = performance.now();
  readonly #reaches = new Map<Destination, Failover | null>();
  /** Servers by endpoint: one may have several addresses. */
  readonly #servers = new Map<string, Server>();
  #sent = 0;

  constructor(options: NetworkOptions) {
    this.#options = options;
  }

  get sent(): number {
    return this.#sent;
  }

  get waiting(): number {
    return [...this.#servers.values()].reduce((sum, { waiting }) => sum + waiting, 0);
  }

  put(question: Question): Promise<Exchange> {
    const reaches = this.#reachesOf(question.server);
    if (reaches === null) {
      return Promise.resolve({ question, attempts: [], outcome: { kind: 'unasked', why: 'resolver-down' } });
    }
    return reaches.first.server.inTurn(question, () =>
      exchangeOn(question, reaches, this.#options, this.#addressOf),
    );
  }

  forget({ server, name }: Question): void {
    this.#reaches.get(server)?.first.server.forget(name);
  }

  close(): void {
    for (const server of this.#servers.values()) server.close();
    this.#servers.clear();
    this.#reaches.clear();
  }

  /** Null: there is no resolver. */
  #reachesOf(destination: Destination): Failover | null {
    const known = this.#reaches.get(destination);
    if (known !== undefined) return known;
    const { resolvers, routes } = this.#options;
    const [first, ...others] =
      destination === 'resolver'
        ? resolvers.map((endpoint) => this.#reach(endpoint.host as Address, endpoint))
        : [this.#reach(destination, routes.get(destination) ?? { host: destination, port: DNS_PORT })];
    const reaches = first === undefined ? null : new Failover([first, ...others]);
    this.#reaches.set(destination, reaches);
    return reaches;
  }

  #reach(address: Address, endpoint: Endpoint): Reach {
    const key = `${endpoint.host} ${endpoint.port}`;
    const server = this.#servers.get(key) ?? this.#serverAt(endpoint);
    this.#servers.set(key, server);
    return { address, endpoint, server };
  }

  #serverAt(endpoint: Endpoint): Server {
    const now = () => performance.now() - this.#started;
    const sockets = new Sockets(endpoint, now, () => {
      this.#sent += 1;
    });
    return new Server(
      new Paced(sockets, this.#options.rate, now),
      this.#options.inFlight ?? DEFAULTS.inFlight,
    );
  }

  readonly #addressOf = (from: Endpoint, { address, endpoint }: Reach): Address => {
    if (sameEndpoint(from, endpoint)) return address;
    const route = [...this.#options.routes].find(([, at]) => sameEndpoint(at, from));
    return route?.[0] ?? (from.host as Address);
  };
}
