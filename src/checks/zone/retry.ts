import { zoneSoa } from '../../zone/first-answer.js';
import { defineCheck } from '../check.js';

/** Seconds; the default of the engine's profile. */
const SHORTEST_RETRY = 3600;

export const retry = defineCheck({
  testCase: 'Zone04',
  title: 'RETRY is not too short',
  source: 'Zonemaster test case Zone04; RFC 1912 section 2.2',
  tags: {
    RETRY_MINIMUM_VALUE_LOWER: {
      engine: 'NOTICE',
      message: 'RETRY in the SOA record is {retry} s; at least {shortest} s are recommended.',
      meaning:
        'A secondary server that does not reach the primary tries again after this time. A short time burdens a primary that is already in trouble. RIPE recommends reasonable values, but does not reject others.',
      fix: 'Set RETRY to an hour or more (RIPE-203 recommends 7200).',
    },
    RETRY_MINIMUM_VALUE_OK: {
      engine: 'INFO',
      message: 'RETRY in the SOA record is {retry} s, {shortest} s or more.',
      meaning: 'Secondary servers do not try again too often.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const soa = zoneSoa(zone);
    if (soa === null) return;
    const { retry } = soa.record;
    const tag = retry < SHORTEST_RETRY ? 'RETRY_MINIMUM_VALUE_LOWER' : 'RETRY_MINIMUM_VALUE_OK';
    yield fact(tag, { retry, shortest: SHORTEST_RETRY }, { servers: [soa.server], evidence: [soa.question] });
  },
});
