import { conversions } from '../../../src/rpsl/rules/conversions.js';
import { describeRule, type Expected, object, type Row } from './describe-rule.js';

const row = (title: string, name: string, value: string, ...expected: Expected[]): Row => ({
  title: `${name}: ${title}`,
  text: object({ [name]: [value] }),
  expect: expected,
});

const stored = (place: string, form: string): Expected => [`${place} RIPE_VALUE_CONVERTED`, { stored: form }];
const replaced = (place: string, character: string, attribute: string): Expected => [
  `${place} RIPE_CHARACTER_REPLACED`,
  { character, attribute },
];

const DIGEST = 'A1'.repeat(32);

describeRule(conversions, [
  { title: 'a good object', text: object(), expect: [] },
  row('final dot', 'domain', '16.155.10.in-addr.arpa.', stored('1:17', '16.155.10.in-addr.arpa')),
  row('letter case', 'domain', '16.155.10.IN-ADDR.arpa'),
  row('final dot', 'nserver', 'ns1.example.net.', stored('5:17', 'ns1.example.net')),
  row('prefix length', 'nserver', 'a.example 192.0.2.1/32', stored('5:17', 'a.example 192.0.2.1')),
  row(
    'form of an IPv6 address',
    'nserver',
    'a.example 2001:0DB8::01',
    stored('5:17', 'a.example 2001:db8::1'),
  ),
  row('letter case', 'nserver', 'A.example 2001:DB8::1'),
  row('blanks between', 'nserver', 'a.example \t 192.0.2.1'),
  row(
    'blanks in the digest',
    'ds-rdata',
    `1 13 2 ${DIGEST.slice(0, 40)} ${DIGEST.slice(40)}`,
    stored('7:17', `1 13 2 ${DIGEST}`),
  ),
  row('parentheses', 'ds-rdata', `1 13 2 (${DIGEST})`, stored('7:17', `1 13 2 ${DIGEST}`)),
  row('letter case', 'ds-rdata', `1 13 2 ${DIGEST.toLowerCase()}`),
  row('letter case', 'source', 'ripe', stored('8:17', 'RIPE')),
  row('Greek', 'descr', 'Ελλάδα'),
  row('Greek in a comment', 'admin-c', 'JD1-RIPE # Ελλάδα', replaced('2:28', 'U+0395', 'admin-c')),
  row('Latin-1 in a comment', 'admin-c', 'JD1-RIPE # é'),
  row('no-break space', 'mnt-by', 'A-MNT\u00a0', replaced('7:22', 'U+00A0', 'mnt-by')),
  row('no-break space', 'descr', 'a\u00a0b'),
  row('escape', 'remarks', 'a\u001b[31mb', replaced('7:18', 'U+001B', 'remarks')),
  row('beyond the BMP', 'notify', 'a@example.net # 😀', replaced('7:33', 'U+1F600', 'notify')),
]);
