import type { Prefix } from '../../prefix/prefix.js';
import { zonesOf } from '../../prefix/zone.js';
import { valueLocation } from '../parse.js';
import { DOMAIN_CLASS, defineRule } from '../rule.js';
import { ZoneNameError } from '../zone-name.js';

export const zoneName = defineRule({
  testCase: 'RIPE04',
  title: 'The database accepts the name of the zone',
  source: DOMAIN_CLASS,
  tags: {
    RIPE_ZONE_INVALID: {
      engine: 'ERROR',
      message: '{domain} is not a valid reverse zone name: {reason}.',
      meaning:
        'A zone below in-addr.arpa has one to four octets, least significant first, without leading zeros; only the fourth may be a range, such as 0-127, but not 0-255. A zone below ip6.arpa has one to 32 hexadecimal digits, one per label.',
      fix: 'Correct the name. `zones` gives the zones of a prefix.',
      source: 'RFC 1035 section 3.5; RFC 3596 section 2.5; RIPE NCC, Configuring Reverse DNS',
    },
    RIPE_ZONE_NOT_REVERSE: {
      engine: 'ERROR',
      message: '{domain} is not a reverse zone: {reason}.',
      meaning:
        'The RIPE Database has domain objects only for reverse zones, and for telephone numbers in e164.arpa.',
      fix: 'Name a zone below in-addr.arpa or ip6.arpa. `zones` gives the zones of a prefix.',
    },
    RIPE_ZONE_TOO_LONG: {
      engine: 'ERROR',
      message: 'The name of the zone is too long: {reason}.',
      meaning: 'The database accepts 254 characters, not counting the final dot.',
      fix: 'Correct the name. `zones` gives the zones of a prefix.',
    },
    RIPE_ZONE_SLASH: {
      engine: 'ERROR',
      message: 'The database does not accept the slash in {domain}, but accepts {accepted}.',
      meaning:
        'RFC 2317 names parts of a /24 with a slash in its examples, and allows any name. The RIPE Database accepts only a range with a dash.',
      fix: 'Name the zone with a dash, also on the name servers.',
      source: 'RFC 2317 section 4; RIPE NCC, FAQ: Reverse Delegation',
    },
    RIPE_ZONE_ENUM: {
      engine: null,
      documented: 'WARNING',
      message: '{domain} is a zone of telephone numbers.',
      meaning:
        'Only the RIPE NCC creates objects below e164.arpa, at the request of the national operator; the maintainer of one can change it. This program tests the object of such a zone, but not the zone.',
      fix: 'Ask the RIPE NCC for the delegation.',
      source: 'RFC 6116; RIPE Database documentation, Authorisation: Request ENUM delegation',
    },
  },

  *run({ domains }, fact) {
    for (const object of domains) {
      if (object.domain === null) continue;
      const { attribute, value } = object.domain;
      const domain = attribute.value;
      const place = { at: valueLocation(attribute), in: object };
      if (value instanceof ZoneNameError) yield fact(value.tag, { domain, reason: value.reason }, place);
      else if (value.notation === 'enum') yield fact('RIPE_ZONE_ENUM', { domain }, place);
      else if (value.notation === 'slash') {
        yield fact('RIPE_ZONE_SLASH', { domain, accepted: acceptedNames(value.block) }, place);
      }
    }
  },
});

/** The database's names for a block. */
function acceptedNames(block: Prefix): string {
  return zonesOf(block)
    .map(({ zone }) => zone)
    .join(', ');
}
