/** The answers of the announcement databases, by name server address. */
import { address } from '../../../src/dns/address.js';
import { ASN_SOURCES, announcement } from '../../../src/questions/common.js';
import { except, type Reply, type Scene } from '../../support/observation.js';

/** `asns | prefix` for an address, or another reply of the database. */
export function announced(data: Readonly<Record<string, string | Exclude<Reply, string>>>): Scene {
  const replies = new Map(
    Object.entries(data).flatMap(([host, said]) =>
      ASN_SOURCES.map((source) => {
        const { name } = announcement(source, address(host));
        const text = typeof said === 'string' ? { answer: [`${name} TXT "${said} | NL | ripencc |"`] } : said;
        return [name, text] as const;
      }),
    ),
  );
  return { replies: except((q) => (q.type === 'TXT' ? replies.get(q.name) : undefined)) };
}

/** The database knows nothing about the address. */
export const nothing = (): Exclude<Reply, string> => ({
  rcode: 'NXDOMAIN',
  authority: [`${ASN_SOURCES[0] ?? ''} SOA a b 1 1 1 1 1`],
});

export const failing: Exclude<Reply, string> = { rcode: 'SERVFAIL' };
