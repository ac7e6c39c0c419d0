import type { Address } from '../dns/address.js';
import { type Endpoint, type SendingEnd, sameEndpoint } from '../net/transport.js';
import type { Attempt, Outcome } from '../record/exchange.js';
import { type Query, type Sender, type Sent, STOPPED } from './layers.js';
import type { Sockets } from './sockets.js';

export interface Recording {
  readonly endpoint: Endpoint;
  /** Where public addresses are reached. */
  readonly routes: ReadonlyMap<Address, Endpoint>;
  /** Milliseconds after the start of the run. */
  readonly clock: () => number;
}

/** Records each message and what came of it, by public addresses. */
export function evidence(inner: Pick<Sockets, 'send'>, { endpoint, routes, clock }: Recording): Sender {
  const addressOf = (from: Endpoint, to: Address): Address => {
    if (sameEndpoint(from, endpoint)) return to;
    const route = [...routes].find(([, at]) => sameEndpoint(at, from));
    return route?.[0] ?? (from.host as Address);
  };
  const send = async (query: Query): Promise<Sent> => {
    const sentAt = clock();
    const { end, answer, strays } = await inner.send(query);
    if (end === 'aborted') return STOPPED;
    const { server } = query.question;
    const to = server === 'resolver' ? (endpoint.host as Address) : server;
    const from = answer === null ? null : addressOf(answer.from, to);
    const attempt: Attempt = {
      transport: query.transport,
      to,
      sentAt: millis(sentAt),
      took: millis(clock() - sentAt),
      end,
      wire: answer?.wire ?? null,
      from,
      strays: strays.map((stray) => ({ ...stray, from: addressOf(stray.from, to) })),
    };
    const outcome: Outcome =
      answer === null || from === null ? failure(end) : { kind: 'answered', message: answer.message, from };
    return { attempts: [attempt], outcome, retry: outcome.kind === 'unanswered' };
  };
  return { send };
}

function failure(end: Exclude<SendingEnd, 'aborted'>): Outcome {
  switch (end) {
    case 'no-route':
    case 'local-error':
      return { kind: 'unasked', why: end };
    case 'refused':
    case 'closed':
    case 'garbled':
    case 'timeout':
      return { kind: 'unanswered', why: end };
    case 'answered':
      throw new Error('answered, without an answer');
  }
}

function millis(time: number): number {
  return Math.round(time * 1000) / 1000;
}
