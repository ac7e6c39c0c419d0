import { describe, expect, it } from 'vitest';
import { DssetError, parseDsset } from '../../src/rpsl/dsset.js';

const SHA256 = 'A1'.repeat(32);

/** Owners with their data as text. */
function read(content: string): Record<string, string[]> {
  const sets = parseDsset(content);
  if (sets instanceof DssetError) throw new Error(`${sets.line}: ${sets.reason}`);
  return Object.fromEntries(
    [...sets].map(([owner, all]) => [
      owner,
      all.map((ds) => `${ds.keyTag} ${ds.algorithm} ${ds.digestType} ${ds.digest}`),
    ]),
  );
}

describe('parseDsset', () => {
  it.each([
    ['BIND', `16.155.10.in-addr.arpa.\tIN DS 7 13 2 ${SHA256.slice(0, 56)} ${SHA256.slice(56)}\n`],
    ['ldns-key2ds', `16.155.10.in-addr.arpa.\t3600\tIN\tDS\t7 13 2 ${SHA256.toLowerCase()}\n`],
    ['keymgr', `16.155.10.in-addr.arpa. DS 7 13 2 ${SHA256}`],
    ['class before the time to live', `16.155.10.IN-ADDR.ARPA IN 1h DS 7\t13  2 ${SHA256}\r\n`],
    [
      'parentheses over lines',
      `16.155.10.in-addr.arpa. IN DS 7 13 2 ( ; key\n  ${SHA256.slice(0, 9)}\n\t${SHA256.slice(9)} )\n`,
    ],
    ['comments and empty lines', `; by hand\n\n16.155.10.in-addr.arpa. IN DS 7 13 2 ${SHA256} ; xyz\n`],
  ])('reads the form of %s', (_, content) => {
    expect(read(content)).toEqual({ '16.155.10.in-addr.arpa': [`7 13 2 ${SHA256}`] });
  });

  it('keeps the data of each owner together', () => {
    const content = `a.example. IN DS 1 13 2 ${SHA256}
 IN DS 2 13 2 ${SHA256}
b.example. IN DS 3 13 2 ${SHA256}
A.example. IN DS 4 13 2 ${SHA256}
`;
    expect(read(content)).toEqual({
      'a.example': [`1 13 2 ${SHA256}`, `2 13 2 ${SHA256}`, `4 13 2 ${SHA256}`],
      'b.example': [`3 13 2 ${SHA256}`],
    });
  });

  it('reads an empty file', () => {
    expect(read('\n')).toEqual({});
  });

  it.each([
    ['another type', `\na.example. IN DNSKEY 257 3 13 AAAA\n`, 2, 'it is not a DS record'],
    ['a directive', '$TTL 3600\n', 1, 'it is not a DS record'],
    ['no owner', ` IN DS 1 13 2 ${SHA256}\n`, 1, 'the first record has no owner'],
    ['a bad owner', `a..example. IN DS 1 13 2 ${SHA256}\n`, 1, 'the name has an empty label'],
    [
      'a short digest',
      `a.example. IN DS 1 13 2 (\nA1 )\n`,
      1,
      'the digest of type 2 has 2 hex digits, not 64',
    ],
    ['an open parenthesis', `a.example. IN DS 1 13 2 (\n${SHA256}\n`, 1, 'its parenthesis is not closed'],
  ])('refuses %s', (_, content, line, reason) => {
    const error = parseDsset(content);
    expect(error).toBeInstanceOf(DssetError);
    expect(error).toMatchObject({ line, reason });
  });
});
