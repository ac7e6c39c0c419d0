import type { Exchange, Failure } from '../record/exchange.js';

const WORDS: Readonly<Record<Failure, string>> = {
  timeout: 'nothing came in time',
  refused: 'the host says that nothing listens on port 53',
  closed: 'the connection ended before an answer was complete',
  garbled: 'what came cannot be read',
  'silent-before': 'it had not answered the question before',
};

/** Why there is no answer, in words; null when there is one, or when the question could not be put at all. */
export function whySilent(exchange: Exchange | undefined): string | null {
  return exchange?.outcome.kind === 'unanswered' ? WORDS[exchange.outcome.why] : null;
}
