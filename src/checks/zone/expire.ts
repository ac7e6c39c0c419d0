import { zoneSoa } from '../../zone/first-answer.js';
import { defineCheck } from '../check.js';

/** Seconds; the default of the engine's profile. */
const SHORTEST_EXPIRE = 604_800;

export const expire = defineCheck({
  testCase: 'Zone05',
  title: 'EXPIRE is long enough',
  source: 'Zonemaster test case Zone05; RFC 1912 section 2.2',
  tags: {
    EXPIRE_MINIMUM_VALUE_LOWER: {
      engine: 'WARNING',
      message: 'EXPIRE in the SOA record is {expire} s; at least {shortest} s are recommended.',
      meaning:
        'A secondary server that cannot reach the primary for this long stops answering for the zone. The time must be long enough to notice and repair the fault. RIPE recommends reasonable values, but does not reject others.',
      fix: 'Set EXPIRE to a week or more (RIPE-203 recommends 3600000).',
    },
    EXPIRE_LOWER_THAN_REFRESH: {
      engine: 'WARNING',
      message: 'EXPIRE in the SOA record ({expire} s) is shorter than REFRESH ({refresh} s).',
      meaning:
        'A secondary server discards the zone before it looks for a new version, and does not answer in between.',
      fix: 'Set EXPIRE to many times REFRESH.',
    },
    EXPIRE_MINIMUM_VALUE_OK: {
      engine: 'INFO',
      message:
        'EXPIRE in the SOA record is {expire} s: {shortest} s or more, and not shorter than REFRESH ({refresh} s).',
      meaning: 'The secondaries keep the zone through an outage of the primary server.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const soa = zoneSoa(zone);
    if (soa === null) return;
    const { expire, refresh } = soa.record;
    const proof = { servers: [soa.server], evidence: [soa.question] };
    const facts = { expire, refresh, shortest: SHORTEST_EXPIRE };
    if (expire < SHORTEST_EXPIRE) yield fact('EXPIRE_MINIMUM_VALUE_LOWER', facts, proof);
    if (expire < refresh) yield fact('EXPIRE_LOWER_THAN_REFRESH', facts, proof);
    if (expire >= SHORTEST_EXPIRE && expire >= refresh) yield fact('EXPIRE_MINIMUM_VALUE_OK', facts, proof);
  },
});
