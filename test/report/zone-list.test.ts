import { expect, it } from 'vitest';
import { zoneList } from '../../src/report/zone-list.js';

const list = (zones: readonly (string | null)[]) => zoneList(zones.map((zone) => ({ zone })));
const v4 = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${from + i}.2.10.in-addr.arpa`);

it.each<[string, readonly (string | null)[], string]>([
  ['one', ['1.2.10.in-addr.arpa'], '1.2.10.in-addr.arpa'],
  ['two', v4(1, 2), '1.2.10.in-addr.arpa, 2.2.10.in-addr.arpa (2 zones)'],
  ['a range', v4(0, 127), '0.2.10.in-addr.arpa to 127.2.10.in-addr.arpa (128 zones)'],
  [
    'a gap',
    [...v4(1, 3), ...v4(5, 5)],
    '1.2.10.in-addr.arpa to 3.2.10.in-addr.arpa, 5.2.10.in-addr.arpa (4 zones)',
  ],
  [
    'a range over an octet boundary',
    ['254.2.10.in-addr.arpa', '255.2.10.in-addr.arpa', '0.3.10.in-addr.arpa'],
    '254.2.10.in-addr.arpa to 0.3.10.in-addr.arpa (3 zones)',
  ],
  [
    'nibbles',
    ['8', '9', 'a', 'b'].map((nibble) => `${nibble}.b.d.0.1.0.0.2.ip6.arpa`),
    '8.b.d.0.1.0.0.2.ip6.arpa to b.b.d.0.1.0.0.2.ip6.arpa (4 zones)',
  ],
  [
    'zones of different sizes',
    ['1.10.in-addr.arpa', '2.1.10.in-addr.arpa'],
    '1.10.in-addr.arpa, 2.1.10.in-addr.arpa (2 zones)',
  ],
  ['both families', ['1.in-addr.arpa', '2.ip6.arpa'], '1.in-addr.arpa, 2.ip6.arpa (2 zones)'],
  [
    'dash zones, which are no numbers',
    ['0-127.2.0.192.in-addr.arpa', '128-255.2.0.192.in-addr.arpa'],
    '0-127.2.0.192.in-addr.arpa, 128-255.2.0.192.in-addr.arpa (2 zones)',
  ],
  ['descending', v4(1, 2).reverse(), '2.2.10.in-addr.arpa, 1.2.10.in-addr.arpa (2 zones)'],
  ['no zone', [null], 'no zone'],
])('%s', (_, zones, text) => {
  expect(list(zones)).toBe(text);
});

it('is cut if it would fill the screen', () => {
  const odd = Array.from({ length: 30 }, (_, i) => `${2 * i}.2.10.in-addr.arpa`);
  expect(list(odd)).toMatch(/ 22\.2\.10\.in-addr\.arpa, and 18 others \(30 zones\)$/);
});
