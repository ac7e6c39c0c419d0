import { familyOf } from '../../dns/address.js';
import { isWithin, labelsOf, type Name } from '../../dns/name.js';
import type { Server } from '../../zone/view.js';
import { defineCheck } from '../check.js';

/** The size of a UDP message without EDNS (RFC 1035 section 4.2.1). */
const UDP_LIMIT = 512;

const HEADER = 12;
const LONGEST_NAME = 255;
const POINTER = 2;
/** Type and class. */
const QUESTION_FIXED = 4;
/** Type, class, TTL and data length. */
const RECORD_FIXED = 10;

export const referralSize = defineCheck({
  testCase: 'Delegation03',
  title: 'The referral to the zone fits into a plain UDP message',
  source: 'RFC 1035 section 4.2.1; Zonemaster test case Delegation03',
  tags: {
    REFERRAL_SIZE_OK: {
      engine: 'INFO',
      message: 'The largest referral to the zone needs {size} of 512 bytes.',
      meaning: 'Any resolver gets the referral whole, with glue of each address family that the parent has.',
      fix: null,
    },
    REFERRAL_SIZE_TOO_LARGE: {
      engine: 'WARNING',
      message: 'The largest referral to the zone needs {size} bytes: more than 512.',
      meaning:
        'A resolver without EDNS that asks for a long name gets a truncated referral from the parent, and has to ask again over TCP.',
      fix: 'Use fewer name servers, or names that share their ending.',
    },
  },
  *run(zone, fact) {
    const { names, servers } = zone.delegation;
    const size = referralBytes(zone.zone, names, servers, zone.parent.zone);
    yield fact(size > UDP_LIMIT ? 'REFERRAL_SIZE_TOO_LARGE' : 'REFERRAL_SIZE_OK', { size });
  },
});

/**
 * The size of a referral for the longest possible name in the zone: an NS record for each name server, and one address
 * of each family, if all name servers with that family are within the parent zone.
 */
export function referralBytes(
  zone: Name,
  names: readonly Name[],
  servers: readonly Server[],
  parent: Name | null,
): number {
  const written = suffixesOf(zone);
  const records = names.reduce(
    (sum, name) => sum + POINTER + RECORD_FIXED + compressedSize(name, written),
    0,
  );
  const glue = (['ipv4', 'ipv6'] as const).map((family) => {
    const of = servers.filter((server) => familyOf(server.address) === family);
    const known = parent !== null && of.length > 0 && of.every((server) => isWithin(server.name, parent));
    return known ? POINTER + RECORD_FIXED + (family === 'ipv4' ? 4 : 16) : 0;
  });
  return HEADER + LONGEST_NAME + QUESTION_FIXED + records + glue.reduce((a, b) => a + b, 0);
}

/** The bytes that a name takes after the `written` suffixes, which it can point to (RFC 1035 section 4.1.4). */
function compressedSize(name: Name, written: Set<string>): number {
  const labels = labelsOf(name);
  let size = 0;
  for (let i = 0; i < labels.length; i += 1) {
    const rest = suffixKey(labels.slice(i));
    if (written.has(rest)) return size + POINTER;
    written.add(rest);
    size += 1 + (labels[i]?.length ?? 0);
  }
  return size + 1;
}

function suffixesOf(name: Name): Set<string> {
  const labels = labelsOf(name);
  return new Set(labels.map((_, i) => suffixKey(labels.slice(i))));
}

function suffixKey(labels: readonly string[]): string {
  return JSON.stringify(labels).toLowerCase();
}
