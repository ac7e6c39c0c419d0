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
