import { describe, expect, test } from 'vitest';
import { DsError, formatDs, parseDs } from '../../src/dns/ds.js';

const HEX = (digits: number) => 'a1'.repeat(digits / 2);

describe('DS data', () => {
  test.each([
    ['as signers write them', `64431 13 2 ${HEX(64)}`, `64431 13 2 ${HEX(64)}`],
    ['with blanks in the digest', ` 7  8\t1 ${HEX(20)}  ${HEX(20)} `, `7 8 1 ${HEX(40)}`],
    ['over several lines', `7 8 3 (${HEX(32)}\n${HEX(32)})`, `7 8 3 ${HEX(64)}`],
    ['with the highest numbers', `65535 255 4 ${HEX(96)}`, `65535 255 4 ${HEX(96)}`],
    ['with the lowest numbers', `0 0 2 ${HEX(64)}`, `0 0 2 ${HEX(64)}`],
    ['with a digest type of tomorrow', '7 8 255 A1', '7 8 255 A1'],
  ])('are read %s', (_, text, plain) => {
    const ds = parseDs(text);
    expect(ds instanceof DsError ? ds.reason : formatDs(ds)).toBe(plain.toUpperCase());
  });

  const syntax = 'it is not three decimal numbers and a digest in hexadecimal';

  test.each([
    ['', 'syntax', syntax],
    ['7 8 2', 'syntax', syntax],
    ['7 8 2 ()', 'syntax', syntax],
    [`7 8 2 0x${HEX(62)}`, 'syntax', syntax],
    [`x 7 8 2 ${HEX(64)}`, 'syntax', syntax],
    [`7 8 2 ${HEX(64)} x`, 'syntax', syntax],
    [`-7 8 2 ${HEX(64)}`, 'syntax', syntax],
    [`65536 8 2 ${HEX(64)}`, 'keyTag', 'the key tag 65536 is not between 0 and 65535'],
    [`7 256 2 ${HEX(64)}`, 'algorithm', 'the algorithm 256 is not between 0 and 255'],
    [`7 8 256 ${HEX(64)}`, 'digestType', 'the digest type 256 is not between 0 and 255'],
    [`7 8 1 ${HEX(64)}`, 'digest', 'the digest of type 1 has 64 hex digits, not 40'],
    [`7 8 2 ${HEX(40)}`, 'digest', 'the digest of type 2 has 40 hex digits, not 64'],
    [`7 8 3 ${HEX(40)}`, 'digest', 'the digest of type 3 has 40 hex digits, not 64'],
    [`7 8 4 ${HEX(64)}`, 'digest', 'the digest of type 4 has 64 hex digits, not 96'],
    ['7 8 255 A1B', 'digest', 'the digest of type 255 has 3 hex digits, not an even number'],
  ] as const)('are not %j: %s', (text, field, reason) => {
    expect(parseDs(text)).toEqual(new DsError(field, reason));
  });
});
