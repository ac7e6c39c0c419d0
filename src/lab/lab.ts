import { type Address, familyOf } from '../dns/address.js';
import { answer } from './behaviour.js';
import { type Connection, type Endpoint, openEndpoint, type Peer, type Service } from './endpoint.js';
import { emptyResponse, type Query, type Response, truncated } from './message.js';
import { RateLimit } from './rate-limit.js';
import { resolve } from './resolver.js';
import type { Scenario } from './scenario.js';
import { encodeTcp, encodeUdp } from './wire.js';
import { buildWorld, type World } from './world.js';

/** A scenario that is served on loopback. */
export interface Lab {
  /** Where each public address of the scenario is served, over UDP and TCP on the same port. */
  readonly routes: ReadonlyMap<Address, Route>;
  /** A recursive resolver for the scenario's Internet. */
  readonly resolver: Route;
  /** Queries received, by public address. */
  queries(): ReadonlyMap<Address | 'resolver', number>;
  /** Closes all sockets and drops pending answers. Can be called again. */
  close(): Promise<void>;
}

export interface Route {
  readonly host: string;
  readonly port: number;
}

/** Serves a scenario until `close` or the signal. Rejects with the signal's reason, or if no port is free. */
export async function startLab(
  scenario: Scenario,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Lab> {
  const servers = new Servers(scenario);
  try {
    signal?.throwIfAborted();
    await servers.open();
    signal?.throwIfAborted();
  } catch (error) {
    await servers.close();
    throw error;
  }
  const onAbort = () => void servers.close();
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    routes: servers.routes(),
    resolver: servers.routeTo('resolver'),
    queries: () => new Map(servers.counts),
    close: () => {
      signal?.removeEventListener('abort', onAbort);
      return servers.close();
    },
  };
}

/** Options of a run over a lab: both families, no other servers, and no rate limit, because nobody shares the lab. */
export function runOptions({ resolver, routes }: Lab) {
  const families = { ipv4: true, ipv6: true };
  return {
    families,
    resolvers: [resolver],
    routes,
    timeoutMs: 300,
    retries: 1,
    rate: Number.POSITIVE_INFINITY,
  };
}

type At = Address | 'resolver';

class Servers {
  readonly counts = new Map<At, number>();
  readonly #world: World;
  readonly #resolverFault: 'silent' | 'servfail' | undefined;
  readonly #endpoints = new Map<At, Endpoint>();
  readonly #late = new Set<NodeJS.Timeout>();
  #closed: Promise<void> | undefined;

  constructor(scenario: Scenario) {
    this.#world = buildWorld(scenario);
    this.#resolverFault = scenario.resolver?.fault;
  }

  async open(): Promise<void> {
    const ats: At[] = ['resolver', ...this.#world.servers.keys()];
    const opened = await Promise.allSettled(
      ats.map(async (at, i) => {
        const service = at === 'resolver' ? this.#resolver() : this.#server(at);
        this.#endpoints.set(at, await openEndpoint(loopbackHosts(at, i), service));
      }),
    );
    const failed = opened.find((each) => each.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    for (const timer of this.#late) clearTimeout(timer);
    this.#late.clear();
    await Promise.all([...this.#endpoints.values()].map((each) => each.close()));
  }

  routes(): ReadonlyMap<Address, Route> {
    return new Map([...this.#world.servers.keys()].map((at) => [at, this.routeTo(at)]));
  }

  routeTo(at: At): Route {
    const endpoint = this.#endpoints.get(at);
    if (endpoint === undefined) throw new Error(`${at} is not being served`);
    return { host: endpoint.host, port: endpoint.port };
  }

  #server(at: Address): Service {
    const faults = this.#world.servers.get(at)?.faults ?? {};
    const limit = faults.rate_limit && new RateLimit(faults.rate_limit, () => performance.now());
    let received = 0;
    return {
      refusesUdp: faults.refuse_udp ?? false,
      resetsTcp: faults.rst_tcp ?? false,
      udp: (query, client, reply) => {
        this.#count(at);
        received += 1;
        if (faults.lose_every !== undefined && received % faults.lose_every === 0) return;
        const reaction = answer(this.#world, at, query, 'udp');
        const allowance = limit?.next() ?? 'send';
        if (reaction.kind !== 'send' || allowance === 'drop') return;
        const send =
          reaction.from === at ? reply : (bytes: Uint8Array) => this.#sendFrom(reaction.from, bytes, client);
        this.#after(reaction.delayMs, () => {
          for (const message of reaction.messages) {
            if (message instanceof Uint8Array) send(message);
            else send(encodeUdp(allowance === 'truncate' ? truncated(message) : message, query));
          }
        });
      },
      tcp: (query, connection) => {
        this.#count(at);
        const reaction = answer(this.#world, at, query, 'tcp');
        this.#after(reaction.delayMs, () => {
          if (reaction.kind === 'silence') connection.hold();
          else if (reaction.kind === 'close') connection.close();
          else if (reaction.kind === 'half') connection.sendHalf(encodeTcp(reaction.response));
          else for (const message of reaction.messages) sendOver(connection, message);
        });
      },
    };
  }

  #resolver(): Service {
    const fault = this.#resolverFault;
    const respond = (query: Query): Response | null => {
      this.#count('resolver');
      if (fault === 'silent') return null;
      return fault === 'servfail'
        ? { ...emptyResponse(query), ra: true, rcode: 'SERVFAIL' }
        : resolve(this.#world, query);
    };
    return {
      udp: (query, _client, reply) => {
        const response = respond(query);
        if (response !== null) reply(encodeUdp(response, query));
      },
      tcp: (query, connection) => {
        const response = respond(query);
        if (response === null) connection.hold();
        else sendOver(connection, response);
      },
    };
  }

  #count(at: At): void {
    this.counts.set(at, (this.counts.get(at) ?? 0) + 1);
  }

  #sendFrom(other: Address, bytes: Uint8Array, client: Peer): void {
    this.#endpoints.get(other)?.send(bytes, client);
  }

  #after(ms: number, action: () => void): void {
    if (ms === 0) {
      action();
      return;
    }
    const timer = setTimeout(() => {
      this.#late.delete(timer);
      action();
    }, ms);
    this.#late.add(timer);
  }
}

function sendOver(connection: Connection, message: Response | Uint8Array): void {
  connection.send(message instanceof Uint8Array ? message : encodeTcp(message));
}

/**
 * The hosts on which to serve an address, by preference. All of 127.0.0.0/8 is loopback on Linux, elsewhere often only 127.0.0.1;
 * a machine or container without IPv6 has no ::1, so it serves IPv6 addresses over IPv4.
 */
function loopbackHosts(at: At, i: number): readonly string[] {
  const ipv4 = [`127.0.0.${(i % 254) + 1}`, '127.0.0.1'];
  return at !== 'resolver' && familyOf(at) === 'ipv6' ? ['::1', ...ipv4] : ipv4;
}
