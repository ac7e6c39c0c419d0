import type { Unasked } from '../target/target.js';
import type { Tool } from '../tool.js';
import type { Families, Observation } from './observation.js';

/** The facts of a run that are known at its start. */
export interface RunStart {
  readonly tool: Tool;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly families: Families;
}

/** The facts of a run that are known at its end. */
export interface RunEnd {
  readonly durationMs: number;
  /** Messages sent. */
  readonly queries: number;
}

/** An event of a run. Zones and objects come in any order, `index` is their place in the input; the end comes last. */
export type RunEvent =
  | { readonly kind: 'zone'; readonly index: number; readonly observation: Observation }
  /** An object that needs no questions. */
  | { readonly kind: 'object'; readonly index: number; readonly object: Unasked }
  | { readonly kind: 'end'; readonly end: RunEnd };

/** A run under way, or one that was saved. */
export interface Run<Event = RunEvent> {
  readonly start: RunStart;
  readonly events: AsyncIterable<Event>;
}
