import type { Outcome } from '../record/exchange.js';
import type { Sender, Sent } from './layers.js';

const NONE: Sent = { attempts: [], outcome: { kind: 'unasked', why: 'resolver-down' }, retry: false };

/** Sends the tries of a question to several resolvers in turn. No failure is final before each has had its try. */
export function failover(resolvers: readonly Sender[]): Sender {
  return {
    send: (query) => {
      const sending = resolvers[query.nth % resolvers.length]?.send(query) ?? Promise.resolve(NONE);
      return query.nth + 1 < resolvers.length ? sending.then(orNext) : sending;
    },
  };
}

function orNext(sent: Sent): Sent {
  return isFailure(sent.outcome) ? { ...sent, retry: true } : sent;
}

function isFailure(outcome: Outcome): boolean {
  if (outcome.kind === 'answered') return outcome.message.rcode === 'SERVFAIL';
  return outcome.why !== 'stopped';
}
