import type { Family } from '../dns/address.js';
import type { Standing } from '../target/standing.js';
import type { ZoneTarget } from '../target/target.js';
import type { Exchange } from './exchange.js';

/** Whether to ask over a family. */
export type Families = Readonly<Record<Family, boolean>>;

/** The record of one zone: the target of the test, and every exchange made for it, by the question's key. */
export interface Observation {
  readonly target: ZoneTarget;
  readonly families: Families;
  readonly exchanges: ReadonlyMap<string, Exchange>;
  /** Present if the RIPE Database was asked as well. */
  readonly standing?: Standing;
}
