import { zoneSoa } from '../../zone/first-answer.js';
import { defineCheck } from '../check.js';

/** Seconds; the defaults of the engine's profile. */
const SHORTEST = 300;
const LONGEST = 86_400;

const MEANING =
  'The MINIMUM field says how long resolvers cache that a name or a record does not exist. RIPE recommends reasonable values, but does not reject others.';

export const negativeTtl = defineCheck({
  testCase: 'Zone06',
  title: 'MINIMUM, the time of negative caching, is reasonable',
  source: 'Zonemaster test case Zone06; RFC 2308 sections 4 and 5',
  tags: {
    SOA_DEFAULT_TTL_MAXIMUM_VALUE_HIGHER: {
      engine: 'NOTICE',
      message: 'MINIMUM in the SOA record is {minimum} s; at most {longest} s are recommended.',
      meaning: `${MEANING} If it is long, a new PTR record stays invisible to resolvers that asked for it before.`,
      fix: 'Set MINIMUM to a day at most; one to three hours is usual.',
    },
    SOA_DEFAULT_TTL_MAXIMUM_VALUE_LOWER: {
      engine: 'NOTICE',
      message: 'MINIMUM in the SOA record is {minimum} s; at least {shortest} s are recommended.',
      meaning: `${MEANING} If it is short, resolvers keep asking for names that do not exist, which are many in reverse zones.`,
      fix: 'Set MINIMUM to five minutes at least; one to three hours is usual.',
    },
    SOA_DEFAULT_TTL_MAXIMUM_VALUE_OK: {
      engine: 'INFO',
      message: 'MINIMUM in the SOA record is {minimum} s, between {shortest} s and {longest} s.',
      meaning: 'Resolvers cache negative answers for a reasonable time.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const soa = zoneSoa(zone);
    if (soa === null) return;
    const { minimum } = soa.record;
    yield fact(
      tagFor(minimum),
      { minimum, shortest: SHORTEST, longest: LONGEST },
      { servers: [soa.server], evidence: [soa.question] },
    );
  },
});

function tagFor(minimum: number) {
  if (minimum > LONGEST) return 'SOA_DEFAULT_TTL_MAXIMUM_VALUE_HIGHER';
  return minimum < SHORTEST ? 'SOA_DEFAULT_TTL_MAXIMUM_VALUE_LOWER' : 'SOA_DEFAULT_TTL_MAXIMUM_VALUE_OK';
}
