import { presentMessage } from '../dns/present.js';
import type { Attempt, Exchange, Failure, Obstacle, Outcome, Stray } from '../record/exchange.js';
import type { Question } from '../record/question.js';

/** An exchange as a report carries it: what came as bytes in base64, the answer decoded as text. */
export interface ExchangeReport {
  readonly question: Question;
  readonly attempts: readonly AttemptReport[];
  readonly outcome: Outcome['kind'];
  /** Why there is no answer; null when there is one. */
  readonly why: Failure | Obstacle | null;
  /** Line by line, as dig would show it; null without an answer. */
  readonly answer: readonly string[] | null;
}

export interface AttemptReport extends Omit<Attempt, 'wire' | 'strays'> {
  readonly wire: string | null;
  readonly strays: readonly StrayReport[];
}

export interface StrayReport extends Omit<Stray, 'wire'> {
  readonly wire: string;
}

export function exchangeReport({ question, attempts, outcome }: Exchange): ExchangeReport {
  return {
    question,
    attempts: attempts.map((attempt) => ({
      transport: attempt.transport,
      to: attempt.to,
      sentAt: attempt.sentAt,
      took: attempt.took,
      end: attempt.end,
      from: attempt.from,
      wire: attempt.wire === null ? null : base64(attempt.wire),
      strays: attempt.strays.map(({ from, why, wire }) => ({ from, why, wire: base64(wire) })),
    })),
    outcome: outcome.kind,
    why: outcome.kind === 'answered' ? null : outcome.why,
    answer: outcome.kind === 'answered' ? presentMessage(outcome.message) : null,
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
