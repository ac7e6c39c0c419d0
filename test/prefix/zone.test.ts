import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, name } from '../../src/dns/name.js';
import {
  ADDRESS_BITS,
  cidrBlock,
  cidrLength,
  hexDigits,
  type Prefix,
  PrefixError,
} from '../../src/prefix/prefix.js';
import { parseZone, type ReverseZone, zonesOf } from '../../src/prefix/zone.js';
import { block, cidrBlocks, LENGTHS, ranges } from './blocks.js';

function names(text: string): string[] {
  return zonesOf(block(text)).map(({ zone }) => zone);
}

function octets(from: number, to: number, rest: string): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => `${from + i}.${rest}`);
}

describe('zonesOf', () => {
  test('splits the IPv4 allocation of RIPE’s documentation as listed there', () => {
    const listed = [
      '16.155.10.in-addr.arpa',
      '17.155.10.in-addr.arpa',
      '18.155.10.in-addr.arpa',
      '19.155.10.in-addr.arpa',
    ];
    expect(names('10.155.16.0/22')).toEqual(listed);
    expect(names('10.155.16/22')).toEqual(listed);
  });

  test('splits the IPv6 allocation of RIPE’s documentation as listed there', () => {
    expect(names('2001:db8::/29')).toEqual([
      '8.b.d.0.1.0.0.2.ip6.arpa',
      '9.b.d.0.1.0.0.2.ip6.arpa',
      'a.b.d.0.1.0.0.2.ip6.arpa',
      'b.b.d.0.1.0.0.2.ip6.arpa',
      'c.b.d.0.1.0.0.2.ip6.arpa',
      'd.b.d.0.1.0.0.2.ip6.arpa',
      'e.b.d.0.1.0.0.2.ip6.arpa',
      'f.b.d.0.1.0.0.2.ip6.arpa',
    ]);
  });

  test.each<[string, string[]]>([
    ['128.0.0.0/1', octets(128, 255, 'in-addr.arpa')],
    ['10.0.0.0/7', ['10.in-addr.arpa', '11.in-addr.arpa']],
    ['10.0.0.0/8', ['10.in-addr.arpa']],
    ['10.0.0.0/9', octets(0, 127, '10.in-addr.arpa')],
    ['10.4.0.0/15', ['4.10.in-addr.arpa', '5.10.in-addr.arpa']],
    ['10.155.0.0/16', ['155.10.in-addr.arpa']],
    ['10.155.128.0/17', octets(128, 255, '155.10.in-addr.arpa')],
    ['192.0.2.0/24', ['2.0.192.in-addr.arpa']],
    ['192.0.2.0/25', ['0-127.2.0.192.in-addr.arpa']],
    ['192.0.2.64/26', ['64-127.2.0.192.in-addr.arpa']],
    ['192.0.2.254/31', ['254-255.2.0.192.in-addr.arpa']],
    ['192.0.2.0/32', ['0.2.0.192.in-addr.arpa']],
    ['::/1', ['0', '1', '2', '3', '4', '5', '6', '7'].map((nibble) => `${nibble}.ip6.arpa`)],
    ['2000::/3', ['2.ip6.arpa', '3.ip6.arpa']],
    ['2001:db8::/31', ['8.b.d.0.1.0.0.2.ip6.arpa', '9.b.d.0.1.0.0.2.ip6.arpa']],
    ['2001:db8::/32', ['8.b.d.0.1.0.0.2.ip6.arpa']],
    ['2001:DB8:ABCD::/48', ['d.c.b.a.8.b.d.0.1.0.0.2.ip6.arpa']],
    ['2001:db8::567:89ab', ['b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa']],
  ])('%s: the zones on octet or nibble boundaries', (text, zones) => {
    expect(names(text)).toEqual(zones);
  });

  test.each<[string, string[]]>([
    ['192.0.2.0 - 192.0.3.255', ['2.0.192.in-addr.arpa', '3.0.192.in-addr.arpa']],
    ['10.0.0.0 - 10.1.255.255', ['0.10.in-addr.arpa', '1.10.in-addr.arpa']],
    ['192.0.2.4 - 192.0.2.10', ['4-10.2.0.192.in-addr.arpa']],
    ['192.0.2.1 - 192.0.2.255', ['1-255.2.0.192.in-addr.arpa']],
    ['192.0.2.255 - 192.0.3.0', ['255.2.0.192.in-addr.arpa', '0.3.0.192.in-addr.arpa']],
    [
      '192.0.2.7 - 192.0.4.9',
      ['7-255.2.0.192.in-addr.arpa', '3.0.192.in-addr.arpa', '0-9.4.0.192.in-addr.arpa'],
    ],
    ['9.255.255.0 - 11.0.0.127', ['255.255.9.in-addr.arpa', '10.in-addr.arpa', '0-127.0.0.11.in-addr.arpa']],
    [
      '2001:db8:: - 2001:db9:ffff:ffff:ffff:ffff:ffff:ffff',
      ['8.b.d.0.1.0.0.2.ip6.arpa', '9.b.d.0.1.0.0.2.ip6.arpa'],
    ],
    ['1fff:ffff:: - 2fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', ['f.f.f.f.f.f.f.1.ip6.arpa', '2.ip6.arpa']],
  ])('%s: the largest zones that fit', (text, zones) => {
    expect(names(text)).toEqual(zones);
  });

  test.each<[string, ReverseZone]>([
    [
      '192.0.2.0/24',
      { zone: name('2.0.192.in-addr.arpa'), block: block('192.0.2.0/24'), parent: null, notation: 'plain' },
    ],
    [
      '192.0.2.128/25',
      {
        zone: name('128-255.2.0.192.in-addr.arpa'),
        block: block('192.0.2.128/25'),
        parent: name('2.0.192.in-addr.arpa'),
        notation: 'dash',
      },
    ],
    [
      '192.0.2.4-192.0.2.10',
      {
        zone: name('4-10.2.0.192.in-addr.arpa'),
        block: block('192.0.2.4 - 192.0.2.10'),
        parent: name('2.0.192.in-addr.arpa'),
        notation: 'dash',
      },
    ],
    [
      '192.0.2.1',
      {
        zone: name('1.2.0.192.in-addr.arpa'),
        block: block('192.0.2.1/32'),
        parent: name('2.0.192.in-addr.arpa'),
        notation: 'plain',
      },
    ],
    [
      '2001:db8::/32',
      {
        zone: name('8.b.d.0.1.0.0.2.ip6.arpa'),
        block: block('2001:db8::/32'),
        parent: null,
        notation: 'plain',
      },
    ],
  ])('%s: prefix, parent and notation of the zone', (text, zone) => {
    expect(zonesOf(block(text))).toEqual([zone]);
  });

  test.each([
    ['0.0.0.1 - 255.255.255.254', 1276],
    ['::1 - ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe', 944],
  ])('%s, the worst case, gives %i zones', (text, count) => {
    expect(zonesOf(block(text))).toHaveLength(count);
  });

  test.each(LENGTHS)(
    'covers every %s /%i exactly, with as many zones as its length asks for',
    (family, length) => {
      const step = family === 'ipv4' ? 8 : 4;
      const boundary = family === 'ipv4' && length > 24 ? length : Math.ceil(length / step) * step;
      fc.assert(
        fc.property(cidrBlocks(family, length), (block) => {
          expect(expectExactCover(block)).toHaveLength(2 ** (boundary - length));
        }),
        { numRuns: 5 },
      );
    },
  );

  test('covers every range exactly, by the largest zones that fit', () => {
    fc.assert(
      fc.property(ranges, (range) => {
        const couldBeLarger = expectExactCover(range).filter((block) => {
          const wider = nextBoundary(block);
          return wider !== null && wider.first >= range.first && wider.last <= range.last;
        });
        expect(couldBeLarger).toEqual([]);
      }),
    );
  });
});

/**
 * Asserts that the zones parse back, that the blocks they name follow each other from end to end, and that the
 * pointer names of each block's ends belong in its zone (or the zone that delegates it); returns the blocks.
 */
function expectExactCover(range: Prefix): Prefix[] {
  const zones = zonesOf(range);
  expect(zones.map(({ zone }) => parseZone(zone))).toEqual(zones);
  const mapped = zones.map(({ zone }) => blockNamed(zone));
  expect(mapped[0]?.first).toBe(range.first);
  expect(mapped.at(-1)?.last).toBe(range.last);
  expect(mapped.slice(1).map(({ first }) => first)).toEqual(mapped.slice(0, -1).map(({ last }) => last + 1n));
  expect(mapped).toEqual(zones.map((zone) => zone.block));
  const astray = zones.filter(({ zone, parent }) => {
    const block = blockNamed(zone);
    return [block.first, block.last].some((end) => !isWithin(pointerName(block, end), parent ?? zone));
  });
  expect(astray).toEqual([]);
  return mapped;
}

/** The block of a zone name, derived only from its labels. */
function blockNamed(zone: string): Prefix {
  const labels = zone.split('.').slice(0, -2).reverse();
  const family = zone.endsWith('.ip6.arpa') ? 'ipv6' : 'ipv4';
  const [step, radix] = family === 'ipv6' ? [4, 16] : [8, 10];
  const at = (pick: 0 | 1) =>
    labels.reduce((sum, label) => {
      const ends = label.split('-');
      return (sum << BigInt(step)) + BigInt(Number.parseInt(ends[pick] ?? label, radix));
    }, 0n);
  const rest = BigInt(ADDRESS_BITS[family] - step * labels.length);
  return { family, first: at(0) << rest, last: ((at(1) + 1n) << rest) - 1n };
}

function pointerName({ family }: Prefix, address: bigint) {
  const digits = hexDigits(family, address);
  return family === 'ipv6'
    ? name(`${[...digits].reverse().join('.')}.ip6.arpa`)
    : name(`${[...Buffer.from(digits, 'hex')].reverse().join('.')}.in-addr.arpa`);
}

/** The block on the next shorter octet or nibble boundary around this one; null if this is the whole address space. */
function nextBoundary(block: Prefix): Prefix | null {
  const step = block.family === 'ipv4' ? 8 : 4;
  const length = cidrLength(block);
  const partOf24 = block.family === 'ipv4' && (length === null || length > 24);
  const shorter = partOf24 ? 24 : (length ?? 0) - step;
  return shorter > 0 ? cidrBlock(block.family, block.first, shorter) : null;
}

describe('parseZone', () => {
  test.each([
    ['10.in-addr.arpa', '10.0.0.0/8'],
    ['155.10.in-addr.arpa', '10.155.0.0/16'],
    ['16.155.185.in-addr.arpa', '185.155.16.0/24'],
    ['16.155.185.IN-ADDR.Arpa.', '185.155.16.0/24'],
    [' 16.155.185.in-addr.arpa\n', '185.155.16.0/24'],
    ['0.0.0.in-addr.arpa', '0.0.0.0/24'],
    ['200.193.193.193.in-addr.arpa', '193.193.193.200/32'],
    ['2.ip6.arpa', '2000::/4'],
    ['8.b.d.0.7.6.1.0.a.2.ip6.arpa', '2a01:670d:b800::/40'],
    ['8.B.D.0.1.0.0.2.IP6.ARPA.', '2001:db8::/32'],
    [`${'0.'.repeat(32)}ip6.arpa`, '::/128'],
  ])('reads %j as the zone of %s', (text, mapped) => {
    expect(parseZone(text)).toEqual({
      zone: name(text.trim().toLowerCase()),
      block: block(mapped),
      parent: text.startsWith('200.') ? name('193.193.193.in-addr.arpa') : null,
      notation: 'plain',
    });
  });

  test.each([
    ['0-127.2.0.192.in-addr.arpa', '192.0.2.0/25', 'dash'],
    ['1-255.2.0.192.in-addr.arpa', '192.0.2.1 - 192.0.2.255', 'dash'],
    ['1-10.2.0.192.IN-ADDR.ARPA.', '192.0.2.1 - 192.0.2.10', 'dash'],
    ['5-5.2.0.192.in-addr.arpa', '192.0.2.5/32', 'dash'],
    ['0/25.2.0.192.in-addr.arpa', '192.0.2.0/25', 'slash'],
    ['192/26.2.0.192.In-Addr.Arpa', '192.0.2.192/26', 'slash'],
    ['255/32.2.0.192.in-addr.arpa', '192.0.2.255/32', 'slash'],
  ])('reads %j, a part of a /24, as the zone of %s in %s notation', (text, mapped, notation) => {
    expect(parseZone(text)).toEqual({
      zone: name(text.toLowerCase()),
      block: block(mapped),
      parent: name('2.0.192.in-addr.arpa'),
      notation,
    });
  });

  const suffix = 'a reverse zone is below in-addr.arpa or ip6.arpa';
  const decimal = 'an octet is not a decimal number';
  const large = 'an octet is greater than 255';
  const zero = 'an octet has a leading zero';
  const fourth = 'only the fourth octet may have a dash or slash';
  const nibble = 'a label below ip6.arpa is not one hexadecimal digit';
  const slash = 'the length after a slash in the fourth octet is not one of 25 to 32';

  test.each([
    ['', 'the name is empty'],
    ['.', suffix],
    ['arpa', suffix],
    ['example.com', suffix],
    ['16.155.185.in-addr', suffix],
    ['16.155.185.xin-addr.arpa', suffix],
    ['16.155.185.in-addr.arpa.example', suffix],
    ['2.1.2.1.5.5.5.2.0.2.1.e164.arpa', suffix],
    ['in-addr.arpa', 'in-addr.arpa without an octet in front maps all of IPv4'],
    ['ip6.arpa.', 'ip6.arpa without a nibble in front maps all of IPv6'],
    ['1.2.3.4.5.in-addr.arpa', 'a zone in in-addr.arpa has at most four octets'],
    ['256.in-addr.arpa', large],
    ['16.256.185.in-addr.arpa', large],
    ['300.16.155.185.in-addr.arpa', large],
    ['016.155.185.in-addr.arpa', zero],
    ['16.155.00.in-addr.arpa', zero],
    ['01.16.155.185.in-addr.arpa', zero],
    ['a.155.185.in-addr.arpa', decimal],
    ['*.155.185.in-addr.arpa', decimal],
    ['+1.155.185.in-addr.arpa', decimal],
    ['..155.185.in-addr.arpa', 'the name has an empty label'],
    ['16 155.185.in-addr.arpa', 'the name has a character that is not printable ASCII'],
    ['x.16.155.185.in-addr.arpa', decimal],
    ['0-127.155.185.in-addr.arpa', fourth],
    ['0-127.in-addr.arpa', fourth],
    ['1.0-127.155.185.in-addr.arpa', fourth],
    ['0/17.155.185.in-addr.arpa', fourth],
    ['0-255.2.0.192.in-addr.arpa', '0-255 is the whole /24: its zone is 2.0.192.in-addr.arpa'],
    ['10-9.2.0.192.in-addr.arpa', 'the range in the fourth octet ends before it starts'],
    ['0-256.2.0.192.in-addr.arpa', large],
    ['0-0127.2.0.192.in-addr.arpa', zero],
    ['00-127.2.0.192.in-addr.arpa', zero],
    ['-127.2.0.192.in-addr.arpa', decimal],
    ['0-.2.0.192.in-addr.arpa', decimal],
    ['0-1-2.2.0.192.in-addr.arpa', 'the fourth octet has more than one dash or slash'],
    ['0-1/25.2.0.192.in-addr.arpa', 'the fourth octet has more than one dash or slash'],
    ['0/24.2.0.192.in-addr.arpa', slash],
    ['0/33.2.0.192.in-addr.arpa', slash],
    ['0/.2.0.192.in-addr.arpa', slash],
    ['0/025.2.0.192.in-addr.arpa', slash],
    ['0/127.2.0.192.in-addr.arpa', slash],
    ['/25.2.0.192.in-addr.arpa', decimal],
    ['256/25.2.0.192.in-addr.arpa', large],
    ['1/25.2.0.192.in-addr.arpa', 'bits are set beyond the length after the slash in the fourth octet'],
    ['0d.b.8.ip6.arpa', nibble],
    ['g.ip6.arpa', nibble],
    ['0-7.b.d.0.1.0.0.2.ip6.arpa', nibble],
    ['2001.ip6.arpa', nibble],
    [`0.${'0.'.repeat(32)}ip6.arpa`, 'a zone in ip6.arpa has at most 32 nibbles'],
    [`${'0.'.repeat(122)}ip6.arpa`, 'a zone in ip6.arpa has at most 32 nibbles'],
    [`${'0.'.repeat(123)}ip6.arpa`, 'the name is longer than 255 bytes'],
  ])('refuses %j: %s', (text, reason) => {
    expect(parseZone(text)).toEqual(new PrefixError(reason));
  });
});
