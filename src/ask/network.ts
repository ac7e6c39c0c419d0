import { DEFAULTS } from '../defaults.js';
import type { Address } from '../dns/address.js';
import type { Endpoint } from '../net/transport.js';
import type { Exchange } from '../record/exchange.js';
import type { Destination, Question } from '../record/question.js';
import { attempts } from './attempts.js';
import { evidence } from './evidence.js';
import { failover } from './failover.js';
import { FirstAnswer } from './first-answer.js';
import { Heard } from './heard.js';
import { InFlight } from './in-flight.js';
import type { Asking, Sender } from './layers.js';
import { type Network, Once } from './once.js';
import { Pace } from './pace.js';
import { Silence } from './silence.js';
import { Sockets } from './sockets.js';
import type { AnswerSource } from './source.js';
import { truncation } from './truncation.js';

export interface NetworkOptions {
  /** Asked in turn until one answers. */
  readonly resolvers: readonly Endpoint[];
  /** Where addresses are reached that are not reached at themselves: the embedded lab. */
  readonly routes: ReadonlyMap<Address, Endpoint>;
  /** Milliseconds that the first attempt of a question may take; each retry takes half as long again. */
  readonly timeoutMs: number;
  readonly retries: number;
  /** Questions in flight to one server address. */
  readonly inFlight?: number;
  /** Messages per second to one server address; Infinity for no bound. */
  readonly rate: number;
  readonly signal: AbortSignal;
}

const DNS_PORT = 53;

/**
 * Answers of the servers themselves. The caller closes it. A question goes down these layers, each of which wraps the next:
 *
 *   once          a question is put once a run
 *   in-flight     so many questions to a server at a time
 *   first-answer  a dead server costs one chain of tries
 *   attempts      time for an answer, and further tries
 *   failover      several resolvers in turn
 *   truncation    UDP, then TCP
 *   silence       what a server will not answer
 *   pace          messages per second
 *   evidence      each message and its answer, recorded
 *   sockets       UDP, TCP, message ids
 */
export function networkSource(options: NetworkOptions): AnswerSource {
  return new Once(new Servers(options));
}

/** One endpoint. Its layers are shared by all the addresses that are reached there. */
interface Server {
  /** For questions to the server. */
  readonly asking: Asking;
  /** For questions to several servers of which any may answer. */
  readonly sender: Sender;
  readonly inFlight: InFlight;
  readonly silence: Silence;
  close(): void;
}

/** The layers of each server and of the resolver, made when they are first asked. */
class Servers implements Network {
  readonly #options: NetworkOptions;
  readonly #started = performance.now();
  readonly #destinations = new Map<Destination, Asking>();
  readonly #servers = new Map<string, Server>();
  readonly #stop = new AbortController();
  readonly #onSend = () => {
    this.#sent += 1;
  };
  #sent = 0;

  constructor(options: NetworkOptions) {
    this.#options = options;
    if (options.signal.aborted) this.close();
    else options.signal.addEventListener('abort', () => this.close());
  }

  get sent(): number {
    return this.#sent;
  }

  get waiting(): number {
    return [...this.#servers.values()].reduce((sum, { inFlight }) => sum + inFlight.waiting, 0);
  }

  ask(question: Question): Promise<Exchange> {
    return this.#asking(question.server).ask(question);
  }

  forget({ server, name }: Question): void {
    if (server !== 'resolver') this.#serverAt(this.#endpointOf(server)).silence.forget(name);
  }

  close(): void {
    this.#stop.abort();
    for (const server of this.#servers.values()) server.close();
    this.#servers.clear();
    this.#destinations.clear();
  }

  #asking(destination: Destination): Asking {
    const known = this.#destinations.get(destination);
    if (known !== undefined) return known;
    const asking =
      destination === 'resolver' ? this.#resolver() : this.#serverAt(this.#endpointOf(destination)).asking;
    this.#destinations.set(destination, asking);
    return asking;
  }

  #endpointOf(address: Address): Endpoint {
    return this.#options.routes.get(address) ?? { host: address, port: DNS_PORT };
  }

  #serverAt(endpoint: Endpoint): Server {
    const key = `${endpoint.host} ${endpoint.port}`;
    const known = this.#servers.get(key);
    if (known !== undefined) return known;
    const server = this.#server(endpoint);
    this.#servers.set(key, server);
    return server;
  }

  /** One server: from the wire outwards, each layer around the one before it. */
  #server(endpoint: Endpoint): Server {
    const { routes, rate, inFlight: most = DEFAULTS.inFlight } = this.#options;
    const stop = this.#stop.signal;
    const clock = () => performance.now() - this.#started;
    const heard = new Heard();

    const sockets = new Sockets(endpoint, this.#onSend);
    const recorded = evidence(sockets, { endpoint, routes, clock });
    const pace = new Pace(recorded, { rate, clock, stop });
    const silence = new Silence(pace, heard);
    const sender = truncation(silence);
    const tried = attempts(sender, this.#options, stop);
    const inFlight = new InFlight(heard, most);
    const asking = inFlight.around(new FirstAnswer(tried, heard));

    const close = () => {
      pace.close();
      sockets.close();
    };
    return { asking, sender, inFlight, silence, close };
  }

  /** The resolvers share the tries of a question, and the places in flight of the first one. */
  #resolver(): Asking {
    const servers = this.#options.resolvers.map((endpoint) => this.#serverAt(endpoint));
    const sender = failover(servers.map((server) => server.sender));
    const tried = attempts(sender, { ...this.#options, servers: servers.length }, this.#stop.signal);
    return servers[0]?.inFlight.around(tried) ?? tried;
  }
}
