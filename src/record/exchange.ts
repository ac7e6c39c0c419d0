import type { Message } from '../dns/message.js';
import type { Question } from './question.js';
import type * as schema from './schema.js';
import type { Described } from './schema.js';

/** A question and everything that happened to it. */
export interface Exchange {
  readonly question: Question;
  readonly attempts: readonly Attempt[];
  readonly outcome: Outcome;
}

/**
 * `unanswered`: the question was asked and not answered. `unasked`: it could not be asked from here, so nothing is known
 * about the server.
 */
export type Outcome = Answered | Exclude<OutcomeJson, { readonly kind: 'answered' }>;

interface Answered extends Extract<OutcomeJson, { readonly kind: 'answered' }> {
  readonly message: Message;
}

type OutcomeJson = Described<typeof schema.outcome>;

/** The end of the last attempt; or `silent-before`, if the server did not answer an earlier question. */
export type Failure = Described<typeof schema.failure>;

export type Obstacle = Described<typeof schema.obstacle>;

/** One sending of a question, and the result. */
export interface Attempt extends Omit<AttemptJson, 'wire' | 'strays'> {
  /** The message that was accepted as the answer, also a truncated one. */
  readonly wire: Uint8Array | null;
  /** Other messages that arrived meanwhile. */
  readonly strays: readonly Stray[];
}

/** An attempt with its bytes in base64. */
export type AttemptJson = Described<typeof schema.attempt>;

export type AttemptEnd = Attempt['end'];

export interface Stray extends Omit<AttemptJson['strays'][number], 'wire'> {
  readonly wire: Uint8Array;
}

export function messageOf(exchange: Exchange | undefined): Message | null {
  return exchange?.outcome.kind === 'answered' ? exchange.outcome.message : null;
}
