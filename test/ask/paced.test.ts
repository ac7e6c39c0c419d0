import { describe, expect, test } from 'vitest';
import { Paced } from '../../src/ask/paced.js';
import { name } from '../../src/dns/name.js';
import { soa } from '../../src/questions/common.js';
import { SERVER, script } from '../support/sending.js';

const QUESTION = soa(SERVER, name('16.155.10.in-addr.arpa'));
const HOW = { transport: 'udp', timeoutMs: 1000, alone: false, again: false } as const;

describe('a server that does not answer everything', () => {
  /** The number of messages that would have had to wait, if all are sent as fast as the rate allows. */
  function waits(messages: number, isMissed: (i: number) => boolean): number {
    let now = 0;
    const sockets = script({});
    const paced = new Paced(sockets, 500, () => now);
    let waited = 0;
    for (let i = 0; i < messages; i += 1) {
      now += 2;
      const before = sockets.sent.length;
      void paced.send(QUESTION, HOW);
      if (sockets.sent.length === before) waited += 1;
      if (isMissed(i)) paced.missed(false);
      else paced.answered();
    }
    paced.close();
    return waited;
  }

  test.each([100, 20, 10])(
    'one in %i missing: packets are lost, and asking more slowly would not help',
    (n) => {
      expect(waits(5000, (i) => i % n === n - 1)).toBe(0);
    },
  );

  test.each([
    ['every second missing', (i: number) => i % 2 === 0],
    ['a second of silence', (i: number) => i >= 500 && i < 1000],
  ])('%s: it limits its rate, and is asked more slowly', (_, isMissed) => {
    expect(waits(1000, isMissed)).toBeGreaterThan(0);
  });

  test('is slow by its first answers alone: further attempts say nothing of the rate', async () => {
    const paced = new Paced(script({}), 500, () => 1000);
    await paced.send(QUESTION, HOW);
    for (let i = 0; i < 100; i += 1) paced.missed(true);
    expect(paced.slowed).toBe(false);
    for (let i = 0; i < 100; i += 1) paced.missed(false);
    expect(paced.slowed).toBe(true);
    paced.restore();
    expect(paced.slowed).toBe(false);
  });
});

describe('a message that waits for its turn', () => {
  /** A burst of a hundred is free at this rate; what comes after it waits. */
  function busy(): { readonly paced: Paced; readonly sockets: ReturnType<typeof script> } {
    const sockets = script({});
    const paced = new Paced(sockets, 500, () => 1000);
    for (let i = 0; i < 101; i += 1) void paced.send(QUESTION, HOW);
    return { paced, sockets };
  }

  test('is sent when it comes', async () => {
    const { paced, sockets } = busy();
    const before = sockets.sent.length;
    expect((await paced.send(QUESTION, HOW)).end).toBe('answered');
    expect(sockets.sent.length).toBeGreaterThan(before);
    paced.close();
  });

  test('is not sent any more when all is closed', async () => {
    const { paced, sockets } = busy();
    const waiting = paced.send(QUESTION, HOW);
    const before = sockets.sent.length;
    paced.close();
    expect((await waiting).end).toBe('aborted');
    expect(sockets.sent).toHaveLength(before);
  });
});
