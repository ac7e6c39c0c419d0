import type { Address } from '../dns/address.js';
import type { Server } from '../zone/view.js';

/** Servers with the same value. */
export interface Group<Value> {
  readonly value: Value;
  readonly servers: readonly Server[];
}

/** Groups the servers by value, in text order. Servers without a value are left out. */
export function groupBy<Value extends string | number>(
  servers: readonly Server[],
  of: (server: Server) => Value | undefined,
): Group<Value>[] {
  const groups = new Map<Value, Server[]>();
  for (const server of servers) {
    const value = of(server);
    if (value === undefined) continue;
    groups.set(value, [...(groups.get(value) ?? []), server]);
  }
  return [...groups]
    .map(([value, members]) => ({ value, servers: members }))
    .sort((a, b) => (String(a.value) < String(b.value) ? -1 : 1));
}

export function serversIn(groups: readonly Group<unknown>[]): Server[] {
  return groups.flatMap((group) => group.servers);
}

export function idsOf(servers: readonly Server[]): string[] {
  return servers.map((server) => server.id);
}

/** Each group as `value (server, server)`. */
export function inWords(groups: readonly Group<unknown>[]): string[] {
  return groups.map((group) => `${String(group.value)} (${idsOf(group.servers).join(', ')})`);
}

/** Each address once, under the first name that has it. */
export function onePerAddress(servers: readonly Server[]): Server[] {
  const first = new Map<Address, Server>();
  for (const server of servers) {
    if (!first.has(server.address)) first.set(server.address, server);
  }
  return [...first.values()];
}
