import { mxNames } from '../../../src/checks/syntax/mx-names.js';
import { describeCheck } from '../../support/checks.js';
import { except, type Scene, ZONE } from '../../support/observation.js';
import { unreachable } from '../../support/scenes.js';

const withMx = (...hosts: string[]): Scene => ({
  replies: except((q) =>
    q.server !== 'resolver' && q.name === ZONE && q.type === 'MX'
      ? { answer: hosts.map((host) => `${ZONE} MX 10 ${host}`) }
      : undefined,
  ),
});

describeCheck(mxNames, [
  { title: 'no MX records', expect: [] },
  {
    title: 'two host names, one given twice',
    scene: withMx('b.example.net', 'a.example.net', 'a.example.net'),
    expect: [
      { tag: 'MX_SYNTAX_OK', facts: { mx: 'a.example.net' }, evidence: ['ns1/4 MX'] },
      { tag: 'MX_SYNTAX_OK', facts: { mx: 'b.example.net' } },
    ],
  },
  {
    title: 'three flaws in three names',
    scene: withMx('a_b.example.net', 'mx--1.example.net', '192.0.2.25'),
    expect: [
      { tag: 'MX_NON_ALLOWED_CHARS', facts: { mx: 'a_b.example.net', label: 'a_b' }, evidence: ['ns1/4 MX'] },
      { tag: 'MX_DISCOURAGED_DOUBLE_DASH', facts: { label: 'mx--1' }, evidence: ['ns1/4 MX'] },
      { tag: 'MX_NUMERIC_TLD', facts: { label: '25' }, evidence: ['ns1/4 MX'] },
    ],
  },
  { title: 'no mail wanted', scene: withMx('.'), expect: [{ tag: 'MX_SYNTAX_OK' }] },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
