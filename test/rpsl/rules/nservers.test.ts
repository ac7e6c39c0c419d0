import { nservers } from '../../../src/rpsl/rules/nservers.js';
import { describeRule, type Expected, object, type Row } from './describe-rule.js';

/** The value in line 5, with a good name server in line 6. */
const row = (value: string, ...expected: Expected[]): Row => ({
  title: value.length > 60 ? `${value.slice(0, 60)}...` : value,
  text: object({ nserver: [value, 'ns2.example.org'] }),
  expect: expected,
});

const badName = (value: string, reason: string): Row =>
  row(value, ['5:17 RIPE_NSERVER_NAME', { text: value, reason }]);

const badAddress = (address: string, reason: string): Row =>
  row(`ns1.example.net ${address}`, ['5:33 RIPE_NSERVER_ADDRESS', { text: address, reason }]);

const LABEL = 'a label has characters other than letters, digits and hyphens';
const HYPHEN = 'a label starts or ends with a hyphen';

describeRule(nservers, [
  ...[
    'ns1.example.net',
    'NS1.Example.NET.',
    '1.2-3.example',
    'xn--dmin-moa0i.example',
    `${'a'.repeat(63)}.net`,
  ].map((value) => row(value)),
  ...['192.0.2.1', '192.0.2.1/32', '2001:db8::1', '2001:DB8:0::1', '2001:db8::1/128', '[2001:db8::1]'].map(
    (address) => row(`ns1.example.net ${address}`),
  ),
  badName('ns_1.example.net', LABEL),
  badName('$', LABEL),
  badName('ns1,example.net', LABEL),
  badName('n\\ä.example.net', LABEL),
  badName('-ns1.example.net', HYPHEN),
  badName('ns1-.example.net', HYPHEN),
  badName('ns1..example.net', 'it has an empty label'),
  badName('.', 'it has an empty label'),
  badName(`${'a'.repeat(64)}.net`, 'a label is longer than 63 bytes'),
  row('', ['5:1 RIPE_NSERVER_NAME', { text: '', reason: 'it is empty' }]),
  row('192.0.2.1', ['5:17 RIPE_NSERVER_NAME_IS_ADDRESS', { text: '192.0.2.1' }]),
  row('2001:db8::1', ['5:17 RIPE_NSERVER_NAME_IS_ADDRESS']),
  badAddress('192.0.2.0/24', 'it is not a single address'),
  badAddress('2001:db8::/64', 'it is not a single address'),
  badAddress('192.0.2.256', 'it is not an IP address'),
  badAddress('192.0.2.01', 'it is not an IP address'),
  badAddress('192.0.2.1-192.0.2.2', 'it is not an IP address'),
  badAddress('::ffff:192.0.2.1', 'it is not an IP address'),
  badAddress('fe80::1%eth0', 'it is not an IP address'),
  badAddress('ns2.example.net', 'it is not an IP address'),
  row('ns1.example.net 192.0.2.1 192.0.2.2 x', ['5:43 RIPE_NSERVER_EXTRA', { text: '192.0.2.2 x' }]),
  row('localhost', ['5:17 RIPE_NSERVER_ONE_LABEL', { nserver: 'localhost' }]),
  row('NS.RIPE.NET.', ['5:17 RIPE_NSERVER_RETIRED', { nserver: 'ns.ripe.net' }]),
  row('manus.authdns.ripe.net'),
  {
    title: 'the same server twice',
    text: object({ nserver: ['ns1.example.net', 'ns2.example.net', 'NS1.example.net.'] }),
    expect: [['7:17 RIPE_NSERVER_REPEATED', { nserver: 'ns1.example.net', line: 5 }]],
  },
  {
    title: 'the same server with its two addresses',
    text: object({
      nserver: [
        'ns.16.155.10.in-addr.arpa 10.155.16.1',
        'ns.16.155.10.in-addr.arpa 2001:db8::1',
        'ns2.example.net',
      ],
    }),
    expect: [],
  },
  {
    title: 'the same address written twice',
    text: object({
      nserver: ['ns1.example.net 2001:db8::1', 'ns1.example.net 2001:DB8:0::1', 'ns2.example.net'],
    }),
    expect: [['6:17 RIPE_NSERVER_REPEATED', { nserver: 'ns1.example.net 2001:db8::1', line: 5 }]],
  },
  {
    title: 'one server',
    text: object({ nserver: ['ns1.example.net'] }),
    expect: [['1:1 RIPE_TOO_FEW_NSERVERS', { nserver: 'ns1.example.net' }]],
  },
  {
    title: 'one server on two lines',
    text: object({ nserver: ['ns1.example.net', 'ns1.example.net'] }),
    expect: [['1:1 RIPE_TOO_FEW_NSERVERS'], ['6:17 RIPE_NSERVER_REPEATED']],
  },
  {
    title: 'one server, and a line that may name another',
    text: object({ nserver: ['ns1.example.net', 'ns_2.example.net'] }),
    expect: [['6:17 RIPE_NSERVER_NAME']],
  },
  { title: 'no server: the attribute is missing, no more', text: object({ nserver: [] }), expect: [] },
  {
    title: 'an address on a continuation line',
    text: object({ nserver: ['ns1.example.net\n+  192.0.2.0/24', 'ns2.example.net'] }),
    expect: [['6:4 RIPE_NSERVER_ADDRESS', { text: '192.0.2.0/24' }]],
  },
]);
