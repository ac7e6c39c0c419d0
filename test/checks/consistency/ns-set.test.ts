import { nsSet } from '../../../src/checks/consistency/ns-set.js';
import { describeCheck } from '../../support/checks.js';
import { NS, ZONE } from '../../support/observation.js';
import { atSecond, FIRST_IDS, SECOND_IDS, unreachable } from '../../support/scenes.js';

const NAMES = ['ns1.example.net', 'ns2.example.org'];

describeCheck(nsSet, [
  {
    title: 'the same records, in another order and letter case',
    scene: atSecond((q) =>
      q.type === 'NS' ? { answer: [`${ZONE} NS NS2.example.org`, `${ZONE} NS ns1.example.net`] } : undefined,
    ),
    expect: [{ tag: 'ONE_NS_SET', facts: { names: NAMES }, evidence: ['ns1 NS', 'ns2 NS'] }],
  },
  {
    title: 'one record more on one server',
    scene: atSecond((q) => (q.type === 'NS' ? { answer: [...NS, `${ZONE} NS ns9.example.com`] } : undefined)),
    expect: [
      {
        tag: 'MULTIPLE_NS_SET',
        facts: {
          count: 2,
          sets: [
            `${NAMES.join(' ')} (${FIRST_IDS.join(', ')})`,
            `${NAMES.join(' ')} ns9.example.com (${SECOND_IDS.join(', ')})`,
          ],
        },
        evidence: ['ns1 NS', 'ns2 NS'],
      },
      { tag: 'NS_SET', facts: { names: NAMES, servers: FIRST_IDS }, evidence: ['ns1 NS'] },
      { tag: 'NS_SET', facts: { names: [...NAMES, 'ns9.example.com'], servers: SECOND_IDS } },
    ],
  },
  {
    title: 'a server that gives none is left out',
    scene: atSecond((q) => (q.type === 'NS' ? { rcode: 'SERVFAIL', aa: false } : undefined)),
    expect: [{ tag: 'ONE_NS_SET', servers: FIRST_IDS }],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
