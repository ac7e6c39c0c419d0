/** The inside and the outside of a layer of asking, by a script: no sockets, no clock. */
import type { Asking, Query, Sender, Sent } from '../../src/ask/layers.js';
import { address } from '../../src/dns/address.js';
import { soa } from '../../src/questions/common.js';
import type { Attempt, AttemptEnd, Exchange, Failure, Obstacle } from '../../src/record/exchange.js';
import type { Question } from '../../src/record/question.js';
import { exchangeOf, type ReplySpec, ZONE } from './observation.js';

export const SERVER = address('192.0.2.1');
export const QUESTION = soa(SERVER, ZONE);

/** What a try brings: an answer, no answer, or that it could not be asked. */
export type Result = ReplySpec | Failure | Obstacle;

export function queryOf(question: Question = QUESTION, over: Partial<Query> = {}): Query {
  const { transport } = question;
  const first = { nth: 0, isLast: false, further: 0, timeoutMs: 1000, again: false, alone: false };
  return { question, transport, ...first, ...over };
}

export function sentOf(query: Query, result: Result): Sent {
  const { outcome } = exchangeOf(query.question, result);
  return {
    attempts: attemptsOf(query, result),
    outcome,
    retry: outcome.kind === 'unanswered' && outcome.why !== 'silent-before',
  };
}

function attemptsOf(query: Query, result: Result): Attempt[] {
  const end = typeof result === 'string' ? result : 'answered';
  if (end === 'silent-before' || end === 'resolver-down' || end === 'stopped') return [];
  return [attemptOf(query, end)];
}

function attemptOf({ transport }: Query, end: AttemptEnd): Attempt {
  return { transport, to: SERVER, sentAt: 0, took: 0, end, wire: null, from: null, strays: [] };
}

/** What is inside of an inner layer; keeps the queries. */
export interface ScriptedSender extends Sender {
  readonly queries: readonly Query[];
}

export function sending(resultOf: (query: Query) => Result): ScriptedSender {
  const queries: Query[] = [];
  return {
    queries,
    send: async (query) => {
      queries.push(query);
      return sentOf(query, resultOf(query));
    },
  };
}

/** Gives these results in turn, and the last one on and on. */
export function inTurn(...results: readonly [Result, ...Result[]]): ScriptedSender {
  let nth = 0;
  return sending(() => results[Math.min(nth++, results.length - 1)] ?? results[0]);
}

/** What is inside of an outer layer: each question waits until the test ends it. */
export interface ScriptedAsking extends Asking {
  readonly asked: readonly Question[];
  /** Ends the question that was asked first of those that wait. */
  end(): void;
}

export function asking(): ScriptedAsking {
  const asked: Question[] = [];
  const waiting: (() => void)[] = [];
  return {
    asked,
    ask: (question) =>
      new Promise<Exchange>((resolve) => {
        asked.push(question);
        waiting.push(() => resolve(exchangeOf(question, 'timeout')));
      }),
    end: () => waiting.shift()?.(),
  };
}

/** Resolves when all that can happen without a clock has happened. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function ends({ attempts }: Pick<Exchange, 'attempts'>): string[] {
  return attempts.map(({ transport, end }) => `${transport} ${end}`);
}

export function outcome({ outcome }: Pick<Exchange, 'outcome'>): string {
  return outcome.kind === 'answered'
    ? `${outcome.message.rcode}${outcome.message.aa ? ' aa' : ''}`
    : `${outcome.kind}: ${outcome.why}`;
}
