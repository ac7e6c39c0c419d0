import { retryBelowRefresh } from '../../../src/checks/zone/retry-below-refresh.js';
import { describeCheck } from '../../support/checks.js';
import { unreachable, withSoa } from '../../support/scenes.js';

describeCheck(retryBelowRefresh, [
  {
    title: 'shorter',
    scene: withSoa({ refresh: 7201, retry: 7200 }),
    expect: [
      { tag: 'REFRESH_HIGHER_THAN_RETRY', facts: { retry: 7200, refresh: 7201 }, evidence: ['ns1/4 SOA'] },
    ],
  },
  {
    title: 'equal',
    scene: withSoa({ refresh: 7200, retry: 7200 }),
    expect: [
      { tag: 'REFRESH_LOWER_THAN_RETRY', facts: { retry: 7200, refresh: 7200 }, evidence: ['ns1/4 SOA'] },
    ],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
