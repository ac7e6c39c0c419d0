import type { Asking, Server } from './server.js';
import type { How, Sent } from './sockets.js';

/** A message that was sent; `truncated`: its answer is not the last word, the question was put again over TCP. */
export type Tried = Omit<Sent, 'end'> & { readonly end: Sent['end'] | 'truncated' };

/** Tries a question once: over its transport, and over TCP if the answer over UDP is truncated. */
export async function tryOnce(
  server: Pick<Server, 'send'>,
  asking: Asking,
  how: Omit<How, 'transport'>,
): Promise<readonly [Tried, ...Tried[]]> {
  const { transport, keepTruncated } = asking.question;
  const first = await server.send(asking, { ...how, transport });
  if (transport === 'tcp' || keepTruncated || first.answer?.message.tc !== true) return [first];
  const second = await server.send(asking, { ...how, transport: 'tcp' });
  return [{ ...first, end: 'truncated' }, second];
}
