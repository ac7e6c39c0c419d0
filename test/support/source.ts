import type { AnswerSource } from '../../src/ask/source.js';
import type { Exchange } from '../../src/record/exchange.js';
import { keyOf } from '../../src/record/question.js';
import { exchangeOf, type Responder } from './observation.js';

/** Answers by a script, without a network: each in a turn of its own. */
export interface ScriptedSource extends AnswerSource {
  /** The keys of the questions put, in order. */
  readonly put: readonly string[];
  readonly closed: boolean;
}

export function scripted(replies: Responder): ScriptedSource {
  const asked = new Map<string, Promise<Exchange>>();
  const known = new Map<string, Exchange>();
  const put: string[] = [];
  let closed = false;
  return {
    ask: (question, key = keyOf(question)) => {
      const before = asked.get(key);
      if (before !== undefined) return before;
      put.push(key);
      const answer = new Promise<Exchange>((resolve) => {
        setImmediate(() => {
          const exchange = exchangeOf(question, replies(question));
          known.set(key, exchange);
          resolve(exchange);
        });
      });
      asked.set(key, answer);
      return answer;
    },
    known: (key) => known.get(key),
    forget: () => {},
    get sent() {
      return put.length;
    },
    waiting: 0,
    close: () => {
      closed = true;
    },
    put,
    get closed() {
      return closed;
    },
  };
}
