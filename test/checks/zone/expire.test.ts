import { expire } from '../../../src/checks/zone/expire.js';
import { describeCheck } from '../../support/checks.js';
import { unreachable, withSoa } from '../../support/scenes.js';

describeCheck(expire, [
  {
    title: 'just long enough',
    scene: withSoa({ expire: 604800, refresh: 604800 }),
    expect: [
      {
        tag: 'EXPIRE_MINIMUM_VALUE_OK',
        facts: { expire: 604800, refresh: 604800, shortest: 604800 },
        evidence: ['ns1/4 SOA'],
      },
    ],
  },
  {
    title: 'a second too short',
    scene: withSoa({ expire: 604799 }),
    expect: [{ tag: 'EXPIRE_MINIMUM_VALUE_LOWER', facts: { expire: 604799 }, evidence: ['ns1/4 SOA'] }],
  },
  {
    title: 'long, but shorter than REFRESH',
    scene: withSoa({ expire: 700000, refresh: 700001 }),
    expect: [
      {
        tag: 'EXPIRE_LOWER_THAN_REFRESH',
        facts: { expire: 700000, refresh: 700001 },
        evidence: ['ns1/4 SOA'],
      },
    ],
  },
  {
    title: 'both faults',
    scene: withSoa({ expire: 3600, refresh: 14400 }),
    expect: [{ tag: 'EXPIRE_MINIMUM_VALUE_LOWER' }, { tag: 'EXPIRE_LOWER_THAN_REFRESH' }],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
