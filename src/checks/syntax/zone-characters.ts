import { defineCheck } from '../check.js';
import { hasHostCharactersOnly } from './host-name.js';

export const zoneCharacters = defineCheck({
  testCase: 'Syntax01',
  title: 'The zone name has only letters, digits and hyphens',
  source: 'Zonemaster test case Syntax01; RFC 1123 section 2.1; RFC 2317 section 4',
  tags: {
    NON_ALLOWED_CHARS: {
      engine: 'ERROR',
      message: 'The zone name {domain} has characters other than letters, digits and hyphens.',
      meaning:
        'RFC 2317 shows names with a slash (0/25) for parts of a /24. DNS allows them, but RIPE accepts only host name characters, and writes such a zone with a hyphen.',
      fix: 'Name the zone with a hyphen, as 0-127.2.0.192.in-addr.arpa for 192.0.2.0 - 192.0.2.127.',
    },
    ONLY_ALLOWED_CHARS: {
      engine: 'INFO',
      message: 'The zone name {domain} has only letters, digits and hyphens.',
      meaning: 'RIPE accepts the name.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const good = hasHostCharactersOnly(zone.zone);
    yield fact(good ? 'ONLY_ALLOWED_CHARS' : 'NON_ALLOWED_CHARS', { domain: zone.zone });
  },
});
