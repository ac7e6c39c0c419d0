import type { Prefix } from '../../prefix/prefix.js';
import { zonesOf } from '../../prefix/zone.js';
import { valueLocation } from '../parse.js';
import { DOMAIN_CLASS, defineRule } from '../rule.js';
import { ZoneNameError } from '../zone-name.js';

export const zoneName = defineRule({
  testCase: 'RIPE04',
  title: 'The name of the zone is one the database takes',
  tags: {
    RIPE_ZONE_INVALID: {
      engine: 'ERROR',
      message: '{domain} is not the name of a reverse zone: {reason}.',
      meaning:
        'Below in-addr.arpa there are one to four octets, least significant first, without leading zeros; only the fourth may be a range, such as 0-127, and not 0-255. Below ip6.arpa there are one to 32 hexadecimal digits, one to a label.',
      fix: 'Correct the name. `zones` gives the zones of a prefix.',
      source: 'RFC 1035 section 3.5; RFC 3596 section 2.5; RIPE NCC, Configuring Reverse DNS',
    },
    RIPE_ZONE_NOT_REVERSE: {
      engine: 'ERROR',
      message: '{domain} is not a reverse zone: {reason}.',
      meaning:
        'The RIPE Database has domain objects for reverse zones only, and for telephone numbers in e164.arpa.',
      fix: 'Name a zone below in-addr.arpa or ip6.arpa. `zones` gives the zones of a prefix.',
      source: DOMAIN_CLASS,
    },
    RIPE_ZONE_TOO_LONG: {
      engine: 'ERROR',
      message: 'The name of the zone is too long: {reason}.',
      meaning: 'The database has room for 254 characters, the final dot not counted.',
      fix: 'Correct the name. `zones` gives the zones of a prefix.',
      source: DOMAIN_CLASS,
    },
    RIPE_ZONE_SLASH: {
      engine: 'ERROR',
      message: 'The database does not take the slash in {domain}; it takes {accepted}.',
      meaning:
        'RFC 2317 names a part of a /24 with a slash in its examples, and allows any name. The RIPE Database takes a range with a dash only.',
      fix: 'Name the zone with a dash, on the name servers too.',
      source: 'RFC 2317 section 4; RIPE NCC, FAQ: Reverse Delegation',
    },
    RIPE_ZONE_ENUM: {
      engine: null,
      documented: 'WARNING',
      message: '{domain} is a zone of telephone numbers.',
      meaning:
        'The RIPE NCC alone creates objects below e164.arpa, on request of the national operator; whoever maintains one can change it. Such a zone is not tested here beyond its object.',
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

/** The names that the database has for a block. */
function acceptedNames(block: Prefix): string {
  return zonesOf(block)
    .map(({ zone }) => zone)
    .join(', ');
}
