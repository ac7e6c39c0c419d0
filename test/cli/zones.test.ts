import { describe, expect, test } from 'vitest';
import { rdns } from '../support/rdns.js';

/** As RIPE's documentation lists them. */
const SLASH_22 = [
  '16.155.10.in-addr.arpa.',
  '17.155.10.in-addr.arpa.',
  '18.155.10.in-addr.arpa.',
  '19.155.10.in-addr.arpa.',
];
const SLASH_29 = ['8', '9', 'a', 'b', 'c', 'd', 'e', 'f'].map(
  (nibble) => `${nibble}.b.d.0.1.0.0.2.ip6.arpa.`,
);

describe('zones', () => {
  test.each([
    [['10.155.16.0/22'], SLASH_22],
    [['10.155.16/22'], SLASH_22],
    [['10.155.16.0 - 10.155.19.255'], SLASH_22],
    [['10.155.16.0', '-', '10.155.19.255'], SLASH_22],
    [['--', '10.155.16.0/22'], SLASH_22],
    [['--', '10.155.16.0', '-', '10.155.19.255'], SLASH_22],
    [['2001:db8::/29'], SLASH_29],
    [['2001:DB8::/29'], SLASH_29],
    [
      ['2001:db8::/29', '10.155.16.0/22'],
      [...SLASH_29, ...SLASH_22],
    ],
    [
      ['2001:db8::/29', '--format=text', '--', '10.155.16.0/22'],
      [...SLASH_29, ...SLASH_22],
    ],
  ])('%j: one to a line, in order, with the final dot', async (prefixes, zones) => {
    const { code, stdout, stderr } = await rdns(['zones', ...prefixes]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(zones.map((zone) => `${zone}\n`).join(''));
  });

  test('--format json: with the addresses of each, and the zone that leads to a part of a /24', async () => {
    const { code, stdout, stderr } = await rdns([
      'zones',
      '10.155.16.0/23',
      '192.0.2.0/25',
      '--format',
      'json',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual([
      { zone: '16.155.10.in-addr.arpa', prefix: '10.155.16.0/24', parent: null },
      { zone: '17.155.10.in-addr.arpa', prefix: '10.155.17.0/24', parent: null },
      { zone: '0-127.2.0.192.in-addr.arpa', prefix: '192.0.2.0/25', parent: '2.0.192.in-addr.arpa' },
    ]);
  });

  test('nothing is printed when one of several prefixes is bad', async () => {
    const { code, stdout } = await rdns(['zones', '10.155.16.0/22', '10.155.16.1/22']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
