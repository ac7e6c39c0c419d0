import type { Query, Sender, Sent } from './layers.js';

/** Sends a question again over TCP if its answer over UDP is truncated (RFC 7766 section 5). */
export function truncation(inner: Sender): Sender {
  const send = async (query: Query): Promise<Sent> => {
    const sent = await inner.send(query);
    if (query.transport === 'tcp' || query.question.keepTruncated || !isTruncated(sent)) return sent;
    const overTcp = await inner.send({ ...query, transport: 'tcp' });
    const overUdp = sent.attempts.map((attempt) => ({ ...attempt, end: 'truncated' as const }));
    return { ...overTcp, attempts: [...overUdp, ...overTcp.attempts] };
  };
  return { send };
}

function isTruncated({ outcome }: Sent): boolean {
  return outcome.kind === 'answered' && outcome.message.tc;
}
