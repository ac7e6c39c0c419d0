import { asDiversity } from '../../../src/checks/connectivity/as-diversity.js';
import { describeCheck } from '../../support/checks.js';
import { except } from '../../support/observation.js';
import { noResolver } from '../../support/scenes.js';
import { announced, failing, nothing } from './as-data.js';

const V4 = ['185.100.1.1', '186.200.2.2'] as const;
const V6 = ['2a0a:100:1::1', '2a0b:200:2::2'] as const;
const apart = { tag: 'IPV6_DIFFERENT_ASN' };

describeCheck(asDiversity, [
  {
    title: 'different systems',
    expect: [
      {
        tag: 'IPV4_DIFFERENT_ASN',
        facts: { asns: ['64516', '64788'] },
        evidence: [
          'resolver TXT 185.100.1.1 at asnlookup.zonemaster.net',
          'resolver TXT 186.200.2.2 at asnlookup.zonemaster.net',
        ],
      },
      {
        tag: 'IPV6_DIFFERENT_ASN',
        facts: { asns: ['64532', '64644'] },
        evidence: [
          'resolver TXT 2a0a:100:1::1 at asnlookup.zonemaster.net',
          'resolver TXT 2a0b:200:2::2 at asnlookup.zonemaster.net',
        ],
      },
    ],
  },
  {
    title: 'one system by IPv4',
    scene: announced({ [V4[0]]: '64500 | 185.100.1.0/24', [V4[1]]: '64500 | 186.200.2.0/24' }),
    expect: [
      {
        tag: 'IPV4_ONE_ASN',
        facts: { asn: 64500, servers: ['ns1.example.net/185.100.1.1', 'ns2.example.org/186.200.2.2'] },
        evidence: [
          'resolver TXT 185.100.1.1 at asnlookup.zonemaster.net',
          'resolver TXT 186.200.2.2 at asnlookup.zonemaster.net',
        ],
      },
      apart,
    ],
  },
  {
    title: 'one system by IPv6',
    scene: announced({ [V6[0]]: '64500 | 2a0a:100:1::/48', [V6[1]]: '64500 | 2a0b:200::/32' }),
    expect: [
      { tag: 'IPV4_DIFFERENT_ASN' },
      {
        tag: 'IPV6_ONE_ASN',
        facts: { asn: 64500 },
        evidence: [
          'resolver TXT 2a0a:100:1::1 at asnlookup.zonemaster.net',
          'resolver TXT 2a0b:200:2::2 at asnlookup.zonemaster.net',
        ],
      },
    ],
  },
  {
    title: 'the same two systems for all, in any order',
    scene: announced({
      [V4[0]]: '64500 64501 | 185.100.1.0/24',
      [V4[1]]: '64501 64500 | 186.200.2.0/24',
      [V6[0]]: '64500 9 | 2a0a:100:1::/48',
      [V6[1]]: '9 64500 | 2a0b:200:2::/48',
    }),
    expect: [
      {
        tag: 'IPV4_SAME_ASN',
        facts: { asns: ['64500', '64501'] },
        evidence: [
          'resolver TXT 185.100.1.1 at asnlookup.zonemaster.net',
          'resolver TXT 186.200.2.2 at asnlookup.zonemaster.net',
        ],
      },
      {
        tag: 'IPV6_SAME_ASN',
        facts: { asns: ['9', '64500'] },
        evidence: [
          'resolver TXT 2a0a:100:1::1 at asnlookup.zonemaster.net',
          'resolver TXT 2a0b:200:2::2 at asnlookup.zonemaster.net',
        ],
      },
    ],
  },
  {
    title: 'a second system for one of them',
    scene: announced({ [V4[0]]: '64500 64501 | 185.100.1.0/24', [V4[1]]: '64500 | 186.200.2.0/24' }),
    expect: [{ tag: 'IPV4_DIFFERENT_ASN' }, apart],
  },
  {
    title: 'one address is not announced',
    scene: announced({ [V4[1]]: nothing() }),
    expect: [
      {
        tag: 'EMPTY_ASN_SET',
        facts: { address: V4[1] },
        servers: [`ns2.example.org/${V4[1]}`],
        evidence: ['resolver TXT 186.200.2.2 at asnlookup.zonemaster.net'],
      },
      { tag: 'IPV4_ONE_ASN', facts: { asn: 64516 } },
      apart,
    ],
  },
  {
    title: 'the databases fail, the resolver works',
    scene: announced({ [V4[0]]: failing, [V4[1]]: failing }),
    expect: [
      {
        tag: 'ERROR_ASN_DATABASE',
        facts: { address: V4[0] },
        evidence: [
          'resolver NS .',
          'resolver TXT 185.100.1.1 at asn.cymru.com',
          'resolver TXT 185.100.1.1 at asnlookup.zonemaster.net',
        ],
      },
      { tag: 'ERROR_ASN_DATABASE', facts: { address: V4[1] } },
      apart,
    ],
  },
  {
    title: 'families left out count too',
    scene: { families: { ipv4: true, ipv6: false } },
    expect: [{ tag: 'IPV4_DIFFERENT_ASN' }, apart],
  },
  { title: 'unknown: there is no resolver', scene: noResolver, expect: [] },
  {
    title: 'unknown: the lookup for one address could not be made, so there may be another system',
    scene: {
      replies: except((q) =>
        q.type === 'TXT' && q.name.startsWith('2.2.200.186.') ? 'local-error' : undefined,
      ),
    },
    expect: [apart],
  },
]);
