import { defineCheck } from '../check.js';
import { isCertain, noneWorks } from './working-servers.js';

/** What follows from Basic02 for the rest of the tests; the engine says it outside of any test case. */
export const continuation = defineCheck({
  testCase: 'Unspecified',
  title: 'Whether there is a zone to test',
  tags: {
    HAS_NAMESERVER_NO_WWW_A_TEST: {
      engine: 'INFO',
      message: 'A name server answers for {domain}, so host records in it are not looked for.',
      meaning:
        'Only where no server answers for the zone does RIPE ask whether the servers answer anything at all.',
      fix: null,
      source: 'Zonemaster test case Basic03',
    },
    CANNOT_CONTINUE: {
      engine: 'CRITICAL',
      message: 'Nothing more can be tested of {domain}.',
      meaning: 'No name server of the object answers for the zone. All other tests need one that does.',
      fix: 'Correct what is said about the name servers, then test again.',
      source: 'Zonemaster test case Basic02',
    },
  },
  needs: 'nothing',
  *run(zone, fact) {
    const domain = zone.zone;
    if (zone.working.length > 0) yield fact('HAS_NAMESERVER_NO_WWW_A_TEST', { domain });
    else if (isCertain(zone)) yield fact('CANNOT_CONTINUE', { domain }, { evidence: noneWorks(zone) });
  },
});
