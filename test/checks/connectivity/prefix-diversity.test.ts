import { prefixDiversity } from '../../../src/checks/connectivity/prefix-diversity.js';
import { name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { except, NS } from '../../support/observation.js';
import { noResolver } from '../../support/scenes.js';
import { announced, failing, nothing } from './as-data.js';

const V4 = ['185.100.1.1', '186.200.2.2'] as const;
const V6 = ['2a0a:100:1::1', '2a0b:200:2::2'] as const;
const apart = [{ tag: 'CN04_IPV4_DIFFERENT_PREFIX' }, { tag: 'CN04_IPV6_DIFFERENT_PREFIX' }];
const [apart4 = { tag: '' }, apart6 = { tag: '' }] = apart;

describeCheck(prefixDiversity, [
  {
    title: 'different prefixes',
    expect: [
      {
        tag: 'CN04_IPV4_DIFFERENT_PREFIX',
        facts: { servers: ['ns1.example.net/185.100.1.1', 'ns2.example.org/186.200.2.2'] },
        evidence: [
          'resolver TXT 185.100.1.1 at asnlookup.zonemaster.net',
          'resolver TXT 186.200.2.2 at asnlookup.zonemaster.net',
        ],
      },
      {
        ...apart6,
        evidence: [
          'resolver TXT 2a0a:100:1::1 at asnlookup.zonemaster.net',
          'resolver TXT 2a0b:200:2::2 at asnlookup.zonemaster.net',
        ],
      },
    ],
  },
  {
    title: 'one prefix for all',
    scene: announced({
      [V4[0]]: '1 | 184.0.0.0/6',
      [V4[1]]: '1 | 184.0.0.0/6',
      [V6[0]]: '1 | 2a0a::/15',
      [V6[1]]: '1 | 2A0A:0000::/15',
    }),
    expect: [
      {
        tag: 'CN04_IPV4_SAME_PREFIX',
        facts: { prefix: '184.0.0.0/6' },
        evidence: [
          'resolver TXT 185.100.1.1 at asnlookup.zonemaster.net',
          'resolver TXT 186.200.2.2 at asnlookup.zonemaster.net',
        ],
      },
      {
        tag: 'CN04_IPV4_SINGLE_PREFIX',
        facts: { prefix: '184.0.0.0/6' },
        evidence: [
          'resolver TXT 185.100.1.1 at asnlookup.zonemaster.net',
          'resolver TXT 186.200.2.2 at asnlookup.zonemaster.net',
        ],
      },
      {
        tag: 'CN04_IPV6_SAME_PREFIX',
        facts: {
          prefix: '2a0a::/15',
          servers: V6.map((each, i) => `${['ns1.example.net', 'ns2.example.org'][i] ?? ''}/${each}`),
        },
        evidence: [
          'resolver TXT 2a0a:100:1::1 at asnlookup.zonemaster.net',
          'resolver TXT 2a0b:200:2::2 at asnlookup.zonemaster.net',
        ],
      },
      {
        tag: 'CN04_IPV6_SINGLE_PREFIX',
        evidence: [
          'resolver TXT 2a0a:100:1::1 at asnlookup.zonemaster.net',
          'resolver TXT 2a0b:200:2::2 at asnlookup.zonemaster.net',
        ],
      },
    ],
  },
  {
    title: 'a lone server is in a single prefix',
    scene: {
      target: { nservers: [{ name: name('ns1.example.net'), glue: [] }] },
      replies: except((q) =>
        q.type === 'NS' && q.server !== 'resolver' ? { answer: NS.slice(0, 1) } : undefined,
      ),
    },
    expect: [...apart, { tag: 'CN04_IPV4_SINGLE_PREFIX' }, { tag: 'CN04_IPV6_SINGLE_PREFIX' }],
  },
  {
    title: 'one address is not announced',
    scene: announced({ [V4[1]]: nothing() }),
    expect: [
      {
        tag: 'CN04_EMPTY_PREFIX_SET',
        facts: { address: V4[1] },
        evidence: ['resolver TXT 186.200.2.2 at asnlookup.zonemaster.net'],
      },
      ...apart,
    ],
  },
  {
    title: 'the databases fail for one address',
    scene: announced({ [V6[1]]: failing }),
    expect: [
      {
        tag: 'CN04_ERROR_PREFIX_DATABASE',
        facts: { address: V6[1] },
        evidence: [
          'resolver NS .',
          'resolver TXT 2a0b:200:2::2 at asn.cymru.com',
          'resolver TXT 2a0b:200:2::2 at asnlookup.zonemaster.net',
        ],
      },
      ...apart,
    ],
  },
  {
    title: 'a server behind an alias into another zone counts',
    scene: {
      replies: except((q) => {
        if (q.server !== 'resolver' || q.name !== 'ns2.example.org' || q.type === 'SOA') return undefined;
        const records = q.type === 'A' ? ['mail.example.net A 186.200.2.2'] : [];
        return { answer: ['ns2.example.org CNAME mail.example.net', ...records] };
      }),
    },
    expect: [
      {
        tag: 'CN04_IPV4_DIFFERENT_PREFIX',
        facts: { servers: ['ns1.example.net/185.100.1.1', 'ns2.example.org/186.200.2.2'] },
      },
      apart6,
      { tag: 'CN04_IPV6_SINGLE_PREFIX' },
    ],
  },
  { title: 'unknown: there is no resolver', scene: noResolver, expect: [] },
  {
    title: 'unknown: the lookup for one address could not be made, so there may be another prefix',
    scene: {
      replies: except((q) =>
        q.type === 'TXT' && q.name.startsWith('2.2.200.186.') ? 'local-error' : undefined,
      ),
    },
    expect: [apart4, apart6],
  },
]);
