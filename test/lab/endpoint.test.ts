import { expect, it, onTestFinished } from 'vitest';
import { openEndpoint } from '../../src/lab/endpoint.js';
import { askTcp, askUdp, query } from './client.js';

/** Documentation addresses (RFC 5737, RFC 3849): no machine has them. */
const NOT_HERE = ['192.0.2.1', '2001:db8::1'];

const echo = {
  udp: (_query: unknown, _from: unknown, reply: (bytes: Uint8Array) => void) => reply(query('.', 'NS')),
  tcp: (_query: unknown, connection: { send(bytes: Uint8Array): void }) => connection.send(query('.', 'NS')),
};

it('takes the first host that the machine has', async () => {
  const endpoint = await openEndpoint([...NOT_HERE, '127.0.0.1'], echo);
  onTestFinished(() => endpoint.close());
  expect(endpoint.host).toBe('127.0.0.1');
  expect((await askUdp(endpoint, query('a', 'A'))).question).toBe('. NS');
  expect((await askTcp(endpoint, query('a', 'A'))).question).toBe('. NS');
});

it('fails when the machine has none of the hosts', async () => {
  await expect(openEndpoint(NOT_HERE, echo)).rejects.toMatchObject({ syscall: 'bind' });
});

it('is not disturbed by bytes that are no query', async () => {
  const endpoint = await openEndpoint(['127.0.0.1'], echo);
  onTestFinished(() => endpoint.close());
  endpoint.send(Uint8Array.of(1, 2, 3), { address: endpoint.host, port: endpoint.port });
  expect((await askUdp(endpoint, query('a', 'A'))).question).toBe('. NS');
});
