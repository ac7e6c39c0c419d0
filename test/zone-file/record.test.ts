import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLabels, name } from '../../src/dns/name.js';
import { presentRecord } from '../../src/dns/present.js';
import { parseRecord, type ZoneRecord } from '../../src/zone-file/record.js';

const ORIGIN = name('2.0.192.in-addr.arpa');
const header = { name: ORIGIN, class: 'IN', ttl: 3600 };

describe('a line of a zone file', () => {
  it.each([
    ['@ A 192.0.2.1', { ...header, type: 'A', address: '192.0.2.1' }],
    ['ns AAAA 2001:DB8::1', { ...header, name: `ns.${ORIGIN}`, type: 'AAAA', address: '2001:db8::1' }],
    ['@ 60 IN NS ns', { ...header, ttl: 60, type: 'NS', target: `ns.${ORIGIN}` }],
    ['5 ptr mail.example.net.', { ...header, name: `5.${ORIGIN}`, type: 'PTR', target: 'mail.example.net' }],
    ['@ DNAME d.example.', { ...header, type: 'DNAME', target: 'd.example' }],
    ['@ MX 10 .', { ...header, type: 'MX', preference: 10, exchange: '.' }],
    ['. NS a.', { ...header, name: '.', type: 'NS', target: 'a' }],
    ['a\\. CNAME b\\.', { ...header, name: `a\\..${ORIGIN}`, type: 'CNAME', target: `b\\..${ORIGIN}` }],
    [
      '@ TXT "two words" one "a \\"quote\\" \\059" \\255\xff',
      { ...header, type: 'TXT', strings: ['two words', 'one', 'a "quote" ;', '\xff\xff'] },
    ],
    [
      '@ SOA m. r\\.n. 1 2 3 4 4294967295',
      {
        ...header,
        type: 'SOA',
        mname: 'm',
        rname: 'r\\.n',
        serial: 1,
        refresh: 2,
        retry: 3,
        expire: 4,
        minimum: 4294967295,
      },
    ],
  ])('%s', (line, record) => {
    expect(parseRecord(line, ORIGIN)).toEqual(record);
  });

  it.each([
    ['', 'owner'],
    ['@', 'type'],
    ['@ A 192.0.2.1.', 'not an ipv4 address'],
    ['@ AAAA 192.0.2.1', 'not an ipv6 address'],
    ['@ MX 10', 'too short'],
    ['@ MX ten a.', 'not a 32-bit number'],
    ['@ SOA a. b. 1 2 3 4 4294967296', 'not a 32-bit number'],
    ['a..b A 192.0.2.1', 'empty label'],
    ['@ TXT', 'too short'],
    [`@ TXT "${'é'.repeat(256)}"`, 'longer than 255 bytes'],
    ['@ TXT \\256', 'above 255'],
    ['@ TXT €', 'above 255'],
    ['@ LOC 1', 'type LOC'],
    [`${'a.'.repeat(120)}a A 192.0.2.1`, 'longer than 255 bytes'],
  ])('%j is refused', (line, reason) => {
    expect(() => parseRecord(line, ORIGIN)).toThrow(reason);
  });

  const bytes = (constraints: fc.StringConstraints) =>
    fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)),
      ...constraints,
    });
  const names = fc.array(bytes({ minLength: 1, maxLength: 20 }), { maxLength: 5 }).map(fromLabels);
  const uint32 = fc.nat({ max: 0xffffffff });
  const rdata = fc.oneof(
    fc.record({ type: fc.constantFrom('NS', 'CNAME', 'PTR', 'DNAME'), target: names }),
    fc.record({ type: fc.constant('MX'), preference: fc.nat({ max: 0xffff }), exchange: names }),
    fc.record({ type: fc.constant('TXT'), strings: fc.array(bytes({ maxLength: 255 }), { minLength: 1 }) }),
    fc.record({
      type: fc.constant('SOA'),
      mname: names,
      rname: names,
      serial: uint32,
      refresh: uint32,
      retry: uint32,
      expire: uint32,
      minimum: uint32,
    }),
  );

  it('is read as it is written', () => {
    fc.assert(
      fc.property(names, fc.nat({ max: 0x7fffffff }), rdata, (owner, ttl, data) => {
        const record: ZoneRecord = { name: owner, class: 'IN', ttl, ...data };
        expect(parseRecord(presentRecord(record), ORIGIN)).toEqual(record);
      }),
    );
  });
});
