import type { Attempt, Exchange, Outcome } from '../record/exchange.js';
import type { Question, Transport } from '../record/question.js';

/** An outer layer: takes a question and comes back when all is over. */
export interface Asking {
  /** Never rejects: what goes wrong is the exchange's outcome. */
  ask(question: Question): Promise<Exchange>;
}

/** An inner layer: takes one try of a question. Each wraps the next one; the last puts it on the wire. */
export interface Sender {
  /** Never rejects: what goes wrong is the outcome. */
  send(query: Query): Promise<Sent>;
}

/** One try of a question. */
export interface Query {
  readonly question: Question;
  /** Not the question's after a truncated answer. */
  readonly transport: Transport;
  /** Tries before this one. */
  readonly nth: number;
  /** Whether no other try is planned after this one. */
  readonly isLast: boolean;
  /** Tries beyond the planned ones so far, this one included. */
  readonly further: number;
  readonly timeoutMs: number;
  /** Whether an earlier try timed out. */
  readonly again: boolean;
  /** Whether it takes a socket or connection that no other question uses meanwhile. */
  readonly alone: boolean;
}

/** The result of one try. */
export interface Sent {
  /** The messages sent: none, one, or two after a truncated answer. */
  readonly attempts: readonly Attempt[];
  readonly outcome: Outcome;
  /** Whether another try may get more. */
  readonly retry: boolean;
}

export const STOPPED: Sent = { attempts: [], outcome: { kind: 'unasked', why: 'stopped' }, retry: false };
