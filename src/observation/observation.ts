import type { Standing } from '../standing.js';
import type { ZoneTarget } from '../target.js';
import type { Exchange } from './exchange.js';
import { Known } from './known.js';
import { type Families, ZoneView } from './view.js';

/** The record of one zone: what was to be tested, and every exchange that was had for it, by the question's key. */
export interface Observation {
  readonly target: ZoneTarget;
  readonly families: Families;
  readonly exchanges: ReadonlyMap<string, Exchange>;
  /** If the RIPE Database was asked as well. */
  readonly standing?: Standing;
}

export function viewOf(observation: Observation): ZoneView {
  const { target, families, exchanges } = observation;
  return new ZoneView(target, families, new Known(exchanges.values()));
}
