import type { Message } from '../dns/message.js';
import type { Question } from './question.js';
import type * as schema from './schema.js';
import type { Described } from './schema.js';

/** Everything that happened on one question. */
export interface Exchange {
  readonly question: Question;
  readonly attempts: readonly Attempt[];
  readonly outcome: Outcome;
}

/**
 * `unanswered`: it was asked, and nothing came that is an answer. `unasked`: it could not be asked from here, and nothing is
 * known about the server.
 */
export type Outcome = Answered | Exclude<OutcomeJson, { readonly kind: 'answered' }>;

interface Answered extends Extract<OutcomeJson, { readonly kind: 'answered' }> {
  readonly message: Message;
}

type OutcomeJson = Described<typeof schema.outcome>;

/** The last attempt's end, or that it was given up because the server had been silent to another question. */
export type Failure = Described<typeof schema.failure>;

export type Obstacle = Described<typeof schema.obstacle>;

/** One sending of a question and what came of it. */
export interface Attempt extends Omit<AttemptJson, 'wire' | 'strays'> {
  /** What arrived and was taken for the answer (truncated ones too). */
  readonly wire: Uint8Array | null;
  /** What else arrived meanwhile and was not an answer to this. */
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
