import { type Message, type Rcode, records } from '../../dns/message.js';
import type { Name } from '../../dns/name.js';
import { soaWithEdns, soaWithUnknownOption, UNKNOWN_OPTION } from '../../questions/nameserver.js';
import type { Server, ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { groupBy, idsOf } from '../groups.js';
import { rcodeParts } from './edns.js';

const MEANING =
  'EDNS options carry cookies and the like. A server must ignore the options it does not know; otherwise it will fail for resolvers that send a new one.';
const FIX =
  'Update the name server software, or the firewall or load balancer in front of it (https://ednscomp.isc.org tests it).';

export const ednsOption = defineCheck({
  testCase: 'Nameserver11',
  title: 'An unknown EDNS option is ignored',
  source: 'Zonemaster test case Nameserver11; RFC 6891 section 6.1.2',
  tags: {
    N11_NO_RESPONSE: {
      engine: 'WARNING',
      message: 'A query with an unknown EDNS option gets no answer from {servers}.',
      meaning: `${MEANING} A lost packet looks the same as a server that drops the query.`,
      fix: FIX,
    },
    N11_UNEXPECTED_RCODE: {
      engine: 'WARNING',
      message: 'A query with an unknown EDNS option gets {rcode} from {servers}.',
      meaning: MEANING,
      fix: FIX,
    },
    N11_NO_EDNS: {
      engine: 'WARNING',
      message: 'A query with an unknown EDNS option gets an answer without EDNS from {servers}.',
      meaning: MEANING,
      fix: FIX,
    },
    N11_UNEXPECTED_ANSWER_SECTION: {
      engine: 'WARNING',
      message: 'A query with an unknown EDNS option gets an answer without the SOA record from {servers}.',
      meaning: MEANING,
      fix: FIX,
    },
    N11_UNSET_AA: {
      engine: 'WARNING',
      message: 'A query with an unknown EDNS option gets a non-authoritative answer from {servers}.',
      meaning: MEANING,
      fix: FIX,
    },
    N11_RETURNS_UNKNOWN_OPTION_CODE: {
      engine: 'WARNING',
      message: 'An unassigned EDNS option is sent back by {servers}.',
      meaning:
        'A server that repeats an option claims to know it. Resolvers will misunderstand that once the option has a meaning.',
      fix: FIX,
    },
  },
  *run(zone, fact) {
    for (const { value: flaw, servers } of groupBy(zone.inUse, (server) => flawAt(zone, server))) {
      const evidence = servers.map((server) => soaWithUnknownOption(server.address, zone.zone));
      const proof = { servers, evidence };
      if (isFlawTag(flaw)) yield fact(flaw, { servers: idsOf(servers) }, proof);
      else yield fact('N11_UNEXPECTED_RCODE', { rcode: flaw, servers: idsOf(servers) }, proof);
    }
  },
});

const FLAW_TAGS = [
  'N11_NO_RESPONSE',
  'N11_NO_EDNS',
  'N11_UNEXPECTED_ANSWER_SECTION',
  'N11_UNSET_AA',
  'N11_RETURNS_UNKNOWN_OPTION_CODE',
] as const;

/** An unexpected rcode is reported as it is. */
type Flaw = (typeof FLAW_TAGS)[number] | Rcode;

function isFlawTag(flaw: Flaw): flaw is (typeof FLAW_TAGS)[number] {
  return (FLAW_TAGS as readonly string[]).includes(flaw);
}

/** Judges only a server that properly answers EDNS without an option. */
function flawAt(zone: ZoneView, server: Server): Flaw | undefined {
  const plain = zone.message(soaWithEdns(server.address, zone.zone));
  if (plain === null || flawIn(plain, zone.zone) !== undefined) return undefined;
  const question = soaWithUnknownOption(server.address, zone.zone);
  const message = zone.message(question);
  if (message === null) return zone.wasAsked(question) ? 'N11_NO_RESPONSE' : undefined;
  return flawIn(message, zone.zone);
}

/** The first flaw in an answer. */
function flawIn(message: Message, zone: Name): Flaw | undefined {
  if (rcodeParts(message).header !== 'NOERROR') return message.rcode;
  if (message.edns === null) return 'N11_NO_EDNS';
  if (records(message, 'SOA', { name: zone, section: 'answer' }).length === 0)
    return 'N11_UNEXPECTED_ANSWER_SECTION';
  if (!message.aa) return 'N11_UNSET_AA';
  const repeated = message.edns.options.some(({ code }) => code === UNKNOWN_OPTION);
  return repeated ? 'N11_RETURNS_UNKNOWN_OPTION_CODE' : undefined;
}
