import { type Message, type Rcode, rcodeCode, rcodeOf, records } from '../../dns/message.js';
import type { TagDeclaration } from '../../finding/tag.js';

/**
 * An rcode in the two parts it is sent in: four bits in the header, the upper eight in the OPT record (RFC 6891 section
 * 6.1.3). The engine judges them apart; BADVERS is NOERROR with 1.
 */
export function rcodeParts({ rcode }: Message): { readonly header: Rcode; readonly extended: number } {
  const code = rcodeCode(rcode);
  return { header: rcodeOf(code & 15), extended: code >> 4 };
}

/** The engine takes an answer without EDNS for one with version 0. */
export function ednsVersion(message: Message): number {
  return message.edns?.version ?? 0;
}

export function hasSoa(message: Message): boolean {
  return records(message, 'SOA', { section: 'answer' }).length > 0;
}

const SOURCE = 'Zonemaster test cases Nameserver02, Nameserver12 and Nameserver13; RFC 6891';

/** What every question with EDNS can bring, whichever extension it is about. */
export const EDNS_TAGS = {
  NO_EDNS_SUPPORT: {
    engine: 'WARNING',
    message: '{ns} does not know EDNS: it answers with FORMERR.',
    meaning:
      'EDNS carries larger answers, DNSSEC and cookies. Since 2019 resolvers do not work around servers without it, but an answer of FORMERR still lets them ask again without.',
    fix: 'Update the name server software; all maintained servers know EDNS. If yours does, look for a firewall or load balancer that changes DNS messages.',
    source: SOURCE,
  },
  NS_ERROR: {
    engine: 'WARNING',
    message: 'Asked for the SOA record with {asked}, {ns} answers {answer}.',
    meaning:
      'The server does not answer a question for the SOA record with EDNS as it should. When the other messages say that it does not have the zone at all, this is only a consequence.',
    fix: 'See that the server has the zone. If it gives the SOA record without EDNS (dig +noedns), update its software or look at what stands before it.',
    source: SOURCE,
  },
} as const satisfies Record<string, TagDeclaration>;

/** What is wrong with an answer, for NS_ERROR. */
export function answerInWords(message: Message): string {
  if (message.rcode !== 'NOERROR') return `with ${message.rcode}`;
  if (ednsVersion(message) !== 0) return `in EDNS version ${ednsVersion(message)}`;
  return 'without a SOA record';
}
