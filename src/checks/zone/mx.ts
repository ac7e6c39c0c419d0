import type { Address } from '../../dns/address.js';
import { type ResourceRecord, records } from '../../dns/message.js';
import { labelsOf, ROOT } from '../../dns/name.js';
import { presentRecord } from '../../dns/present.js';
import { mxAt, soa } from '../../questions/common.js';
import { firstAnswer } from '../../zone/first-answer.js';
import { isNoMailDomain } from '../../zone/mailbox.js';
import type { Server, ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { groupBy, idsOf, onePerAddress } from '../groups.js';

const NULL_MX = 'Zonemaster test case Zone09; RFC 7505 section 3';

const NOT_NEEDED =
  'A reverse zone has no mail addresses, so it needs no MX records; RIPE does not reject it for them.';
const SAME_ZONE = 'All servers of a zone must have the same records.';

export const mx = defineCheck({
  testCase: 'Zone09',
  title: 'All servers give the same MX records, and they make sense',
  source: 'Zonemaster test case Zone09; RFC 5321 section 5.1',
  tags: {
    Z09_NO_RESPONSE_MX_QUERY: {
      engine: 'WARNING',
      message: 'The MX query for the zone gets no answer from {servers}.',
      meaning:
        'The servers answer the SOA query, so they must answer for any type. A lost packet looks the same: a busy or rate-limiting server may be blamed wrongly.',
      fix: 'Test again (dig MX). If there is still no answer, look for a firewall or load balancer that drops such queries.',
    },
    Z09_UNEXPECTED_RCODE_MX: {
      engine: 'WARNING',
      message: 'The MX query for the zone gets {rcode} from {servers}.',
      meaning: 'The zone exists on these servers, so the answer must be NOERROR, with or without records.',
      fix: 'Update the name server software, or the load balancer that answers in its place.',
    },
    Z09_NON_AUTH_MX_RESPONSE: {
      engine: 'WARNING',
      message: 'The MX query for the zone gets a non-authoritative answer from {servers}.',
      meaning:
        'The servers give authoritative SOA answers, so every answer from the zone must be authoritative.',
      fix: 'Update the name server software, or the load balancer that answers in its place.',
    },
    Z09_INCONSISTENT_MX: {
      engine: 'WARNING',
      message: 'Some name servers have MX records for the zone, and some have none.',
      meaning: `${SAME_ZONE} ${NOT_NEEDED}`,
      fix: 'Load the same zone on all servers, preferably without MX records.',
    },
    Z09_MX_FOUND: {
      engine: 'INFO',
      message: 'The zone has MX records on {servers}.',
      meaning: NOT_NEEDED,
      fix: null,
    },
    Z09_NO_MX_FOUND: {
      engine: 'INFO',
      message: 'The zone has no MX records on {servers}.',
      meaning: NOT_NEEDED,
      fix: null,
    },
    Z09_INCONSISTENT_MX_DATA: {
      engine: 'WARNING',
      message: 'The name servers give different MX records for the zone.',
      meaning: `${SAME_ZONE} The engine compares TTLs, too. ${NOT_NEEDED}`,
      fix: 'Load the same zone on all servers, preferably without MX records.',
    },
    Z09_MX_DATA: {
      engine: 'INFO',
      message: 'The mail servers of the zone are {mailservers}, according to {servers}.',
      meaning: NOT_NEEDED,
      fix: null,
    },
    Z09_NULL_MX_WITH_OTHER_MX: {
      engine: 'WARNING',
      message: 'The zone has a null MX record (MX 0 .) beside other MX records.',
      meaning: 'The null MX record says that the zone takes no mail; the others contradict it.',
      fix: 'Remove the MX records from the reverse zone; or keep "MX 0 ." alone.',
      source: NULL_MX,
    },
    Z09_NULL_MX_NON_ZERO_PREF: {
      engine: 'NOTICE',
      message: 'The null MX record has preference {preference}, not 0.',
      meaning:
        'It says that the zone takes no mail. It is written "MX 0 ."; some software may not recognise it otherwise.',
      fix: 'Remove the record from the reverse zone; or write "MX 0 .".',
      source: NULL_MX,
    },
    Z09_ROOT_EMAIL_DOMAIN: {
      engine: 'NOTICE',
      message: 'The root zone has MX records ({mailservers}).',
      meaning: 'There are no mail addresses directly under the root.',
      fix: 'Remove the MX records.',
    },
    Z09_TLD_EMAIL_DOMAIN: {
      engine: 'WARNING',
      message: 'A top-level domain has MX records ({mailservers}).',
      meaning: 'Mail addresses directly under a top-level domain work almost nowhere (RFC 7085).',
      fix: 'Remove the MX records.',
      source: 'Zonemaster test case Zone09; RFC 7085',
    },
    Z09_MISSING_MAIL_TARGET: {
      engine: 'NOTICE',
      message: 'The zone has no MX record.',
      meaning: 'A domain with web sites has mail addresses, too. A reverse zone never gets this message.',
      fix: 'Add MX records, or "MX 0 ." if the domain takes no mail.',
      source: NULL_MX,
    },
  },
  *run(zone, fact) {
    if (!isTested(zone)) return;
    const about = (servers: readonly Server[]) => ({
      servers,
      evidence: servers.map((server) => mxAt(server.address, zone.zone)),
    });
    const kinds = groupBy(onePerAddress(zone.inUse), (server) => kindOfAnswer(zone, server));
    for (const { value: kind, servers } of kinds) {
      const ids = { servers: idsOf(servers) };
      if (kind === SILENT) yield fact('Z09_NO_RESPONSE_MX_QUERY', ids, about(servers));
      else if (kind === NO_AUTHORITY) yield fact('Z09_NON_AUTH_MX_RESPONSE', ids, about(servers));
      else if (kind !== MX && kind !== NO_MX) {
        yield fact('Z09_UNEXPECTED_RCODE_MX', { rcode: kind, ...ids }, about(servers));
      }
    }
    const having = kinds.find(({ value }) => value === MX)?.servers ?? [];
    const without = kinds.find(({ value }) => value === NO_MX)?.servers ?? [];
    if (having.length > 0 && without.length > 0) {
      yield fact('Z09_INCONSISTENT_MX', {}, about([...having, ...without]));
      yield fact('Z09_NO_MX_FOUND', { servers: idsOf(without) }, about(without));
      yield fact('Z09_MX_FOUND', { servers: idsOf(having) }, about(having));
    }
    if (having.length === 0 && without.length > 0 && !isNoMailDomain(zone.zone)) {
      yield fact('Z09_MISSING_MAIL_TARGET', {}, about(without));
    }

    const sets = groupBy(having, (server) => inOneText(mxSetAt(zone, server)));
    if (sets.length > 1) yield fact('Z09_INCONSISTENT_MX_DATA', {}, about(having));
    for (const { servers } of sets) {
      const set = servers.slice(0, 1).flatMap((server) => mxSetAt(zone, server));
      const mailservers = set.map((rr) => rr.exchange);
      const none = sets.length === 1 ? set.filter((rr) => rr.exchange === ROOT) : [];
      if (none.length > 0) {
        if (set.length > 1) yield fact('Z09_NULL_MX_WITH_OTHER_MX', {}, about(servers));
        const preference = none.find((rr) => rr.preference > 0)?.preference;
        if (preference !== undefined) yield fact('Z09_NULL_MX_NON_ZERO_PREF', { preference }, about(servers));
      } else if (sets.length === 1 && zone.zone === ROOT) {
        yield fact('Z09_ROOT_EMAIL_DOMAIN', { mailservers }, about(servers));
      } else if (sets.length === 1 && labelsOf(zone.zone).length === 1) {
        yield fact('Z09_TLD_EMAIL_DOMAIN', { mailservers }, about(servers));
      } else yield fact('Z09_MX_DATA', { mailservers, servers: idsOf(servers) }, about(servers));
    }
  },
});

/** The engine skips this test if no server in the zone's own NS records gives an authoritative MX answer. */
function isTested(zone: ZoneView): boolean {
  const ask = (server: Address) => mxAt(server, zone.zone);
  return firstAnswer(zone, ask, (message) => message.aa) !== null;
}

const SILENT = 'silent';
const NO_AUTHORITY = 'no authority';
const NO_MX = 'no MX records';
const MX = 'MX records';

/** Undefined for a server that gives no authoritative SOA answer; the engine asks it nothing more. */
function kindOfAnswer(zone: ZoneView, server: Server) {
  const apex = zone.message(soa(server.address, zone.zone));
  if (apex === null || apex.rcode !== 'NOERROR' || !apex.aa) return undefined;
  if (records(apex, 'SOA', { name: zone.zone }).length === 0) return undefined;
  const question = mxAt(server.address, zone.zone);
  const message = zone.message(question);
  if (message === null) return zone.wasAsked(question) ? SILENT : undefined;
  if (message.rcode !== 'NOERROR') return message.rcode;
  if (!message.aa) return NO_AUTHORITY;
  return mxSetAt(zone, server).length > 0 ? MX : NO_MX;
}

type MxRecord = Extract<ResourceRecord, { readonly type: 'MX' }>;

function mxSetAt(zone: ZoneView, server: Server): MxRecord[] {
  const message = zone.message(mxAt(server.address, zone.zone));
  return message === null ? [] : records(message, 'MX', { name: zone.zone, section: 'answer' });
}

/** Records in any order and letter case. */
function inOneText(set: readonly MxRecord[]): string {
  return set
    .map((rr) => presentRecord(rr).toLowerCase())
    .sort()
    .join('\n');
}
