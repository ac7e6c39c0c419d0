import { refresh } from '../../../src/checks/zone/refresh.js';
import { describeCheck } from '../../support/checks.js';
import { except } from '../../support/observation.js';
import { isSoa, soaLine, unreachable, withSoa } from '../../support/scenes.js';

describeCheck(refresh, [
  {
    title: 'just long enough',
    scene: withSoa({ refresh: 14400 }),
    expect: [
      {
        tag: 'REFRESH_MINIMUM_VALUE_OK',
        facts: { refresh: 14400, shortest: 14400 },
        servers: ['ns1.example.net/185.100.1.1'],
        evidence: ['ns1/4 SOA'],
      },
    ],
  },
  {
    title: 'a second too short',
    scene: withSoa({ refresh: 14399 }),
    expect: [
      {
        tag: 'REFRESH_MINIMUM_VALUE_LOWER',
        facts: { refresh: 14399, shortest: 14400 },
        evidence: ['ns1/4 SOA'],
      },
    ],
  },
  {
    title: 'the first answer with authority counts',
    scene: {
      replies: except((q) => {
        if (!isSoa(q)) return undefined;
        if (q.server === '185.100.1.1') return { aa: false, answer: [soaLine({ refresh: 1 })] };
        return q.server === '2a0a:100:1::1' ? {} : { answer: [soaLine({ refresh: 2 })] };
      }),
    },
    expect: [
      {
        tag: 'REFRESH_MINIMUM_VALUE_LOWER',
        facts: { refresh: 2 },
        servers: ['ns2.example.org/186.200.2.2'],
      },
    ],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
