import type { Name } from '../dns/name.js';

/** The change for an object, given what the database has. */
export const ACTIONS = ['create', 'modify', 'none'] as const;

export type Action = (typeof ACTIONS)[number];

/** The possible results and their meanings. */
export const STATES = [
  { state: 'done', means: 'the database has the object as sent' },
  { state: 'identical', means: 'the database had it already, so nothing was sent' },
  { state: 'would-be-done', means: 'a dry run; the database would do it' },
  {
    state: 'not-tried',
    means: 'a dry run that could not be made; it is unknown what the database would do',
  },
  { state: 'refused', means: 'the database refuses it and has changed nothing' },
  { state: 'not-sent', means: 'nothing was sent' },
  {
    state: 'not-done',
    means: 'it was sent without a clear answer; the database has changed nothing',
  },
  { state: 'unknown', means: 'it was sent; it is unknown what the database has' },
] as const;

export type State = (typeof STATES)[number]['state'];

/** The result for an object. */
export interface Submitted {
  readonly zone: Name;
  readonly action: Action;
  readonly state: State;
  /** Why it is not done, in one clause. */
  readonly reason: string | null;
  /** The database's messages about it. */
  readonly messages: readonly string[];
}
