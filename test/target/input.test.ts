import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError, quote, zonesMeant } from '../../src/target/input.js';

describe('zonesMeant', () => {
  test.each<[string, string[]]>([
    ['192.0.2.0/23', ['2.0.192.in-addr.arpa', '3.0.192.in-addr.arpa']],
    ['10.155.16/24', ['16.155.10.in-addr.arpa']],
    ['192.0.2.0 - 192.0.3.0', ['2.0.192.in-addr.arpa', '0.3.0.192.in-addr.arpa']],
    ['192.0.2.1', ['1.2.0.192.in-addr.arpa']],
    ['2001:db8::/32', ['8.b.d.0.1.0.0.2.ip6.arpa']],
    ['abcd::/16', ['d.c.b.a.ip6.arpa']],
    ['2.0.192.in-addr.arpa', ['2.0.192.in-addr.arpa']],
    [' 2.0.192.IN-ADDR.ARPA. ', ['2.0.192.in-addr.arpa']],
    ['0-127.2.0.192.in-addr.arpa', ['0-127.2.0.192.in-addr.arpa']],
    ['0/25.2.0.192.in-addr.arpa', ['0/25.2.0.192.in-addr.arpa']],
    ['8.b.d.0.1.0.0.2.ip6.arpa', ['8.b.d.0.1.0.0.2.ip6.arpa']],
  ])('%j is %j', (text, zones) => {
    expect(zonesMeant(text).map(({ zone }) => zone)).toEqual(zones);
  });

  const suffix = 'a reverse zone is below in-addr.arpa or ip6.arpa';

  test.each([
    ['', 'the prefix is empty'],
    ['192.0.2.1/24', 'bits are set beyond the prefix length: did you mean 192.0.2.0/24?'],
    ['192.0.2.0/24x', 'the prefix length is not a decimal number'],
    ['fe80::1%eth0.example', 'a prefix has no zone index (%)'],
    ['256.in-addr.arpa', 'an octet is greater than 255'],
    ['1.2.e164.arpa', suffix],
    ['my-host.example.com', suffix],
    ['localhost', suffix],
  ])('refuses %j: %s', (text, reason) => {
    expect(() => zonesMeant(text)).toThrow(new InputError(`${quote(text)}: ${reason}`));
  });

  test('gives zones or an InputError, which repeats no text that could harm a terminal', () => {
    const nearMisses = fc
      .array(fc.constantFrom(...'0127af.:/-% \x1b\n\\', '.in-addr.arpa', '.ip6.arpa', '::'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(nearMisses, fc.string({ unit: 'binary' })), (text) => {
        const found = meantOrWrong(text);
        if (found instanceof InputError) expect(found.message).toMatch(/^[\x20-\x7e]+$/);
        else expect(found.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

function meantOrWrong(text: string) {
  try {
    return zonesMeant(text);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}
