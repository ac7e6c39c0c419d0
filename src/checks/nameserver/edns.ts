import { type Message, type Rcode, rcodeCode, rcodeOf, records } from '../../dns/message.js';
import type { TagDeclaration } from '../../finding/tag.js';

/**
 * The two parts in which an rcode is sent: four bits in the header, the upper eight in the OPT record (RFC 6891 section
 * 6.1.3). The engine judges them separately; BADVERS is NOERROR with 1.
 */
export function rcodeParts({ rcode }: Message): { readonly header: Rcode; readonly extended: number } {
  const code = rcodeCode(rcode);
  return { header: rcodeOf(code & 15), extended: code >> 4 };
}

/** The engine treats an answer without EDNS as one with version 0. */
export function ednsVersion(message: Message): number {
  return message.edns?.version ?? 0;
}

export function hasSoa(message: Message): boolean {
  return records(message, 'SOA', { section: 'answer' }).length > 0;
}

const SOURCE = 'Zonemaster test cases Nameserver02, Nameserver12 and Nameserver13; RFC 6891';

/** The messages that any question with EDNS can lead to, whichever extension it tests. */
export const EDNS_TAGS = {
  NO_EDNS_SUPPORT: {
    engine: 'WARNING',
    message: '{ns} does not support EDNS: it answers FORMERR.',
    meaning:
      'EDNS carries larger answers, DNSSEC and cookies. Since 2019 resolvers no longer work around servers without it, but after FORMERR they still ask again without EDNS.',
    fix: 'Update the name server software; all maintained servers support EDNS. If yours does, look for a firewall or load balancer that changes DNS messages.',
    source: SOURCE,
  },
  NS_ERROR: {
    engine: 'WARNING',
    message: '{ns} answers a SOA query ({asked}) {answer}.',
    meaning:
      'The server does not answer a SOA query with EDNS properly. If other messages say that it does not serve the zone at all, this is only a consequence.',
    fix: 'Make sure that the server has the zone. If it gives the SOA record without EDNS (dig +noedns), update its software or check the devices in front of it.',
    source: SOURCE,
  },
} as const satisfies Record<string, TagDeclaration>;

/** The flaw in an answer, for NS_ERROR. */
export function answerInWords(message: Message): string {
  if (message.rcode !== 'NOERROR') return `with ${message.rcode}`;
  if (ednsVersion(message) !== 0) return `in EDNS version ${ednsVersion(message)}`;
  return 'without a SOA record';
}
