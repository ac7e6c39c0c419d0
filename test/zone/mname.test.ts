import { describe, expect, it } from 'vitest';
import { address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import { isLoopback, isNoHost, mnamesIn, primaryServers, soaRecords } from '../../src/zone/mname.js';
import { type Reply, SOA, viewOf } from '../support/observation.js';
import { ALL_IDS, atSecond, FIRST_IDS, isSoa, soaLine } from '../support/scenes.js';

describe('the SOA records of the zone', () => {
  it.each<[string, Reply, number]>([
    ['with authority', { answer: [SOA] }, 4],
    ['in another section', { authority: [SOA] }, 4],
    ['twice', { answer: [SOA, soaLine({ serial: 7 })] }, 6],
    ['without authority', { aa: false, answer: [SOA] }, 2],
    ['with an error', { rcode: 'SERVFAIL', answer: [SOA] }, 2],
    ['of another zone', { answer: ['example.net SOA a b 1 1 1 1 1'] }, 2],
    ['not at all', 'timeout', 2],
  ])('as the second server gives them: %s', (_, reply, count) => {
    const found = soaRecords(viewOf(atSecond((q) => (isSoa(q) ? reply : undefined))));
    expect(found).toHaveLength(count);
    expect([...new Set(found.map(({ server }) => server.id))]).toEqual(count === 2 ? FIRST_IDS : ALL_IDS);
  });

  it('name each primary server once', () => {
    const zone = viewOf(
      atSecond((q) =>
        isSoa(q)
          ? { answer: [soaLine({ mname: 'NS1.example.net' }), soaLine({ mname: 'B.example' })] }
          : undefined,
      ),
    );
    expect(mnamesIn(soaRecords(zone))).toEqual(['ns1.example.net', 'b.example']);
  });
});

it.each([
  ['.', true],
  ['localhost', true],
  ['LocalHost', true],
  ['localhost.example.net', false],
  ['ns1.example.net', false],
])('the MNAME %s is no host: %s', (mname, expected) => {
  expect(isNoHost(name(mname))).toBe(expected);
});

it('a primary server is at each address of its name', () => {
  const ids = primaryServers(viewOf(), name('ns1.example.net')).map(({ id }) => id);
  expect(ids).toEqual(FIRST_IDS);
  expect(primaryServers(viewOf(), name('nobody.example'))).toEqual([]);
});

it.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['127.0.0.2', false],
  ['185.100.1.1', false],
])('%s is loopback for the engine: %s', (text, expected) => {
  expect(isLoopback(address(text))).toBe(expected);
});
