import { describe, expect, test } from 'vitest';
import { reasonsFor } from '../../src/ask/silence.js';
import type { How } from '../../src/ask/sockets.js';
import { tryOnce } from '../../src/ask/truncation.js';
import { name } from '../../src/dns/name.js';
import { type Question, question } from '../../src/record/question.js';
import { type Scripted, SERVER, script } from '../support/sending.js';

const ZONE = name('16.155.10.in-addr.arpa');
const HOW = { timeoutMs: 1000, alone: false, again: true };

async function tried(asked: Question, ...replies: [Scripted, ...Scripted[]]) {
  const sender = script(...replies);
  const server = {
    send: ({ question: q }: { readonly question: Question }, how: How) => sender.send(q, how),
  };
  const messages = await tryOnce(server, { question: asked, reasons: reasonsFor(asked) }, HOW);
  return { messages: messages.map(({ transport, end }) => `${transport} ${end}`), sent: sender.sent };
}

describe('one try', () => {
  const udp = question(SERVER, ZONE, 'SOA');

  test('goes over TCP again if the answer is truncated, in the same way', async () => {
    const { messages, sent } = await tried(udp, { tc: true }, {});
    expect(messages).toEqual(['udp truncated', 'tcp answered']);
    expect(sent.map(({ how }) => how)).toEqual([
      { ...HOW, transport: 'udp' },
      { ...HOW, transport: 'tcp' },
    ]);
  });

  test.each<[string, Question, Scripted, string[]]>([
    ['a whole answer', udp, {}, ['udp answered']],
    ['no answer', udp, 'timeout', ['udp timeout']],
    ['no route', udp, 'no-route', ['udp no-route']],
    [
      'truncation over TCP',
      question(SERVER, ZONE, 'SOA', { transport: 'tcp' }),
      { tc: true },
      ['tcp answered'],
    ],
    [
      'truncation that is what was asked for',
      question(SERVER, ZONE, 'SOA', { keepTruncated: true }),
      { tc: true },
      ['udp answered'],
    ],
  ])('is over after %s', async (_, asked, reply, expected) => {
    expect((await tried(asked, reply)).messages).toEqual(expected);
  });

  test('ends with what came over TCP', async () => {
    expect((await tried(udp, { tc: true }, 'refused')).messages).toEqual(['udp truncated', 'tcp refused']);
  });
});
