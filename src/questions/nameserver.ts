/** The questions that show how a name server speaks DNS. */
import type { Address } from '../dns/address.js';
import { below, mixedCase, type Name, name, ROOT } from '../dns/name.js';
import { type Question, question } from '../record/question.js';

/** The zone's SOA record with EDNS (RFC 6891) in its plainest form. */
export const soaWithEdns = (server: Address, zone: Name): Question =>
  question(server, zone, 'SOA', { edns: {} });

/** EDNS version 1 does not exist: a server answers BADVERS with the version it has (RFC 6891 section 6.1.3). */
export const soaWithEdns1 = (server: Address, zone: Name): Question =>
  question(server, zone, 'SOA', { edns: { version: 1 } });

/** An unassigned EDNS option, which a server must ignore (RFC 6891 section 6.1.2). */
export const UNKNOWN_OPTION = 137;

export const soaWithUnknownOption = (server: Address, zone: Name): Question =>
  question(server, zone, 'SOA', { edns: { option: { code: UNKNOWN_OPTION, data: '' } } });

/** With two flags set that have no meaning yet (RFC 6891 section 6.1.4). */
export const soaWithUnknownFlags = (server: Address, zone: Name): Question =>
  question(server, zone, 'SOA', { edns: { z: 3 } });

/** Asks for DNSSEC records in 512 bytes, so that a signed answer is truncated. */
export const soaInSmallPacket = (server: Address, zone: Name): Question =>
  question(server, zone, 'SOA', { edns: { do: true, udpSize: 512 }, keepTruncated: true });

/** The transfer of the whole zone; the first message of the answer shows whether it is allowed. */
export const transfer = (server: Address, zone: Name): Question =>
  question(server, zone, 'AXFR', { transport: 'tcp' });

export const rootNs = (server: Address): Question => question(server, ROOT, 'NS');

/**
 * A name in the zone, in two mixtures of letter case. They are always the same for a zone, so that a run can be repeated
 * and no question is asked twice.
 */
export function mixedCaseNames(zone: Name): readonly [Name, Name] {
  const www = below(zone, 'www');
  return [mixedCase(www, 1), mixedCase(www, 0)];
}

export const mixedCaseSoa = (server: Address, host: Name): Question => question(server, host, 'SOA');

/** Names under which many servers reveal the name and version of their software. */
export const VERSION_NAMES: readonly Name[] = [name('version.bind'), name('version.server')];

export const softwareVersion = (server: Address, versionName: Name): Question =>
  question(server, versionName, 'TXT', { class: 'CH' });
