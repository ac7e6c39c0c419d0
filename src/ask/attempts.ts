import type { Attempt, Exchange, Outcome } from '../record/exchange.js';
import type { Question } from '../record/question.js';
import { type Asking, type Query, type Sender, STOPPED } from './layers.js';

/** By how much longer each try may take than the one before it. */
const GROWTH = 1.5;

export interface Tries {
  /** Milliseconds that the first try may take. */
  readonly timeoutMs: number;
  readonly retries: number;
  /** How many servers there are to be tried, if there is more than one. */
  readonly servers?: number;
}

/** Tries a question again, with more patience each time, until the layers within say that another try is no use. */
export function attempts(inner: Sender, tries: Tries, stop: AbortSignal): Asking {
  const ask = async (question: Question): Promise<Exchange> => {
    const made: Attempt[] = [];
    let answer: Outcome | null = null;
    for (let nth = 0; !stop.aborted; nth += 1) {
      const sent = await inner.send(queryOf(question, nth, made, tries));
      made.push(...sent.attempts);
      if (sent.outcome.kind === 'answered') answer = sent.outcome;
      if (sent.retry) continue;
      // An answer that was worth another try is better than none.
      const outcome = sent.outcome.kind === 'unanswered' ? (answer ?? sent.outcome) : sent.outcome;
      return { question, attempts: made, outcome };
    }
    return { question, attempts: made, outcome: STOPPED.outcome };
  };
  return { ask };
}

function queryOf(
  question: Question,
  nth: number,
  before: readonly Attempt[],
  { timeoutMs, retries, servers = 1 }: Tries,
): Query {
  const planned = Math.max(1 + retries, servers);
  const isLast = nth + 1 >= planned;
  return {
    question,
    transport: question.transport,
    nth,
    isLast,
    further: Math.max(0, nth + 1 - planned),
    timeoutMs: timeoutMs * GROWTH ** Math.min(nth, retries),
    again: before.some(({ end }) => end === 'timeout'),
    // A server that was silent may have answered from another address, or be busy with other questions on the same
    // connection. After a refusal neither is so.
    alone: isLast && before.at(-1)?.end === 'timeout',
  };
}
