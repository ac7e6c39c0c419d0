import { expect, test } from 'vitest';
import { evidence } from '../../src/ask/evidence.js';
import { address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import type { Endpoint, Sending, SendingEnd } from '../../src/net/transport.js';
import { resolve } from '../../src/questions/common.js';
import { outcome, QUESTION, queryOf, SERVER } from '../support/layers.js';
import { messageFrom } from '../support/observation.js';

const ENDPOINT: Endpoint = { host: '127.0.0.2', port: 5301 };
const OTHER = { address: address('192.0.2.2'), endpoint: { host: '127.0.0.3', port: 5301 } };
const WIRE = Uint8Array.of(1, 2, 3);
const NOTHING = { answer: null, strays: [] } as const;

/** One message sent 1000 ms after the start of the run that took 20.1234 ms. */
async function send(sending: Sending, query = queryOf()) {
  const times = [1000.0004, 1020.1238];
  const sender = evidence(
    { send: async () => sending },
    {
      endpoint: ENDPOINT,
      routes: new Map([
        [SERVER, ENDPOINT],
        [OTHER.address, OTHER.endpoint],
      ]),
      clock: () => times.shift() ?? Number.NaN,
    },
  );
  return sender.send(query);
}

function answerFrom(from: Endpoint): Sending {
  return { end: 'answered', answer: { message: messageFrom(QUESTION, {}), wire: WIRE, from }, strays: [] };
}

test('an answer, with time, bytes and the public address it came from', async () => {
  const sent = await send(answerFrom(ENDPOINT), queryOf(QUESTION, { transport: 'tcp' }));
  expect(sent.attempts).toEqual([
    {
      transport: 'tcp',
      to: SERVER,
      sentAt: 1000,
      took: 20.123,
      end: 'answered',
      wire: WIRE,
      from: SERVER,
      strays: [],
    },
  ]);
  expect(sent.outcome).toMatchObject({ kind: 'answered', from: SERVER });
  expect(sent.retry).toBe(false);
});

test.each([
  ['of another server', OTHER.endpoint, OTHER.address],
  ['that no route has', { host: '198.51.100.1', port: 53 }, '198.51.100.1'],
  ['at a port of its own', { ...ENDPOINT, port: 1 }, ENDPOINT.host],
])('an answer or a stray packet from an endpoint %s', async (_, from, expected) => {
  const stray = { from, why: 'wrong-id', wire: WIRE } as const;
  const { attempts, outcome } = await send({ ...answerFrom(from), strays: [stray] });
  expect(outcome).toMatchObject({ from: expected });
  expect(attempts[0]).toMatchObject({ from: expected, strays: [{ ...stray, from: expected }] });
});

test('the resolver is at the address it is reached at', async () => {
  const sent = await send(answerFrom(ENDPOINT), queryOf(resolve(name('ns1.example.net'), 'A')));
  expect(sent.attempts[0]).toMatchObject({ to: ENDPOINT.host, from: ENDPOINT.host });
});

test.each<[end: SendingEnd, outcome: string, retry: boolean]>([
  ['timeout', 'unanswered: timeout', true],
  ['refused', 'unanswered: refused', true],
  ['closed', 'unanswered: closed', true],
  ['garbled', 'unanswered: garbled', true],
  ['no-route', 'unasked: no-route', false],
  ['local-error', 'unasked: local-error', false],
])('%s is no answer: %s', async (end, result, retry) => {
  const sent = await send({ end, ...NOTHING });
  expect([outcome(sent), sent.retry]).toEqual([result, retry]);
  expect(sent.attempts).toMatchObject([{ end, wire: null, from: null }]);
});

test('what is ended by a stop leaves no evidence', async () => {
  const sent = await send({ end: 'aborted', ...NOTHING });
  expect([outcome(sent), sent.attempts, sent.retry]).toEqual(['unasked: stopped', [], false]);
});
