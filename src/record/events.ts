import type { Unasked } from '../target/target.js';
import type { Tool } from '../tool.js';
import type { Families, Observation } from './observation.js';

/** What is known when a run starts. */
export interface RunStart {
  readonly tool: Tool;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly families: Families;
}

/** What is known when it has ended. */
export interface RunEnd {
  readonly durationMs: number;
  /** Messages sent. */
  readonly queries: number;
}

/** What a run tells: zones and objects in any order, `index` being their place in what was given; the end comes last. */
export type RunEvent =
  | { readonly kind: 'zone'; readonly index: number; readonly observation: Observation }
  /** An object that leaves nothing to ask about. */
  | { readonly kind: 'object'; readonly index: number; readonly object: Unasked }
  | { readonly kind: 'end'; readonly end: RunEnd };

/** A run under way, or one that was saved. */
export interface Run<Event = RunEvent> {
  readonly start: RunStart;
  readonly events: AsyncIterable<Event>;
}
