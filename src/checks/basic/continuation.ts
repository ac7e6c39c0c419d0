import { defineCheck } from '../check.js';
import { isCertain, noneWorks } from './working-servers.js';

/** The consequences of Basic02 for the other tests; the engine reports them outside of any test case. */
export const continuation = defineCheck({
  testCase: 'Unspecified',
  title: 'There is a zone to test',
  source: 'Zonemaster test case Basic03',
  tags: {
    HAS_NAMESERVER_NO_WWW_A_TEST: {
      engine: 'INFO',
      message: 'A name server answers for {domain}, so its host records are not tested.',
      meaning: 'RIPE asks for host records only if no server answers for the zone.',
      fix: null,
    },
    CANNOT_CONTINUE: {
      engine: 'CRITICAL',
      message: 'No further test of {domain} is possible.',
      meaning: 'No name server of the object answers for the zone. All other tests need one that does.',
      fix: 'Correct the problems reported for the name servers, then test again.',
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
