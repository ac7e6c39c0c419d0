import { readableNservers, zoneOf } from '../domain.js';
import { valueLocation } from '../parse.js';
import { defineRule, SYNTAX } from '../rule.js';
import { takesForInside } from '../zone-name.js';

export const glue = defineRule({
  testCase: 'RIPE06',
  title: 'Only name servers inside the zone have an address',
  source: `${SYNTAX}, nserver; RFC 1034 section 4.2.1`,
  tags: {
    RIPE_GLUE_MISSING: {
      engine: 'ERROR',
      message: 'The name server {nserver} is inside the zone {zone}, but has no address.',
      meaning:
        'A name inside a zone can be looked up only in that zone, so the parent must hold the address (glue). The database compares the ends of the names as text; in a dash zone, it tests whether the last digit before the rest of the name is in the range.',
      fix: 'Add the address after the name, one attribute for each address; or use a name outside the zone.',
    },
    RIPE_GLUE_NOT_ALLOWED: {
      engine: 'ERROR',
      message: 'The name server {nserver} is not inside the zone {zone}, but has the address {address}.',
      meaning:
        'The database refuses the address of a name outside the zone, because it is in DNS. It compares the ends of the names as text; in a dash zone, it tests whether the last digit before the rest of the name is in the range.',
      fix: 'Remove the address.',
      source: `${SYNTAX}, nserver`,
    },
  },

  *run({ domains }, fact) {
    for (const domain of domains) {
      const zone = zoneOf(domain);
      if (zone === null) continue;
      for (const { attribute, value } of readableNservers(domain)) {
        const facts = { nserver: value.name, zone: zone.zone };
        const isInside = takesForInside(zone, value.name);
        if (isInside && value.glue === null) {
          const at = valueLocation(attribute);
          yield fact('RIPE_GLUE_MISSING', facts, { at, in: domain, server: value.name });
        } else if (!isInside && value.glue !== null) {
          const { address, word } = value.glue;
          const place = { at: word.location, in: domain, server: value.name };
          yield fact('RIPE_GLUE_NOT_ALLOWED', { ...facts, address }, place);
        }
      }
    }
  },
});
