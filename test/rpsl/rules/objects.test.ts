import { objects } from '../../../src/rpsl/rules/objects.js';
import { describeRule, object } from './describe-rule.js';

describeRule(objects, [
  { title: 'one good object', text: object(), expect: [] },
  { title: 'an empty file', text: '', expect: [['1:1 RIPE_NO_OBJECT']] },
  { title: 'text alone', text: 'Dear colleagues,\n\nFrom: me\n', expect: [['1:1 RIPE_NO_OBJECT']] },
  {
    title: 'an object of another class beside a domain object',
    text: `person: John Doe\nnic-hdl: JD1-RIPE\n\n${object()}`,
    expect: [['1:1 RIPE_OTHER_CLASS', { class: 'person' }]],
  },
  {
    title: 'an object of another class alone',
    text: '\ninetnum: 10.155.16.0 - 10.155.19.255\nadmin-c: JD1-RIPE\n',
    expect: [['1:1 RIPE_NO_OBJECT'], ['2:1 RIPE_OTHER_CLASS', { class: 'inetnum' }]],
  },
  {
    title: 'domain not first',
    text: 'descr: our zone\ndomain: 16.155.10.in-addr.arpa\n',
    expect: [['1:1 RIPE_DOMAIN_NOT_FIRST', { attribute: 'descr' }]],
  },
  {
    title: 'comments and remarks of a server among the attributes',
    text: 'domain: 16.155.10.in-addr.arpa\n# our servers\nnserver: ns1.example.net\n% Information\n',
    expect: [
      ['2:1 RIPE_NOT_AN_ATTRIBUTE', { text: '# our servers' }],
      ['4:1 RIPE_NOT_AN_ATTRIBUTE', { text: '% Information' }],
    ],
  },
  {
    title: 'remarks of a server around the object, and a signature',
    text: `% This is the RIPE Database.\n\n${object()}-----BEGIN PGP SIGNATURE-----\nVersion: 1\n`,
    expect: [],
  },
  {
    title: 'an endless line is cut in the message',
    text: `domain: 16.155.10.in-addr.arpa\n${'x'.repeat(1000)}\n`,
    expect: [['2:1 RIPE_NOT_AN_ATTRIBUTE', { text: `${'x'.repeat(120)}...` }]],
  },
]);
