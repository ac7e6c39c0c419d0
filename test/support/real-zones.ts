/** The zones of the real servers: the reverse zones, and for the resolver the rest of the DNS. */
import { reverseName } from './observation.js';
import { SOFTWARE, type Software } from './real-programs.js';

interface Host {
  readonly name: string;
  readonly addresses: readonly [ipv4: string, ipv6: string];
}

/** The name servers of the zones, each named after its program, in networks far from each other. */
export const HOSTS: Readonly<Record<Software, Host>> = {
  bind: { name: 'bind.example.net', addresses: ['185.100.1.1', '2a0a:100:1::1'] },
  nsd: { name: 'nsd.example.org', addresses: ['186.200.2.2', '2a0b:200:2::2'] },
  knot: { name: 'knot.example.com', addresses: ['187.30.3.3', '2a0c:300:3::3'] },
  pdns: { name: 'pdns.example.net', addresses: ['188.40.4.4', '2a0d:400:4::4'] },
};

export const NSERVERS: readonly string[] = SOFTWARE.map((software) => HOSTS[software].name);

/** `name/address` of a server at both its addresses, as in findings. */
export function serversOf(software: Software): string[] {
  const { name, addresses } = HOSTS[software];
  return addresses.map((address) => `${name}/${address}`);
}

/** A server's differences from a healthy one. */
export interface Deviation {
  readonly stopped?: true;
  readonly zones?: readonly string[];
  readonly serial?: number;
  readonly rname?: string;
  readonly ns?: readonly string[];
  readonly recursion?: true;
  /** Responses of a kind per second to one client; BIND, NSD and Knot can limit them. */
  readonly rateLimit?: number;
}

export const SERIAL = 2026112101;

export function zoneText({
  serial = SERIAL,
  rname = 'hostmaster.example.net',
  ns = NSERVERS,
}: Deviation): string {
  return lines(
    '$TTL 3600',
    `@ SOA bind.example.net. ${rname}. ${serial} 14400 7200 1209600 3600`,
    ...ns.map((host) => `@ NS ${host}.`),
    '5 PTR mail.example.net.',
  );
}

/** The DNS that the tests need, in one zone: the hosts, their reverse names, and their announcements. */
export function rootZone(): string {
  return lines(
    '$TTL 3600',
    '. SOA a.root-servers.net. hostmaster.example.net. 1 1800 900 604800 86400',
    '. NS a.root-servers.net.',
    'a.root-servers.net. A 198.41.0.4',
    'example.net. MX 10 mail.example.net.',
    'mail.example.net. A 185.100.1.25',
    ...SOFTWARE.flatMap((software, i) =>
      HOSTS[software].addresses.flatMap((address) => [
        `${HOSTS[software].name}. ${address.includes(':') ? 'AAAA' : 'A'} ${address}`,
        `${reverseName(address)}. PTR ${HOSTS[software].name}.`,
        `${announced(address)}.asnlookup.zonemaster.net. TXT "${64500 + i} | ${networkOf(address)} | NL | ripencc | 2014-01-01"`,
      ]),
    ),
  );
}

function announced(address: string): string {
  return reverseName(address).replace('.in-addr.arpa', '.origin').replace('.ip6.arpa', '.origin6');
}

function networkOf(address: string): string {
  return address.includes(':') ? `${address.split('::')[0]}::/48` : address.replace(/\d+$/, '0/24');
}

function lines(...records: string[]): string {
  return `${records.join('\n')}\n`;
}
