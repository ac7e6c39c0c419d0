import { authority } from '../../../src/checks/delegation/authority.js';
import { describeCheck } from '../../support/checks.js';
import { except, SOA } from '../../support/observation.js';
import { atSecond, isSoa, unreachable } from '../../support/scenes.js';

const NAMES = ['ns1.example.net', 'ns2.example.org'];

describeCheck(authority, [
  { title: 'all are', expect: [{ tag: 'ARE_AUTHORITATIVE', facts: { names: NAMES } }] },
  {
    title: 'one is not',
    scene: atSecond((q) => (isSoa(q) ? { aa: false, answer: [SOA] } : undefined)),
    expect: [
      {
        tag: 'IS_NOT_AUTHORITATIVE',
        facts: { ns: 'ns2.example.org/186.200.2.2', transport: 'UDP' },
        servers: ['ns2.example.org/186.200.2.2'],
        evidence: ['ns2/4 SOA'],
      },
      { tag: 'IS_NOT_AUTHORITATIVE', facts: { ns: 'ns2.example.org/186.200.2.2', transport: 'TCP' } },
    ],
  },
  {
    title: 'one is not over TCP',
    scene: atSecond((q) => (isSoa(q) && q.transport === 'tcp' ? { aa: false, answer: [SOA] } : undefined)),
    expect: [{ tag: 'IS_NOT_AUTHORITATIVE', facts: { transport: 'TCP' } }],
  },
  {
    title: 'only the first address of a name is looked at',
    scene: {
      replies: except((q) =>
        isSoa(q) && q.server === '2a0b:200:2::2' ? { aa: false, answer: [SOA] } : undefined,
      ),
    },
    expect: [{ tag: 'ARE_AUTHORITATIVE' }],
  },
  {
    title: 'a silent server is not said to lack authority',
    scene: atSecond(() => 'timeout'),
    expect: [{ tag: 'ARE_AUTHORITATIVE', facts: { names: NAMES.slice(0, 1) } }],
  },
  {
    title: 'with a family left out, the engine does not praise',
    scene: { families: { ipv4: true, ipv6: false } },
    expect: [],
  },
  {
    title: 'unknown: the first address cannot be asked, so the next stands for the name',
    scene: {
      replies: except((q) => {
        if (!isSoa(q)) return undefined;
        if (q.server === '186.200.2.2') return 'no-route';
        return q.server === '2a0b:200:2::2' && q.transport === 'udp'
          ? { aa: false, answer: [SOA] }
          : undefined;
      }),
    },
    expect: [{ tag: 'IS_NOT_AUTHORITATIVE', servers: ['ns2.example.org/2a0b:200:2::2'] }],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
