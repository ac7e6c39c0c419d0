import { dsRdata } from '../../../src/rpsl/rules/ds-rdata.js';
import { describeRule, type Expected, object, type Row } from './describe-rule.js';

/** The value in line 7. */
const row = (value: string, ...expected: Expected[]): Row => ({
  title: value.length > 60 ? `${value.slice(0, 60)}...` : value,
  text: object({ 'ds-rdata': [value] }),
  expect: expected,
});

const hex = (digits: number) => 'A1'.repeat(digits).slice(0, digits);

const syntax = (value: string): Row =>
  row(value, [value === '' ? '7:1 RIPE_DS_SYNTAX' : '7:17 RIPE_DS_SYNTAX']);

const badLength = (type: number, digits: number, wanted: number | string): Row =>
  row(`1 13 ${type} ${hex(digits)}`, [
    '7:17 RIPE_DS_DIGEST_LENGTH',
    { reason: `the digest of type ${type} has ${digits} hex digits, not ${wanted}` },
  ]);

describeRule(dsRdata, [
  row(`7096 13 2 ${hex(64)}`),
  row(`7096 13 2 ${hex(40)} ${hex(24)}`),
  row(`7096 13 2 ( ${hex(40)}  ${hex(24)} )`),
  row(`7096 13 2 ${hex(64).toLowerCase()}`),
  row(`0 0 4 ${hex(96)}`),
  row(`65535 255 255 ${hex(2)}`),
  row(`65535 255 5 ${hex(200)}`),
  syntax(''),
  syntax('7096 13 2'),
  syntax(`7096 13 ${hex(64)}`),
  syntax(`7096 RSASHA256 2 ${hex(64)}`),
  syntax(`-1 13 2 ${hex(64)}`),
  syntax(`7096 13 2 ${hex(63)}g`),
  syntax(`7096, 13, 2, ${hex(64)}`),
  syntax(`7096 13 2 0x${hex(64)}`),
  syntax('7096 13 2 ()'),
  row(`65536 13 2 ${hex(64)}`, [
    '7:17 RIPE_DS_KEY_TAG',
    { reason: 'the key tag 65536 is not between 0 and 65535' },
  ]),
  row(`1 256 2 ${hex(64)}`, [
    '7:17 RIPE_DS_ALGORITHM',
    { reason: 'the algorithm 256 is not between 0 and 255' },
  ]),
  row(`1 13 256 ${hex(64)}`, [
    '7:17 RIPE_DS_DIGEST_TYPE',
    { reason: 'the digest type 256 is not between 0 and 255' },
  ]),
  badLength(1, 39, 40),
  badLength(1, 64, 40),
  badLength(2, 62, 64),
  badLength(3, 66, 64),
  badLength(4, 64, 96),
  badLength(5, 3, 'an even number'),
  row(`7 8 1 ${hex(40)}`, [
    '7:17 RIPE_DS_DIGEST_DEPRECATED',
    { keytag: 7, digest_type: 1, digest_name: 'SHA-1' },
  ]),
  row(`7 8 3 ${hex(64)}`, ['7:17 RIPE_DS_DIGEST_DEPRECATED', { digest_type: 3 }]),
  {
    title: 'the same data twice, written in two ways',
    text: object({
      'ds-rdata': [`7 13 2 ${hex(64)}`, `07 13 2 ${hex(64).toLowerCase()}`, `8 13 2 ${hex(64)}`],
    }),
    expect: [['8:17 RIPE_DS_REPEATED', { line: 7 }]],
  },
]);
