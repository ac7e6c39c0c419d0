import { zoneSoa } from '../../zone/first-answer.js';
import { defineCheck } from '../check.js';

/** Seconds; the default of the engine's profile. */
const SHORTEST_REFRESH = 14_400;

export const refresh = defineCheck({
  testCase: 'Zone02',
  title: 'REFRESH is not too short',
  source: 'Zonemaster test case Zone02; RFC 1912 section 2.2',
  tags: {
    REFRESH_MINIMUM_VALUE_LOWER: {
      engine: 'NOTICE',
      message: 'REFRESH in the SOA record is {refresh} s; at least {shortest} s are recommended.',
      meaning:
        'Secondary servers ask the primary for a new serial after this time. A short time costs traffic and helps only if changes are not announced (NOTIFY). RIPE recommends reasonable values, but does not reject others.',
      fix: 'Set REFRESH to four hours or more (RIPE-203 recommends 86400), and let the primary send NOTIFY.',
    },
    REFRESH_MINIMUM_VALUE_OK: {
      engine: 'INFO',
      message: 'REFRESH in the SOA record is {refresh} s, {shortest} s or more.',
      meaning: 'Secondary servers do not ask too often.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const soa = zoneSoa(zone);
    if (soa === null) return;
    const { refresh } = soa.record;
    const tag = refresh < SHORTEST_REFRESH ? 'REFRESH_MINIMUM_VALUE_LOWER' : 'REFRESH_MINIMUM_VALUE_OK';
    yield fact(
      tag,
      { refresh, shortest: SHORTEST_REFRESH },
      { servers: [soa.server], evidence: [soa.question] },
    );
  },
});
