import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { address } from '../../src/dns/address.js';
import {
  blockOf,
  formatPrefix,
  type Prefix,
  PrefixError,
  parsePrefix,
  type Relation,
  relation,
} from '../../src/prefix/prefix.js';
import { block, cidrBlocks, LENGTHS, ranges } from './blocks.js';

/** The canonical form of the text, or the reason why it is wrong. */
function read(text: string): string {
  const prefix = parsePrefix(text);
  return prefix instanceof PrefixError ? prefix.reason : formatPrefix(prefix);
}

/** Without an end in ::ffff:0:0/96: IPv4-mapped addresses are refused. */
function isWritable({ family, first, last }: Prefix): boolean {
  return family === 'ipv4' || [first, last].every((address) => address >> 32n !== 0xffffn);
}

function addressText(block: Prefix): string {
  return formatPrefix(block).replace(/\/.*/, '');
}

describe('parsePrefix', () => {
  test.each([
    ['10.155.16.0/22', '10.155.16.0/22'],
    ['  10.155.16.0/22\n', '10.155.16.0/22'],
    ['0.0.0.0/1', '0.0.0.0/1'],
    ['128.0.0.0/1', '128.0.0.0/1'],
    ['192.0.2.255/32', '192.0.2.255/32'],
    ['10.155.16/22', '10.155.16.0/22'],
    ['10.155/16', '10.155.0.0/16'],
    ['10/8', '10.0.0.0/8'],
    ['0/8', '0.0.0.0/8'],
    ['192.0.2.1', '192.0.2.1/32'],
    ['2001:DB8::/29', '2001:db8::/29'],
    ['2001:0db8:0000:0000:0000:0000:0000:0000/32', '2001:db8::/32'],
    ['8000::/1', '8000::/1'],
    ['::/1', '::/1'],
    ['::1/128', '::1/128'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['::fffe:0:0/96', '::fffe:0:0/96'],
  ])('reads the block %j as %s', (text, canonical) => {
    expect(read(text)).toBe(canonical);
  });

  test.each([
    ['192.0.2.0 - 192.0.2.255', '192.0.2.0/24'],
    ['192.0.2.0-192.0.2.255', '192.0.2.0/24'],
    ['192.0.1.0  -192.0.2.255', '192.0.1.0 - 192.0.2.255'],
    ['192.0.2.4 - 192.0.2.10', '192.0.2.4 - 192.0.2.10'],
    ['192.0.2.4 - 192.0.2.4', '192.0.2.4/32'],
    ['0.0.0.0 - 127.255.255.255', '0.0.0.0/1'],
    ['0.0.0.1 - 255.255.255.255', '0.0.0.1 - 255.255.255.255'],
    ['2001:db8:: - 2001:dbf:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db8::/29'],
    ['2001:db8::1-2001:DB8::5', '2001:db8::1 - 2001:db8::5'],
  ])('reads the range %j as %s', (text, canonical) => {
    expect(read(text)).toBe(canonical);
  });

  const whole = 'the whole address space has no reverse zone of its own';
  const nonsense = 'it is neither an IPv4 nor an IPv6 address';
  const notIpv6 = 'it is not an IPv6 address';
  const zero = 'an octet has a leading zero';
  const dotted =
    'an IPv6 prefix has no dotted part: for an IPv4-mapped prefix give the IPv4 prefix, else use hexadecimal';
  const mapped = 'it is an IPv4-mapped IPv6 address: give the IPv4 prefix instead';
  const four =
    'an IPv4 address has four octets; only a prefix with its length, such as 10.155.16/22, may leave out the last';
  const twoEnds = 'a range has two addresses and one dash between them';

  test.each([
    ['', 'the prefix is empty'],
    [' ', 'the prefix is empty'],
    // Bits beyond the length.
    ['10.155.17.0/22', 'bits are set beyond the prefix length: did you mean 10.155.16.0/22?'],
    ['192.0.2.1/24', 'bits are set beyond the prefix length: did you mean 192.0.2.0/24?'],
    ['192.0.2.129/25', 'bits are set beyond the prefix length: did you mean 192.0.2.128/25?'],
    ['10.1/8', 'bits are set beyond the prefix length: did you mean 10.0.0.0/8?'],
    ['2001:db9::/29', 'bits are set beyond the prefix length: did you mean 2001:db8::/29?'],
    ['2001:db8::1/127', 'bits are set beyond the prefix length: did you mean 2001:db8::/127?'],
    // Lengths.
    ['0.0.0.0/0', whole],
    ['10.1.2.3/0', whole],
    ['::/0', whole],
    ['192.0.2.0/33', 'the length of an IPv4 prefix is at most 32'],
    ['2001:db8::/129', 'the length of an IPv6 prefix is at most 128'],
    ['192.0.2.0/', 'the prefix length is missing'],
    ['192.0.2.0/024', 'the prefix length has a leading zero'],
    ['2001:db8::/00', 'the prefix length has a leading zero'],
    ['192.0.2.0/+24', 'the prefix length is not a decimal number'],
    ['192.0.2.0/2e1', 'the prefix length is not a decimal number'],
    ['192.0.2.0/255.255.255.0', 'the prefix length is not a decimal number'],
    ['192.0.2.0/24/24', 'the prefix length is not a decimal number'],
    // IPv4 addresses.
    ['010.1.2.0/24', zero],
    ['10.01.2.0/24', zero],
    ['010/8', zero],
    ['10.0.0.00', zero],
    ['10.0.256.0/24', 'an octet is greater than 255'],
    ['10.0.0.0.0/24', 'an IPv4 address has four octets, not more'],
    ['10.155.16', four],
    ['0x0a.0.0.0/8', nonsense],
    ['10..0.0/8', nonsense],
    ['10.0.0.0./8', nonsense],
    ['/24', nonsense],
    ['10', nonsense],
    ['hello', nonsense],
    ['１０.0.0.0/8', nonsense],
    // Shorthand.
    [
      '10.155.16/25',
      'the prefix length covers octets that are missing: did you mean 10.155.16.0/25 or 10.155.16.0/24?',
    ],
    ['10/24', 'the prefix length covers octets that are missing: did you mean 10.0.0.0/24 or 10.0.0.0/8?'],
    // IPv6 addresses.
    ['2001:db8/32', notIpv6],
    ['2001:db8:::/32', notIpv6],
    ['2001:db8::1::/48', notIpv6],
    ['02001:db8::/32', notIpv6],
    ['1:2:3:4:5:6:7:8:9/128', notIpv6],
    ['2001:dbg::/32', notIpv6],
    ['fe80::1%eth0', 'a prefix has no zone index (%)'],
    ['fe80::%1/64', 'a prefix has no zone index (%)'],
    ['::ffff:c000:200/120', mapped],
    ['0:0:0:0:0:FFFF::/96', mapped],
    ['::ffff:192.0.2.0/120', dotted],
    ['::192.0.2.0/120', dotted],
    ['64:ff9b::192.0.2.0/120', dotted],
    // Ranges.
    ['192.0.2.9 - 192.0.2.1', 'the range ends before it starts: did you mean 192.0.2.1 - 192.0.2.9?'],
    ['2001:db8::2 - 2001:db8::1', 'the range ends before it starts: did you mean 2001:db8::1 - 2001:db8::2?'],
    ['192.0.2.0 - 2001:db8::', 'the range mixes IPv4 and IPv6'],
    ['0.0.0.0 - 255.255.255.255', whole],
    [':: - ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', whole],
    ['192.0.2.0/25 - 192.0.2.128/25', 'a range has no prefix lengths'],
    ['192.0.2.0 -', twoEnds],
    ['- 192.0.2.0', twoEnds],
    ['-', twoEnds],
    ['192.0.2.0 - 192.0.2.1 - 192.0.2.2', twoEnds],
    ['192.0.2.0 -- 192.0.2.1', twoEnds],
    ['192.0.2 - 192.0.3', four],
    ['192.0.2.0 - 192.0.02.1', zero],
    ['192.0.2.0 - 255', nonsense],
    ['2001:db8:: - ::ffff:1.2.3.4', dotted],
  ])('refuses %j: %s', (text, reason) => {
    expect(read(text)).toBe(reason);
    expect(parsePrefix(text)).toBeInstanceOf(PrefixError);
  });

  test('reads what formatPrefix writes as the same block', () => {
    fc.assert(
      fc.property(ranges.filter(isWritable), (range) => {
        expect(parsePrefix(formatPrefix(range))).toEqual(range);
      }),
    );
  });

  test.each(LENGTHS)('reads every %s /%i, and as the range of its ends', (family, length) => {
    fc.assert(
      fc.property(cidrBlocks(family, length).filter(isWritable), (block) => {
        const text = formatPrefix(block);
        expect(text).toMatch(new RegExp(`/${length}$`));
        expect(parsePrefix(text)).toEqual(block);
        const [first, last] = [block.first, block.last].map((at) =>
          addressText({ ...block, first: at, last: at }),
        );
        expect(parsePrefix(`${first} - ${last}`)).toEqual(block);
      }),
      { numRuns: 20 },
    );
  });
});

describe('how a block lies to another', () => {
  test.each<[string, Relation | null, string]>([
    ['10.0.0.0/8', 'same', '10.0.0.0/8'],
    ['10.0.0.0/8', 'around', '10.1.0.0/16'],
    ['10.0.0.0/8', 'around', '10.0.0.0/16'],
    ['10.0.0.0/8', 'around', '10.255.0.0/16'],
    ['10.1.0.0/16', 'inside', '10.0.0.0/8'],
    ['10.0.0.0/16', 'inside', '10.0.0.0/8'],
    ['10.255.0.0/16', 'inside', '10.0.0.0/8'],
    ['192.0.2.0 - 192.0.2.7', 'across', '192.0.2.7 - 192.0.2.9'],
    ['192.0.2.7 - 192.0.2.9', 'across', '192.0.2.0 - 192.0.2.7'],
    ['192.0.2.0 - 192.0.2.6', null, '192.0.2.7 - 192.0.2.9'],
    ['192.0.2.7 - 192.0.2.9', null, '192.0.2.0 - 192.0.2.6'],
    ['::a00:0/104', null, '10.0.0.0/8'],
    ['2001:db8::/32', 'around', '2001:db8:1::/48'],
  ])('%s: %s, %s', (a, expected, b) => {
    expect(relation(block(a), block(b))).toBe(expected);
  });

  test('that of an address is of it alone', () => {
    expect(blockOf(address('192.0.2.1'))).toEqual(block('192.0.2.1/32'));
    expect(blockOf(address('2001:db8::1'))).toEqual(block('2001:db8::1/128'));
  });
});
