import { mname } from '../../../src/checks/syntax/mname.js';
import { describeCheck } from '../../support/checks.js';
import { unreachable, withSoa } from '../../support/scenes.js';

describeCheck(mname, [
  {
    title: 'a host name',
    expect: [
      {
        tag: 'MNAME_SYNTAX_OK',
        facts: { mname: 'ns1.example.net' },
        servers: ['ns1.example.net/185.100.1.1'],
        evidence: ['ns1/4 SOA'],
      },
    ],
  },
  { title: 'the root', scene: withSoa({ mname: '.' }), expect: [{ tag: 'MNAME_SYNTAX_OK' }] },
  {
    title: 'an underscore',
    scene: withSoa({ mname: 'a_b.example.net' }),
    expect: [{ tag: 'MNAME_NON_ALLOWED_CHARS', facts: { label: 'a_b' }, evidence: ['ns1/4 SOA'] }],
  },
  {
    title: 'bytes that would harm a terminal',
    scene: withSoa({ mname: '\\027[31m.example.net' }),
    expect: [{ tag: 'MNAME_NON_ALLOWED_CHARS', facts: { label: '\\027[31m' } }],
  },
  {
    title: 'hyphens in the third and fourth place',
    scene: withSoa({ mname: 'ns--1.example.net' }),
    expect: [{ tag: 'MNAME_DISCOURAGED_DOUBLE_DASH', facts: { label: 'ns--1' }, evidence: ['ns1/4 SOA'] }],
  },
  {
    title: 'an address in place of a name',
    scene: withSoa({ mname: '192.0.2.1' }),
    expect: [{ tag: 'MNAME_NUMERIC_TLD', facts: { label: '1' }, evidence: ['ns1/4 SOA'] }],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
