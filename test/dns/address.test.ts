import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { address, addressFromBytes, addressToHex, familyOf, parseAddress } from '../../src/dns/address.js';
import { fromHex, hexOf } from '../../src/dns/bytes.js';

describe('addresses', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1', 'ipv4', 'c0000201'],
    ['2001:DB8:0:0::1', '2001:db8::1', 'ipv6', '20010db8000000000000000000000001'],
  ])('%s is %s', (text, canonical, family, hex) => {
    const read = address(text);
    expect([read, familyOf(read), addressToHex(read)]).toEqual([canonical, family, hex]);
    expect(addressFromBytes(fromHex(hex))).toBe(canonical);
  });

  test('are the bytes that they are made of', () => {
    const bytes = fc.oneof(...[4, 16].map((size) => fc.uint8Array({ minLength: size, maxLength: size })));
    fc.assert(
      fc.property(bytes, (each) => {
        expect(addressToHex(addressFromBytes(each))).toBe(hexOf(each));
      }),
    );
  });

  test.each([
    '',
    '192.0.2',
    '192.0.2.01',
    '010.0.0.1',
    '192.0.2.256',
    '1',
    'fe80::1%eth0',
    '::ffff:192.0.2.1',
    ':::',
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeNull();
    expect(() => address(text)).toThrow(`${text} is not an IP address`);
  });
});
