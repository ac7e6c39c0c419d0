/** A name server over UDP that knows only the keys of zones. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode } from 'dns-packet';
import { onTestFinished } from 'vitest';
import type { Endpoint } from '../../src/net/transport.js';

export interface Key {
  readonly flags: number;
  readonly algorithm: number;
  readonly base64: string;
}

/** Keys by zone; `silent` answers nothing. The server refuses any other zone. */
export async function startKeyServer(
  zones: Readonly<Record<string, readonly Key[]>> | 'silent',
): Promise<Endpoint> {
  const socket = createSocket('udp4');
  socket.on('message', (bytes, { address, port }) => {
    if (zones === 'silent') return;
    const { id = 0, questions = [] } = decode(bytes);
    const [question] = questions;
    const keys = question?.type === 'DNSKEY' ? zones[question.name] : undefined;
    const AA = 0x0400;
    const REFUSED = 5;
    socket.send(
      encode({
        type: 'response',
        id,
        flags: keys === undefined ? REFUSED : AA,
        questions,
        answers: (keys ?? []).map(({ flags, algorithm, base64 }) => ({
          type: 'DNSKEY',
          name: question?.name ?? '',
          ttl: 3600,
          data: { flags, algorithm, key: Buffer.from(base64, 'base64') },
        })),
      }),
      port,
      address,
    );
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => {
    socket.close();
  });
  return { host: '127.0.0.1', port: socket.address().port };
}
