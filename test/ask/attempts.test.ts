import { describe, expect, test } from 'vitest';
import { exchangeOn } from '../../src/ask/attempts.js';
import { Failover } from '../../src/ask/failover.js';
import { Paced } from '../../src/ask/paced.js';
import { Server } from '../../src/ask/server.js';
import { address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import { resolverAlive, soa } from '../../src/questions/common.js';
import type { Exchange } from '../../src/record/exchange.js';
import type { Question } from '../../src/record/question.js';
import { ENDPOINT, type Script, type Scripted, SERVER, script } from '../support/sending.js';

const QUESTION = soa(SERVER, name('16.155.10.in-addr.arpa'));
const OPTIONS = { timeoutMs: 1000, retries: 2, signal: new AbortController().signal };

function asked(question: Question, scripts: readonly [Script, ...Script[]], over = {}): Promise<Exchange> {
  const [first, ...others] = scripts.map((each, i) => ({
    address: address(`192.0.2.${i + 1}`),
    endpoint: ENDPOINT,
    server: new Server(new Paced(each, Number.POSITIVE_INFINITY, () => 0), 20),
  }));
  if (first === undefined) throw new Error('no server');
  const reaches = new Failover([first, ...others]);
  return exchangeOn(question, reaches, { ...OPTIONS, ...over }, (_, { address: at }) => at);
}

const ends = ({ attempts }: Exchange) => attempts.map(({ to, end }) => `${to} ${end}`);
const outcome = ({ outcome: it }: Exchange) =>
  it.kind === 'answered' ? it.message.rcode : `${it.kind} ${it.why}`;

describe('the attempts of a question', () => {
  test('end with the first answer', async () => {
    const server = script('timeout', {});
    const exchange = await asked(QUESTION, [server]);
    expect([outcome(exchange), ends(exchange)]).toEqual([
      'NOERROR',
      ['192.0.2.1 timeout', '192.0.2.1 answered'],
    ]);
  });

  test('have more time each, and the last a socket of its own', async () => {
    const server = script('timeout');
    const exchange = await asked(QUESTION, [server]);
    expect(outcome(exchange)).toBe('unanswered timeout');
    expect(server.sent.map(({ how }) => [how.timeoutMs, how.again, how.alone])).toEqual([
      [1000, false, false],
      [1500, true, false],
      [2250, true, true],
    ]);
  });

  test('share the socket to the end with a server that refuses: it sends nothing more', async () => {
    const server = script('refused');
    expect(outcome(await asked(QUESTION, [server]))).toBe('unanswered refused');
    expect(server.sent.map(({ how }) => how.alone)).toEqual([false, false, false]);
  });

  test.each<[Scripted, string, number]>([
    ['no-route', 'unasked no-route', 1],
    ['local-error', 'unasked local-error', 1],
    ['aborted', 'unasked stopped', 0],
  ])('end with our own trouble: %s', async (end, expected, noted) => {
    const server = script(end);
    const exchange = await asked(QUESTION, [server]);
    expect([outcome(exchange), exchange.attempts.length, server.sent.length]).toEqual([expected, noted, 1]);
  });

  test('are none when the run is stopped', async () => {
    const server = script({});
    const exchange = await asked(QUESTION, [server], { signal: AbortSignal.abort() });
    expect([outcome(exchange), server.sent.length]).toEqual(['unasked stopped', 0]);
  });

  test('are more than usual if the server answers late', async () => {
    const server = script('timeout', {}, 'timeout');
    const reach = {
      address: SERVER,
      endpoint: ENDPOINT,
      server: new Server(new Paced(server, Number.POSITIVE_INFINITY, () => 0), 20),
    };
    const put = () => exchangeOn(QUESTION, new Failover([reach]), OPTIONS, () => SERVER);
    expect((await put()).attempts).toHaveLength(2);
    expect((await put()).attempts).toHaveLength(3 + 5);
  });
});

describe('the resolvers', () => {
  test.each<[string, Scripted, string[]]>([
    ['does not answer', 'timeout', ['192.0.2.1 timeout', '192.0.2.2 answered']],
    ['fails', { rcode: 'SERVFAIL' }, ['192.0.2.1 answered', '192.0.2.2 answered']],
    ['cannot be reached', 'no-route', ['192.0.2.1 no-route', '192.0.2.2 answered']],
  ])('are asked in turn: one %s', async (_, reply, expected) => {
    const exchange = await asked(resolverAlive(), [script(reply), script({})]);
    expect([outcome(exchange), ends(exchange)]).toEqual(['NOERROR', expected]);
  });

  test('are believed when none does better', async () => {
    const failing = () => script({ rcode: 'SERVFAIL' });
    const exchange = await asked(resolverAlive(), [failing(), failing()]);
    expect([outcome(exchange), exchange.attempts.length]).toEqual(['SERVFAIL', 2]);
  });

  test('are each asked once at least, however few the attempts', async () => {
    const silent = () => script('timeout');
    const exchange = await asked(resolverAlive(), [silent(), silent(), silent()], { retries: 0 });
    expect(ends(exchange)).toEqual(['192.0.2.1 timeout', '192.0.2.2 timeout', '192.0.2.3 timeout']);
  });
});
