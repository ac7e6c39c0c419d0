import type { Address } from '../dns/address.js';
import type { Message } from '../dns/message.js';
import type { Question, Transport } from './question.js';

/** Everything that happened on one question. */
export interface Exchange {
  readonly question: Question;
  readonly attempts: readonly Attempt[];
  readonly outcome: Outcome;
}

export type Outcome =
  | { readonly kind: 'answered'; readonly message: Message; readonly from: Address }
  /** It was asked, and nothing came that is an answer. */
  | { readonly kind: 'unanswered'; readonly why: Failure }
  /** It could not be asked from here: nothing is known about the server. */
  | { readonly kind: 'unasked'; readonly why: Obstacle };

/** The last attempt's end, or that it was given up because the server had been silent to another question. */
export type Failure = 'timeout' | 'refused' | 'closed' | 'garbled' | 'silent-before';

export type Obstacle = 'no-route' | 'local-error' | 'resolver-down' | 'stopped';

/** One sending of a question and what came of it. */
export interface Attempt {
  readonly transport: Transport;
  readonly to: Address;
  /** Milliseconds after the start of the run. */
  readonly sentAt: number;
  /** Milliseconds from sending to the end of the attempt. */
  readonly took: number;
  readonly end: AttemptEnd;
  /** What arrived and was taken for the answer (truncated ones too). */
  readonly wire: Uint8Array | null;
  /** Where it came from. */
  readonly from: Address | null;
  /** What else arrived meanwhile and was not an answer to this. */
  readonly strays: readonly Stray[];
}

export type AttemptEnd =
  | 'answered'
  | 'truncated'
  | 'timeout'
  /** ICMP unreachable, or a TCP reset on connecting. */
  | 'refused'
  /** The TCP connection ended before a whole message. */
  | 'closed'
  /** A message with the right id that cannot be decoded, over TCP. */
  | 'garbled'
  | 'no-route'
  | 'local-error';

export interface Stray {
  readonly from: Address;
  readonly why: 'malformed' | 'wrong-id' | 'wrong-question' | 'not-a-response' | 'wrong-source';
  readonly wire: Uint8Array;
}

export function messageOf(exchange: Exchange | undefined): Message | null {
  return exchange?.outcome.kind === 'answered' ? exchange.outcome.message : null;
}
