import { hierarchy } from '../../../src/rpsl/rules/hierarchy.js';
import { describeRule, type Expected, type Row } from './describe-rule.js';

/** One object of one line for each zone, in lines 1, 3, 5 and so on, with the name from column 9. */
const row = (zones: readonly string[], ...expected: Expected[]): Row => ({
  title: zones.join(' | '),
  text: zones.map((zone) => `domain: ${zone}\n`).join('\n'),
  expect: expected,
});

describeRule(hierarchy, [
  row(['16.155.10.in-addr.arpa', '17.155.10.in-addr.arpa', '18.155.10.in-addr.arpa']),
  row(['0-127.2.0.192.in-addr.arpa', '128-255.2.0.192.in-addr.arpa']),
  row(['2.ip6.arpa', '3.ip6.arpa', '2.in-addr.arpa']),
  row(['2.1.e164.arpa', '2.1.e164.arpa', '1.e164.arpa']),
  row(['example.net', 'example.net']),
  row(
    ['2.0.192.in-addr.arpa', '2.0.192.IN-ADDR.ARPA.', '2.0.192.in-addr.arpa'],
    ['3:9 RIPE_ZONE_REPEATED', { zone: '2.0.192.in-addr.arpa', other: '2.0.192.in-addr.arpa', line: 1 }],
    ['5:9 RIPE_ZONE_REPEATED', { line: 1 }],
  ),
  row(
    ['5.2.0.192.in-addr.arpa', '5-5.2.0.192.in-addr.arpa'],
    ['3:9 RIPE_ZONE_REPEATED', { zone: '5-5.2.0.192.in-addr.arpa', other: '5.2.0.192.in-addr.arpa' }],
  ),
  row(
    ['0.192.in-addr.arpa', '2.0.192.in-addr.arpa'],
    ['3:9 RIPE_ZONE_IN_ANOTHER', { zone: '2.0.192.in-addr.arpa', other: '0.192.in-addr.arpa', line: 1 }],
  ),
  row(
    ['2.0.192.in-addr.arpa', '0.192.in-addr.arpa'],
    ['3:9 RIPE_ZONE_AROUND_ANOTHER', { zone: '0.192.in-addr.arpa', other: '2.0.192.in-addr.arpa', line: 1 }],
  ),
  row(
    ['8.b.d.0.1.0.0.2.ip6.arpa', '0.8.b.d.0.1.0.0.2.ip6.arpa', '1.0.0.2.ip6.arpa'],
    ['3:9 RIPE_ZONE_IN_ANOTHER', { line: 1 }],
    ['5:9 RIPE_ZONE_AROUND_ANOTHER', { line: 1 }],
  ),
  row(
    ['0-127.2.0.192.in-addr.arpa', '2.0.192.in-addr.arpa', '0-63.2.0.192.in-addr.arpa'],
    ['3:9 RIPE_ZONE_AROUND_ANOTHER', { line: 1 }],
    ['5:9 RIPE_ZONE_IN_ANOTHER', { line: 1 }],
  ),
  row(
    ['0-100.2.0.192.in-addr.arpa', '50-150.2.0.192.in-addr.arpa', '150-200.2.0.192.in-addr.arpa'],
    ['3:9 RIPE_ZONE_OVERLAP', { other: '0-100.2.0.192.in-addr.arpa', line: 1 }],
    ['5:9 RIPE_ZONE_OVERLAP', { other: '50-150.2.0.192.in-addr.arpa', line: 3 }],
  ),
  row(
    ['50-150.2.0.192.in-addr.arpa', '0-100.2.0.192.in-addr.arpa'],
    ['3:9 RIPE_ZONE_OVERLAP', { other: '50-150.2.0.192.in-addr.arpa', line: 1 }],
  ),
  {
    title: 'a deletion makes room',
    text: 'domain: 0.192.in-addr.arpa\ndelete: for its parts\n\ndomain: 2.0.192.in-addr.arpa\n',
    expect: [],
  },
]);
