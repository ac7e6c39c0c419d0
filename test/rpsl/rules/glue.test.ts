import { glue } from '../../../src/rpsl/rules/glue.js';
import { describeRule, type Expected, object, type Row } from './describe-rule.js';

/** One name server of a zone, in line 5. */
const row = (zone: string, nserver: string, ...expected: Expected[]): Row => ({
  title: `${zone}: ${nserver}`,
  text: object({ domain: [zone], nserver: [nserver] }),
  expect: expected,
});

const missing = (zone: string, host: string): Row =>
  row(zone, host, ['5:17 RIPE_GLUE_MISSING', { nserver: host.toLowerCase(), zone: zone.toLowerCase() }]);

const refused = (zone: string, host: string): Row =>
  row(zone, `${host} 192.0.2.1`, [
    `5:${18 + host.length} RIPE_GLUE_NOT_ALLOWED`,
    { nserver: host, zone, address: '192.0.2.1' },
  ]);

const BYTE = '2.0.192.in-addr.arpa';
const DASH = '1-10.200.193.193.in-addr.arpa';

describeRule(glue, [
  row(BYTE, 'ns1.example.net'),
  row(BYTE, `ns1.${BYTE} 192.0.2.1`),
  row(BYTE, `${BYTE} 192.0.2.1`),
  row(BYTE, `ns1.${BYTE} 2001:db8::1`),
  missing(BYTE, `ns1.${BYTE}`),
  missing(BYTE, BYTE),
  missing(BYTE, `NS1.${BYTE.toUpperCase()}`),
  refused(BYTE, 'ns1.example.net'),
  refused(BYTE, '0.192.in-addr.arpa'),
  // The ends of the names are compared as text: the dot is no part of it.
  missing(BYTE, 'ns1.12.0.192.in-addr.arpa'),
  missing('0.0.0.0.8.f.7.0.1.0.0.2.IP6.ARPA', 'a.ns.0.0.0.0.8.f.7.0.1.0.0.2.ip6.arpa'),
  refused('0.0.0.0.8.f.7.0.1.0.0.2.ip6.arpa', 'a.ns.0.0.0.8.f.7.0.1.0.0.2.ip6.arpa'),
  row(DASH, `n.s.5.200.193.193.in-addr.arpa 192.0.2.1`),
  missing(DASH, 'n.s.5.200.193.193.in-addr.arpa'),
  missing(DASH, '1.200.193.193.in-addr.arpa'),
  refused(DASH, 'n.s.0.200.193.193.in-addr.arpa'),
  refused(DASH, 'n.s.100.200.193.193.in-addr.arpa'),
  refused(DASH, 'n.s.5.200a193.193.in-addr.arpa'),
  refused(DASH, 'n.s.200.193.193.in-addr.arpa'),
  refused(DASH, '5.193.193.in-addr.arpa'),
  refused(DASH, 'ns1.example.net'),
  row(DASH, 'ns1.example.net'),
  // The database looks only at the last digit of a longer octet.
  missing(DASH, 'ns.15.200.193.193.in-addr.arpa'),
  refused(DASH, 'ns.10.200.193.193.in-addr.arpa'),
  refused('64-127.2.0.192.in-addr.arpa', 'ns.70.2.0.192.in-addr.arpa'),
  missing('0-127.2.0.192.in-addr.arpa', 'ns.0-127.2.0.192.in-addr.arpa'),
  missing('2.1.e164.arpa', 'ns.2.1.e164.arpa'),
  refused('2.1.e164.arpa', 'ns.1.e164.arpa'),
  row('example.net', 'ns.example.net 192.0.2.1'),
  row(BYTE, 'ns_1.example.net 192.0.2.1'),
]);
