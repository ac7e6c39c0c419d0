import { references } from '../../../src/rpsl/rules/references.js';
import { describeRule, type Expected, object, type Row } from './describe-rule.js';

const row = (name: string, value: string, ...expected: Expected[]): Row => ({
  title: `${name}: ${value.length > 60 ? `${value.slice(0, 60)}...` : value}`,
  text: object({ [name]: [value] }),
  expect: expected,
});

const mail = (value: string): Row => row('notify', value);
const noMail = (value: string): Row =>
  row('notify', value, [`7:${value === '' ? 1 : 17} RIPE_NOTIFY_ADDRESS`, { value }]);

describeRule(references, [
  { title: 'a good object', text: object(), expect: [] },
  ...['JD1-RIPE', 'jd1-ripe', 'ABCD999999-RIPE', 'JD', 'JD1', 'JD-RIPE', 'AUTO-1', 'AUTO-12JD'].map(
    (handle) => row('admin-c', handle),
  ),
  ...[
    'J1-RIPE',
    'ABCDE1-RIPE',
    'JD0-RIPE',
    'JD01-RIPE',
    'JD1234567-RIPE',
    'JD1-',
    'JD1_RIPE',
    'John Doe',
    '1',
  ].map((value) => row('admin-c', value, ['2:17 RIPE_NIC_HANDLE', { attribute: 'admin-c', value }])),
  row('tech-c', '', ['3:1 RIPE_NIC_HANDLE', { attribute: 'tech-c', value: '' }]),
  row('zone-c', 'JD1-RIPE, JD2-RIPE', ['4:17 RIPE_NIC_HANDLE', { attribute: 'zone-c' }]),
  ...['ORG-EX1-RIPE', 'org-ex-ripe', 'ORG-ABCD99999-RIPE-X', 'AUTO-1'].map((value) => row('org', value)),
  ...['EX1-RIPE', 'ORG-EX1', 'ORG-E1-RIPE', 'ORG-EX01-RIPE', 'Example Ltd'].map((value) =>
    row('org', value, ['2:17 RIPE_ORG_ID', { value }]),
  ),
  row('org', `ORG-EX1-${'R'.repeat(23)}`, ['2:17 RIPE_ORG_ID']),
  ...['A1', 'EXAMPLE-MNT', 'example_mnt', 'A-MNT, B-MNT,C-MNT', `A${'B'.repeat(79)}`].map((value) =>
    row('mnt-by', value),
  ),
  ...['A', '1A-MNT', 'A-MNT-', 'any', 'AS-ANY', 'A MNT', `A${'B'.repeat(80)}`].map((value) =>
    row('mnt-by', value, ['7:17 RIPE_MNTNER_NAME', { value }]),
  ),
  row('mnt-by', 'A-MNT, to,B-MNT', ['7:24 RIPE_MNTNER_NAME', { value: 'to' }]),
  row('mnt-by', 'A-MNT,\n+  B MNT', ['8:4 RIPE_MNTNER_NAME', { value: 'B MNT' }]),
  row('mnt-by', 'A-MNT,', ['7:23 RIPE_MNTNER_NAME', { value: '' }]),
  row('mnt-by', '', ['7:1 RIPE_MNTNER_NAME', { value: '' }]),
  row('mnt-by', 'A-MNT, ripe-ncc-hm-mnt', ['7:24 RIPE_MNTNER_OF_RIPE_NCC', { mntner: 'RIPE-NCC-HM-MNT' }]),
  row('remarks', 'Remark added by the RIPE NCC: in transfer', ['7:17 RIPE_REMARK_OF_RIPE_NCC']),
  row('remarks', 'no remark added by the RIPE NCC'),
  mail('noc@example.net'),
  mail('NOC team <noc+dns@example.net>'),
  mail('"n oc"@example.net'),
  mail("o'hara@[192.0.2.1]"),
  mail('noc@bücher.example'),
  noMail(''),
  noMail('noc'),
  noMail('noc@'),
  noMail('@example.net'),
  noMail('noc@example..net'),
  noMail('noc@-example.net'),
  noMail('.noc@example.net'),
  noMail('n oc@example.net'),
  noMail('a@example.net, b@example.net'),
  noMail('a@b@example.net'),
  noMail('nöc@example.net'),
  row('source', 'RIPE'),
  row('source', 'ripe'),
  row('source', 'TEST'),
  row('source', 'ARIN', ['8:17 RIPE_SOURCE', { value: 'ARIN' }]),
  row('source', 'RIPE-NONAUTH', ['8:17 RIPE_SOURCE']),
  row('source', '', ['8:1 RIPE_SOURCE', { value: '' }]),
  row('source', 'RIPE # Filtered', ['8:24 RIPE_SOURCE_COMMENT', { comment: 'Filtered' }]),
  row('admin-c', 'JD1-RIPE # John'),
]);
