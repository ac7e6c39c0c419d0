import type { Name } from '../dns/name.js';

/** The change that an object asks for, by what the database has. */
export const ACTIONS = ['create', 'modify', 'none'] as const;

export type Action = (typeof ACTIONS)[number];

/** How it ended, and what that means. */
export const STATES = [
  { state: 'done', means: 'the database has the object as it was sent' },
  { state: 'identical', means: 'the database had it already, so nothing was sent' },
  { state: 'would-be-done', means: 'a dry run, and the database would do it' },
  {
    state: 'not-tried',
    means: 'a dry run that could not be made: nothing is known of what the database would do',
  },
  { state: 'refused', means: 'the database will not do it, and has what it had' },
  { state: 'not-sent', means: 'nothing was sent' },
  {
    state: 'not-done',
    means: 'it was sent, what became of it was unclear, and the database has what it had',
  },
  { state: 'unknown', means: 'it was sent, and it is not known what the database has' },
] as const;

export type State = (typeof STATES)[number]['state'];

/** What was done about an object. */
export interface Submitted {
  readonly zone: Name;
  readonly action: Action;
  readonly state: State;
  /** Why it is not done, in one clause. */
  readonly reason: string | null;
  /** The database's messages about it. */
  readonly messages: readonly string[];
}
