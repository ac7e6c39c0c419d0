import { records } from '../../dns/message.js';
import { presentBytes } from '../../dns/present.js';
import { txtAt } from '../../questions/common.js';
import { zoneSoa } from '../../zone/first-answer.js';
import { isNoMailDomain } from '../../zone/mailbox.js';
import type { Server, ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { groupBy, idsOf } from '../groups.js';
import { isSpfRecord } from './spf-record.js';

const NOT_NEEDED =
  'No mail comes from addresses under a reverse zone, so it needs no SPF record; RIPE does not reject it for one.';

export const spf = defineCheck({
  testCase: 'Zone11',
  title: 'The SPF record of the zone, if any, is valid',
  source: 'Zonemaster test case Zone11; RFC 7208',
  tags: {
    Z11_UNABLE_TO_CHECK_FOR_SPF: {
      engine: 'WARNING',
      message: 'No name server gives an authoritative answer to the TXT query for the zone.',
      meaning:
        'The servers answer the SOA query, so they must answer for any type. A lost packet looks the same: a busy or rate-limiting server may be blamed wrongly.',
      fix: 'Test again (dig TXT). If there is still no answer, look for a firewall or load balancer that drops such queries.',
    },
    Z11_NO_SPF_NON_MAIL_DOMAIN: {
      engine: 'INFO',
      message: 'The zone has no SPF record, and needs none.',
      meaning: NOT_NEEDED,
      fix: null,
    },
    Z11_NO_SPF_FOUND: {
      engine: 'NOTICE',
      message: 'The domain {domain} has no SPF record.',
      meaning: 'SPF says which hosts may send mail for a domain. A reverse zone is never asked for one.',
      fix: 'Publish a TXT record with an SPF policy; "v=spf1 -all" if no mail comes from the domain.',
    },
    Z11_INCONSISTENT_SPF_POLICIES: {
      engine: 'WARNING',
      message: 'The name servers give different SPF records for the zone.',
      meaning: `All servers of a zone must have the same records. ${NOT_NEEDED}`,
      fix: 'Load the same zone on all servers, preferably without an SPF record.',
    },
    Z11_DIFFERENT_SPF_POLICIES_FOUND: {
      engine: 'NOTICE',
      message: 'The SPF record for the zone is {policy} on {servers}.',
      meaning: 'The servers give different records; this is one of them.',
      fix: 'Load the same zone on all servers, preferably without an SPF record.',
    },
    Z11_SPF_MULTIPLE_RECORDS: {
      engine: 'WARNING',
      message: 'The zone has more than one SPF record on {servers}.',
      meaning: `If there are several records, none counts (section 4.5). ${NOT_NEEDED}`,
      fix: 'Remove the SPF records from the reverse zone; or keep one.',
    },
    Z11_SPF_SYNTAX_ERROR: {
      engine: 'WARNING',
      message: 'The SPF record of {domain} cannot be parsed: {policy}.',
      meaning: `Receivers treat a record with a mistake as a permanent error. ${NOT_NEEDED}`,
      fix: 'Remove the SPF record from the reverse zone; or correct it ("v=spf1 -all" allows nobody to send).',
    },
    Z11_NULL_SPF_NON_MAIL_DOMAIN: {
      engine: 'INFO',
      message: 'The SPF record of {domain} says that no mail comes from it.',
      meaning: 'That is right for a reverse zone, though not needed.',
      fix: null,
    },
    Z11_NON_NULL_SPF_NON_MAIL_DOMAIN: {
      engine: 'NOTICE',
      message: 'The SPF record of {domain} allows hosts to send mail for it: {policy}.',
      meaning: NOT_NEEDED,
      fix: 'Remove the SPF record from the reverse zone; or write "v=spf1 -all".',
    },
    Z11_SPF_SYNTAX_OK: {
      engine: 'INFO',
      message: 'The SPF record of {domain} parses.',
      meaning: 'Receivers can read the policy.',
      fix: null,
    },
  },
  *run(zone, fact) {
    // The engine skips this test if the zone's own NS records lead to no SOA record.
    if (zoneSoa(zone) === null) return;
    const domain = zone.zone;
    const asked = zone.withAliases.all.filter((server) => zone.uses(server));
    const about = (servers: readonly Server[]) => ({
      servers,
      evidence: servers.map((server) => txtAt(server.address, domain)),
    });
    const groups = groupBy(asked, (server) => inOneText(policiesAt(zone, server)));
    const [first] = groups;
    if (first === undefined) {
      const known = asked.length > 0 && asked.every((server) => zone.wasAsked(txtAt(server.address, domain)));
      if (known) yield fact('Z11_UNABLE_TO_CHECK_FOR_SPF', {}, about(asked));
      return;
    }
    if (groups.length > 1) {
      yield fact('Z11_INCONSISTENT_SPF_POLICIES', {}, about(groups.flatMap(({ servers }) => servers)));
      for (const { servers } of groups) {
        const facts = { policy: quoted(policiesOf(zone, servers)), servers: idsOf(servers) };
        yield fact('Z11_DIFFERENT_SPF_POLICIES_FOUND', facts, about(servers));
      }
      return;
    }
    const { servers } = first;
    const policies = policiesOf(zone, servers);
    const [policy] = policies;
    const proof = about(servers);
    if (policy === undefined) {
      if (isNoMailDomain(domain)) yield fact('Z11_NO_SPF_NON_MAIL_DOMAIN', {}, proof);
      else yield fact('Z11_NO_SPF_FOUND', { domain }, proof);
    } else if (policies.length > 1) {
      yield fact('Z11_SPF_MULTIPLE_RECORDS', { servers: idsOf(servers) }, proof);
    } else if (!isSpfRecord(policy)) {
      yield fact('Z11_SPF_SYNTAX_ERROR', { domain, policy: quoted(policies) }, proof);
    } else if (!isNoMailDomain(domain)) yield fact('Z11_SPF_SYNTAX_OK', { domain }, proof);
    else if (NULL_POLICY.test(policy)) yield fact('Z11_NULL_SPF_NON_MAIL_DOMAIN', { domain }, proof);
    else yield fact('Z11_NON_NULL_SPF_NON_MAIL_DOMAIN', { domain, policy: quoted(policies) }, proof);
  },
});

/** The policy that nobody may send, with no other term. */
const NULL_POLICY = /^v=spf1[ \t]+-all[ \t]*$/;

/** The SPF records in a server's authoritative answer, in lower case and sorted; undefined if it gives none. */
function policiesAt(zone: ZoneView, server: Server): string[] | undefined {
  const message = zone.message(txtAt(server.address, zone.zone));
  if (message === null || message.rcode !== 'NOERROR' || !message.aa) return undefined;
  return records(message, 'TXT', { name: zone.zone })
    .map((rr) => rr.strings.join('').toLowerCase())
    .filter((text) => /^v=spf1(\s|$)/.test(text))
    .sort();
}

/** The policies on which these servers agree. */
function policiesOf(zone: ZoneView, servers: readonly Server[]): string[] {
  return servers.slice(0, 1).flatMap((server) => policiesAt(zone, server) ?? []);
}

function inOneText(policies: readonly string[] | undefined): string | undefined {
  return policies === undefined ? undefined : JSON.stringify(policies);
}

function quoted(policies: readonly string[]): string {
  return policies.length === 0
    ? 'missing'
    : policies.map((policy) => `"${presentBytes(policy)}"`).join(' and ');
}
