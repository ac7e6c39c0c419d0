import type { Exchange, Failure } from '../record/exchange.js';

const WORDS: Readonly<Record<Failure, string>> = {
  timeout: 'no answer in time',
  refused: 'the host says that nothing listens on port 53',
  closed: 'the connection ended before the answer was complete',
  garbled: 'the answer is unreadable',
  'silent-before': 'it did not answer an earlier query',
};

/** Why there is no answer, in words; null if there is one, or if the question could not be asked. */
export function whySilent(exchange: Exchange | undefined): string | null {
  return exchange?.outcome.kind === 'unanswered' ? WORDS[exchange.outcome.why] : null;
}
