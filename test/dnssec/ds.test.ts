import { describe, expect, it } from 'vitest';
import { name } from '../../src/dns/name.js';
import { type Dnskey, dsOf, entryKeys, keyTagOf, readDnskey } from '../../src/dnssec/ds.js';

/** The key as in a zone file. */
function dnskey(flags: number, algorithm: number, base64: string, protocol = 3): Dnskey {
  const key = readDnskey(
    Buffer.concat([
      Buffer.from([flags >> 8, flags & 255, protocol, algorithm]),
      Buffer.from(base64, 'base64'),
    ]),
  );
  if (key === null) throw new Error('no key');
  return key;
}

const RSA =
  'AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvx' +
  'egXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==';
const P256 = 'GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==';
const P384 =
  'xKYaNhWdGOfJ+nPrL8/arkwf2EY3MDJ+SErKivBVSum1w/egsXvSADtNJhyem5RCOpgQ6K8X1DRSEkrbYQ+OB+v8/uX45NBw' +
  'Y8rp65F6Glur8I/mlVNgF6W/qTI37m40';
const ED25519 = 'l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=';

/** Examples of the RFCs. */
const VECTORS = [
  {
    from: 'RFC 4509 section 2.3',
    owner: 'dskey.example.com',
    key: dnskey(256, 5, RSA),
    ds: [60485, 5, 2, 'D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A'],
  },
  {
    from: 'RFC 6605 section 6.1',
    owner: 'example.net',
    key: dnskey(257, 13, P256),
    ds: [55648, 13, 2, 'B4C8C1FE2E7477127B27115656AD6256F424625BF5C1E2770CE6D6E37DF61D17'],
  },
  {
    from: 'RFC 6605 section 6.2',
    owner: 'example.net',
    key: dnskey(257, 14, P384),
    ds: [
      10771,
      14,
      4,
      '72D7B62976CE06438E9C0BF319013CF801F09ECC84B8D7E9495F27E305C6A9B0563A9B5F4D288405C3008A946DF983D6',
    ],
  },
  {
    from: 'RFC 8080 section 6.1',
    owner: 'example.com',
    key: dnskey(257, 15, ED25519),
    ds: [3613, 15, 2, '3AA5AB37EFCE57F737FC1627013FEE07BDF241BD10F3B1964AB55C78E79A304B'],
  },
] as const;

describe('the DS record of a key', () => {
  it.each(VECTORS)('$from', ({ owner, key, ds: [keyTag, algorithm, digestType, digest] }) => {
    expect(dsOf(name(owner), key, digestType)).toEqual({ keyTag, algorithm, digestType, digest });
  });

  it('does not depend on the letter case of the owner', () => {
    const key = dnskey(257, 15, ED25519);
    expect(dsOf(name('EXAMPLE.com'), key, 4)).toEqual(dsOf(name('example.COM'), key, 4));
  });

  it('of an RSAMD5 key has the tag of RFC 4034 appendix B.1', () => {
    const key = dnskey(256, 1, Buffer.from([1, 2, 3, 0xab, 0xcd, 4]).toString('base64'));
    expect(keyTagOf(key)).toBe(0xabcd);
  });
});

describe('the keys a parent points to', () => {
  const [ksk, zsk, revoked, foreign, other] = [
    dnskey(257, 13, P256),
    dnskey(256, 13, P256),
    dnskey(257 | 0x80, 13, P256),
    dnskey(257, 13, P256, 1),
    dnskey(1, 13, P256),
  ];

  it.each([
    ['those marked for it', [zsk, ksk], [ksk]],
    ['all, where none is marked', [zsk], [zsk]],
    ['no revoked ones', [revoked, zsk], [zsk]],
    ['none of another protocol, none that may not sign zones', [foreign, other], []],
  ])('are %s', (_, keys, expected) => {
    expect(entryKeys(keys)).toEqual(expected);
  });
});

it('a record without a key is none', () => {
  expect(readDnskey(Buffer.from([1, 1, 3, 13]))).toBeNull();
  expect(readDnskey(Buffer.from([]))).toBeNull();
});
