import { presentMessage } from '../dns/present.js';
import type { AttemptJson, Exchange } from '../record/exchange.js';
import { attemptToJson } from '../record/save.js';
import type { Described } from '../record/schema.js';
import type * as schema from './schema.js';

/** An exchange in a report: received bytes in base64, the answer decoded as text. */
export interface ExchangeReport extends Described<typeof schema.exchange> {}

export type AttemptReport = AttemptJson;

export function exchangeReport({ question, attempts, outcome }: Exchange): ExchangeReport {
  return {
    question,
    attempts: attempts.map(attemptToJson),
    outcome: outcome.kind,
    why: outcome.kind === 'answered' ? null : outcome.why,
    answer: outcome.kind === 'answered' ? presentMessage(outcome.message) : null,
  };
}
