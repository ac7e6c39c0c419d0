import { describe, expect, it } from 'vitest';
import { name } from '../../src/dns/name.js';
import { parseRecord } from '../../src/lab/record.js';
import { exists, rrset, zoneOf } from '../../src/lab/zone.js';

const ORIGIN = name('2.0.192.in-addr.arpa');
const header = { name: ORIGIN, class: 'IN', ttl: 3600 };

describe('a line of a zone file', () => {
  it.each([
    ['@ A 192.0.2.1', { ...header, type: 'A', address: '192.0.2.1' }],
    ['ns AAAA 2001:DB8::1', { ...header, name: `ns.${ORIGIN}`, type: 'AAAA', address: '2001:db8::1' }],
    ['@ 60 IN NS ns', { ...header, ttl: 60, type: 'NS', target: `ns.${ORIGIN}` }],
    ['5 ptr mail.example.net.', { ...header, name: `5.${ORIGIN}`, type: 'PTR', target: 'mail.example.net' }],
    ['@ MX 10 .', { ...header, type: 'MX', preference: 10, exchange: '.' }],
    ['. NS a.', { ...header, name: '.', type: 'NS', target: 'a' }],
    ['a\\. CNAME b\\.', { ...header, name: `a\\..${ORIGIN}`, type: 'CNAME', target: `b\\..${ORIGIN}` }],
    [
      '@ TXT "two words" one "a \\"quote\\" \\059"',
      { ...header, type: 'TXT', strings: ['two words', 'one', 'a "quote" ;'] },
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
    [`@ TXT "${'é'.repeat(128)}"`, 'longer than 255 bytes'],
    [`${'a.'.repeat(120)}a A 192.0.2.1`, 'longer than 255 bytes'],
  ])('%j is refused', (line, reason) => {
    expect(() => parseRecord(line, ORIGIN)).toThrow(reason);
  });
});

describe('a zone', () => {
  const zone = zoneOf(ORIGIN, ['@ NS a.', '@ NS b.', '@ NS a.', 'X.y.z PTR p.']);

  it('has a repeated line once', () => {
    expect(rrset(zone, ORIGIN, 'NS').map((record) => record.type === 'NS' && record.target)).toEqual([
      'a',
      'b',
    ]);
  });

  it.each([
    [`x.y.z.${ORIGIN}`, true],
    [`X.Y.Z.${ORIGIN}`, true],
    [`y.z.${ORIGIN}`, true],
    [`z.${ORIGIN}`, true],
    [ORIGIN, true],
    [`y.${ORIGIN}`, false],
    [`w.x.y.z.${ORIGIN}`, false],
  ])('%s exists: %s', (owner, expected) => {
    expect(exists(zone, name(owner))).toBe(expected);
  });
});
