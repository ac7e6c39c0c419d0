import { attributes } from '../../../src/rpsl/rules/attributes.js';
import { describeRule, object } from './describe-rule.js';

describeRule(attributes, [
  { title: 'the mandatory attributes', text: object(), expect: [] },
  {
    title: 'every attribute, optional ones repeated',
    text: object({
      descr: ['a', 'b'],
      org: ['ORG-EX1-RIPE'],
      'ds-rdata': ['1 13 2 00', '2 13 2 00'],
      remarks: ['', 'x'],
      notify: ['a@example.net'],
      'mnt-by': ['A-MNT', 'B-MNT'],
    }),
    expect: [],
  },
  {
    title: 'in another order',
    text: object().split('\n').slice(0, 8).sort().join('\n'),
    expect: [],
  },
  {
    title: 'the domain alone',
    text: '\n\ndomain: 16.155.10.in-addr.arpa\n',
    expect: [
      ['3:1 RIPE_MISSING_ATTRIBUTE', { attribute: 'admin-c' }],
      ['3:1 RIPE_MISSING_ATTRIBUTE', { attribute: 'tech-c' }],
      ['3:1 RIPE_MISSING_ATTRIBUTE', { attribute: 'zone-c' }],
      ['3:1 RIPE_MISSING_ATTRIBUTE', { attribute: 'nserver' }],
      ['3:1 RIPE_MISSING_ATTRIBUTE', { attribute: 'mnt-by' }],
      ['3:1 RIPE_MISSING_ATTRIBUTE', { attribute: 'source' }],
    ],
  },
  {
    title: 'no domain',
    text: object({ domain: [] }),
    expect: [['1:1 RIPE_MISSING_ATTRIBUTE', { attribute: 'domain' }]],
  },
  {
    title: 'two sources',
    text: object({ source: ['RIPE', 'RIPE'] }),
    expect: [['9:1 RIPE_REPEATED_ATTRIBUTE', { attribute: 'source', line: 8 }]],
  },
  {
    title: 'two objects with a line of blanks between them',
    text: `${object()}   \n${object()}`,
    expect: [
      ['10:1 RIPE_REPEATED_ATTRIBUTE', { attribute: 'domain', line: 1 }],
      ['17:1 RIPE_REPEATED_ATTRIBUTE', { attribute: 'source', line: 8 }],
    ],
  },
  {
    title: 'an attribute of another class, and one of none',
    text: object({ status: ['ASSIGNED PA'], nservers: ['ns3.example.net'] }),
    expect: [
      ['9:1 RIPE_UNKNOWN_ATTRIBUTE', { attribute: 'status' }],
      ['10:1 RIPE_UNKNOWN_ATTRIBUTE', { attribute: 'nservers' }],
    ],
  },
  {
    title: 'a blank before the colon',
    text: object({ 'remarks ': ['x'] }),
    expect: [['9:1 RIPE_UNKNOWN_ATTRIBUTE', { attribute: 'remarks ' }]],
  },
  {
    title: 'generated attributes, as a query shows them',
    text: object({ created: ['2020-01-01T00:00:00Z'], 'last-modified': ['a', 'b'] }),
    expect: [
      ['8:1 RIPE_GENERATED_ATTRIBUTE', { attribute: 'created' }],
      ['9:1 RIPE_GENERATED_ATTRIBUTE', { attribute: 'last-modified' }],
      ['10:1 RIPE_GENERATED_ATTRIBUTE', { attribute: 'last-modified' }],
    ],
  },
  {
    title: 'changed',
    text: object({ changed: ['a@example.net 20100101'] }),
    expect: [['9:1 RIPE_CHANGED_ATTRIBUTE']],
  },
  {
    title: 'short names, with and without a star',
    text: object({ source: [], '*so': ['RIPE'], RM: ['x'] }),
    expect: [
      ['8:1 RIPE_SHORT_ATTRIBUTE', { attribute: 'source', written: '*so' }],
      ['9:1 RIPE_SHORT_ATTRIBUTE', { attribute: 'remarks', written: 'RM' }],
    ],
  },
  { title: 'names in capitals', text: object().toUpperCase(), expect: [] },
  { title: 'a deletion is not looked at', text: 'domain: x\ndelete: wrong\n', expect: [] },
]);
