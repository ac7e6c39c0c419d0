import { describe, expect, test } from 'vitest';
import { address, addressFromBytes, addressToBytes, familyOf, parseAddress } from '../../src/dns/address.js';

describe('addresses', () => {
  test.each([
    ['192.0.2.1', '192.0.2.1', 'ipv4', [192, 0, 2, 1]],
    ['2001:DB8:0:0::1', '2001:db8::1', 'ipv6', [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
  ])('%s is %s', (text, canonical, family, bytes) => {
    const read = address(text);
    expect([read, familyOf(read), addressToBytes(read)]).toEqual([canonical, family, bytes]);
    expect(addressFromBytes(Uint8Array.from(bytes))).toBe(canonical);
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
