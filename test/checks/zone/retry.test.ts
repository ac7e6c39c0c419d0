import { retry } from '../../../src/checks/zone/retry.js';
import { describeCheck } from '../../support/checks.js';
import { unreachable, withSoa } from '../../support/scenes.js';

describeCheck(retry, [
  {
    title: 'just long enough',
    scene: withSoa({ retry: 3600 }),
    expect: [
      { tag: 'RETRY_MINIMUM_VALUE_OK', facts: { retry: 3600, shortest: 3600 }, evidence: ['ns1/4 SOA'] },
    ],
  },
  {
    title: 'a second too short',
    scene: withSoa({ retry: 3599 }),
    expect: [
      { tag: 'RETRY_MINIMUM_VALUE_LOWER', facts: { retry: 3599, shortest: 3600 }, evidence: ['ns1/4 SOA'] },
    ],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
