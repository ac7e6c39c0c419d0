import type { Address } from '../dns/address.js';
import type { Name } from '../dns/name.js';

/** A name server at one of its addresses, as the engine counts them. */
export interface Server {
  /** `name/address`, as findings name it. */
  readonly id: string;
  readonly name: Name;
  readonly address: Address;
}

export function serverAt(name: Name, address: Address): Server {
  return { id: `${name}/${address}`, name, address };
}

/** Each server once, in the given order. */
export function distinct(servers: readonly Server[]): Server[] {
  return [...new Map(servers.map((server) => [server.id, server])).values()];
}

/** Each server once, sorted by its id. */
export function union(servers: readonly Server[]): Server[] {
  return distinct(servers).sort(byId);
}

function byId(a: Server, b: Server): number {
  return a.id < b.id ? -1 : 1;
}
