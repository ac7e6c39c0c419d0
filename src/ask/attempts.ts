import type { Address } from '../dns/address.js';
import type { Message } from '../dns/message.js';
import type { Endpoint } from '../net/transport.js';
import type { Attempt, Exchange, Obstacle, Outcome } from '../record/exchange.js';
import type { Question } from '../record/question.js';
import type { Failover, Reach } from './failover.js';
import { reasonsFor } from './silence.js';
import type { How } from './sockets.js';
import { type Tried, tryOnce } from './truncation.js';

export interface AttemptOptions {
  /** Milliseconds that the first attempt of a question may take; each retry takes half as long again. */
  readonly timeoutMs: number;
  readonly retries: number;
  readonly signal: AbortSignal;
}

const GROWTH = 1.5;

/** `addressOf`: the public address of an endpoint that a packet came from, if it is not that of the server asked. */
export type AddressOf = (from: Endpoint, reach: Reach) => Address;

/** Puts a question until there is an answer, or no more hope for one. */
export async function exchangeOn(
  question: Question,
  reaches: Failover,
  options: AttemptOptions,
  addressOf: AddressOf,
): Promise<Exchange> {
  const asking = { question, reasons: reasonsFor(question) };
  const attempts: Attempt[] = [];
  const end = (outcome: Outcome): Exchange => ({ question, attempts, outcome });
  const usual = Math.max(1 + options.retries, reaches.size);
  let extra = 0;
  let answer: Message | null = null;
  for (let nth = 0; nth < usual + extra; nth += 1) {
    if (options.signal.aborted) return end({ kind: 'unasked', why: 'stopped' });
    const reach = reaches.at(nth);
    if (reach.server.isSilentOn(asking)) {
      if (reaches.hasAnother(nth)) continue;
      return end({ kind: 'unanswered', why: 'silent-before' });
    }
    const last = nth + 1 === usual + extra;
    const tried = await tryOnce(reach.server, asking, howFor(nth, last, attempts, options));
    const obstacle = note(tried, attempts, (from) => addressOf(from, reach), reach.address);
    if (obstacle !== null) {
      if (obstacle !== 'stopped' && reaches.hasAnother(nth)) continue;
      return end({ kind: 'unasked', why: obstacle });
    }
    const message = tried.at(-1)?.answer?.message ?? null;
    answer = message ?? answer;
    if (message !== null && reaches.isEnough(message, nth)) break;
    if (!last || message !== null) continue;
    if (extra < reach.server.further(asking)) extra += 1;
    else reach.server.gaveUp(asking);
  }
  return end(outcomeOf(attempts, answer));
}

function howFor(
  nth: number,
  last: boolean,
  attempts: readonly Attempt[],
  { timeoutMs, retries }: AttemptOptions,
): Omit<How, 'transport'> {
  return {
    timeoutMs: timeoutMs * GROWTH ** Math.min(nth, retries),
    // A server that was silent may have answered from another address, or be busy with other questions on the same
    // connection. One that refused sends nothing more.
    alone: last && attempts.at(-1)?.end === 'timeout',
    again: attempts.some(({ end }) => end === 'timeout'),
  };
}

/** Writes down what was sent; gives why it could not be, if so. */
function note(
  tried: readonly Tried[],
  attempts: Attempt[],
  addressOf: (from: Endpoint) => Address,
  to: Address,
): Obstacle | null {
  for (const { transport, sentAt, took, end, answer, strays } of tried) {
    if (end === 'aborted') return 'stopped';
    attempts.push({
      transport,
      to,
      sentAt: millis(sentAt),
      took: millis(took),
      end,
      wire: answer?.wire ?? null,
      from: answer === null ? null : addressOf(answer.from),
      strays: strays.map((stray) => ({ ...stray, from: addressOf(stray.from) })),
    });
    if (end === 'no-route' || end === 'local-error') return end;
  }
  return null;
}

function outcomeOf(attempts: readonly Attempt[], message: Message | null): Outcome {
  const last = attempts.findLast((attempt) => attempt.wire !== null);
  if (message !== null && last?.from) return { kind: 'answered', message, from: last.from };
  const end = attempts.at(-1)?.end;
  switch (end) {
    case 'no-route':
    case 'local-error':
      return { kind: 'unasked', why: end };
    case 'refused':
    case 'closed':
    case 'garbled':
      return { kind: 'unanswered', why: end };
    case 'timeout':
    case 'truncated':
    case 'answered':
    case undefined:
      return { kind: 'unanswered', why: 'timeout' };
  }
}

function millis(time: number): number {
  return Math.round(time * 1000) / 1000;
}
