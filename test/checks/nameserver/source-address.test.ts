import { sourceAddress } from '../../../src/checks/nameserver/source-address.js';
import { describeCheck } from '../../support/checks.js';
import { SOA } from '../../support/observation.js';
import { ALL_IDS, atSecond, FIRST_IDS, isSoa, unreachable } from '../../support/scenes.js';

describeCheck(sourceAddress, [
  {
    title: 'all answer from the address asked',
    expect: [{ tag: 'SAME_SOURCE_IP', facts: { servers: ALL_IDS } }],
  },
  {
    title: 'one address answers from another',
    scene: atSecond((q) =>
      isSoa(q) && q.server === '186.200.2.2' ? { answer: [SOA], from: '186.200.2.99' } : undefined,
    ),
    expect: [
      {
        tag: 'DIFFERENT_SOURCE_IP',
        servers: ['ns2.example.org/186.200.2.2'],
        facts: { source: '186.200.2.99' },
        evidence: ['ns2/4 SOA'],
      },
    ],
  },
  {
    title: 'one does not answer',
    scene: atSecond((q) => (isSoa(q) ? 'timeout' : undefined)),
    expect: [{ tag: 'SAME_SOURCE_IP', facts: { servers: FIRST_IDS } }],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
