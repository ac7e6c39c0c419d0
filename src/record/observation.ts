import type { Family } from '../dns/address.js';
import type { Standing } from '../target/standing.js';
import type { ZoneTarget } from '../target/target.js';
import type { Exchange } from './exchange.js';

/** Whether to ask over a family. */
export type Families = Readonly<Record<Family, boolean>>;

/** The record of one zone: what was to be tested, and every exchange that was had for it, by the question's key. */
export interface Observation {
  readonly target: ZoneTarget;
  readonly families: Families;
  readonly exchanges: ReadonlyMap<string, Exchange>;
  /** If the RIPE Database was asked as well. */
  readonly standing?: Standing;
}
