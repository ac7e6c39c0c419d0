import { zoneName } from '../../../src/rpsl/rules/zone-name.js';
import { describeRule, type Expected, object, type Row } from './describe-rule.js';

const row = (domain: string, ...expected: Expected[]): Row => ({
  title: domain.length > 60 ? `${domain.slice(0, 60)}...` : domain,
  text: object({ domain: [domain] }),
  expect: expected,
});

const invalid = (domain: string, reason: string): Row =>
  row(domain, ['1:17 RIPE_ZONE_INVALID', { domain, reason }]);

const nibbles = (count: number) => `${'a.'.repeat(count)}ip6.arpa`;

describeRule(zoneName, [
  ...['10', '155.10', '16.155.10', '1.16.155.10', '0.0.0.10', '255.255.10', '16.155.10'].map((octets) =>
    row(`${octets}.in-addr.arpa`),
  ),
  ...['0-127', '1-2', '5-5', '0-254', '1-255', '128-255'].map((range) =>
    row(`${range}.16.155.10.in-addr.arpa`),
  ),
  row('16.155.10.in-addr.arpa.'),
  row('16.155.10.IN-ADDR.ARPA'),
  row(nibbles(1)),
  row(nibbles(32)),
  row('8.B.D.0.1.0.0.2.ip6.arpa.'),
  invalid('in-addr.arpa', 'in-addr.arpa without an octet in front maps all of IPv4'),
  invalid('1.2.3.4.5.in-addr.arpa', 'a zone in in-addr.arpa has at most four octets'),
  invalid('016.155.10.in-addr.arpa', 'an octet has a leading zero'),
  invalid('256.155.10.in-addr.arpa', 'an octet is greater than 255'),
  invalid('amsterdam.in-addr.arpa', 'an octet is not a decimal number'),
  invalid('16..10.in-addr.arpa', 'the name has an empty label'),
  invalid('0-127.155.10.in-addr.arpa', 'only the fourth octet may have a dash or slash'),
  invalid('01-03.16.155.10.in-addr.arpa', 'an octet has a leading zero'),
  invalid('127-0.16.155.10.in-addr.arpa', 'the range in the fourth octet ends before it starts'),
  invalid('0-255.16.155.10.in-addr.arpa', '0-255 is the whole /24: its zone is 16.155.10.in-addr.arpa'),
  invalid('1-2-3.16.155.10.in-addr.arpa', 'the fourth octet has more than one dash or slash'),
  invalid('0-256.16.155.10.in-addr.arpa', 'an octet is greater than 255'),
  invalid('ip6.arpa', 'ip6.arpa without a nibble in front maps all of IPv6'),
  invalid(nibbles(33), 'a zone in ip6.arpa has at most 32 nibbles'),
  invalid('g.8.b.d.0.1.0.0.2.ip6.arpa', 'a label below ip6.arpa is not one hexadecimal digit'),
  invalid('db8.2001.ip6.arpa', 'a label below ip6.arpa is not one hexadecimal digit'),
  invalid('0-1.2.ip6.arpa', 'a label below ip6.arpa is not one hexadecimal digit'),
  invalid('\\049.155.10.in-addr.arpa', 'the name has a backslash'),
  invalid('16. 155.10.in-addr.arpa', 'the name has a character that is not printable ASCII'),
  invalid('alpha.e164.arpa', 'a label below e164.arpa is not one decimal digit'),
  invalid('e164.arpa', 'a label below e164.arpa is not one decimal digit'),
  row('example.net', ['1:17 RIPE_ZONE_NOT_REVERSE', { domain: 'example.net' }]),
  row('16.155.10.in-addraarpa', ['1:17 RIPE_ZONE_NOT_REVERSE']),
  row('16.155.10.in-addr.arp\\097', ['1:17 RIPE_ZONE_NOT_REVERSE']),
  row('10.155.16.0/22', ['1:17 RIPE_ZONE_NOT_REVERSE']),
  row('', ['1:1 RIPE_ZONE_NOT_REVERSE']),
  row(`${'1.'.repeat(122)}e164.arpa.`, ['1:17 RIPE_ZONE_ENUM']),
  row(`${'1.'.repeat(123)}e164.arpa`, ['1:17 RIPE_ZONE_TOO_LONG', { reason: 'the name has 255 characters' }]),
  row('2.1.e164.arpa', ['1:17 RIPE_ZONE_ENUM', { domain: '2.1.e164.arpa' }]),
  row('0/25.16.155.10.in-addr.arpa', ['1:17 RIPE_ZONE_SLASH', { accepted: '0-127.16.155.10.in-addr.arpa' }]),
  row('4/32.16.155.10.in-addr.arpa', ['1:17 RIPE_ZONE_SLASH', { accepted: '4.16.155.10.in-addr.arpa' }]),
  { title: 'no domain', text: object({ domain: [] }), expect: [] },
]);
