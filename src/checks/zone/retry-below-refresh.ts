import { zoneSoa } from '../../zone/first-answer.js';
import { defineCheck } from '../check.js';

export const retryBelowRefresh = defineCheck({
  testCase: 'Zone03',
  title: 'RETRY is shorter than REFRESH',
  source: 'Zonemaster test case Zone03; RFC 1912 section 2.2',
  tags: {
    REFRESH_LOWER_THAN_RETRY: {
      engine: 'INFO',
      message: 'RETRY in the SOA record ({retry} s) is not shorter than REFRESH ({refresh} s).',
      meaning:
        'A secondary server that did not reach the primary tries again after RETRY. It should do so before it would have asked anyway.',
      fix: 'Set RETRY to a fraction of REFRESH.',
    },
    REFRESH_HIGHER_THAN_RETRY: {
      engine: 'INFO',
      message: 'RETRY in the SOA record ({retry} s) is shorter than REFRESH ({refresh} s).',
      meaning: 'A secondary server that did not reach the primary tries again soon.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const soa = zoneSoa(zone);
    if (soa === null) return;
    const { retry, refresh } = soa.record;
    const tag = retry >= refresh ? 'REFRESH_LOWER_THAN_RETRY' : 'REFRESH_HIGHER_THAN_RETRY';
    yield fact(tag, { retry, refresh }, { servers: [soa.server], evidence: [soa.question] });
  },
});
