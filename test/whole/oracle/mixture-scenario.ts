/** The building blocks of random scenarios: see mixtures.ts. */
import type { Random } from './random.js';

/** A scenario as written to a file (src/lab/scenario.ts reads it). */
export interface Mixture {
  readonly zone: string;
  delegation: Record<string, string[]>;
  readonly hosts: Record<string, string[]>;
  readonly servers: Record<string, Record<string, unknown>>;
  zone_ns?: string[];
  soa?: Record<string, unknown>;
  records?: string[];
  forward_records?: string[];
  delegated?: string[];
  no_ptr?: string[];
  ptr?: Record<string, string>;
  prefixes?: Record<string, string>;
  asn?: Record<string, string>;
  no_asn_db?: boolean;
}

/** Makes one thing wrong or unusual. */
export type Fault = (scenario: Mixture, random: Random) => void;

export const HOSTS: readonly (readonly [name: string, ipv4: string, ipv6: string])[] = [
  ['ns1.example.net', '185.100.1.1', '2a0a:100:1::1'],
  ['ns2.example.org', '186.200.2.2', '2a0b:200:2::2'],
  ['ns3.example.com', '187.30.3.3', '2a0c:300:3::3'],
  ['ns4.dns.example.net', '188.40.4.4', '2a0d:400:4::4'],
];

/** Applies `over` to some servers: mostly to one, to all addresses of a name, or to all servers. */
export function onServers(scenario: Mixture, random: Random, over: Record<string, unknown>): void {
  const all = Object.keys(scenario.servers);
  const some = [
    [random.pick(all)],
    [random.pick(all)],
    scenario.hosts[random.pick(Object.keys(scenario.hosts))] ?? [],
    random.some(all, 0.5),
    all,
  ];
  for (const at of random.pick(some)) {
    const server = scenario.servers[at];
    if (server === undefined) continue;
    for (const [key, value] of Object.entries(over)) {
      const before = server[key];
      server[key] = isObject(before) && isObject(value) ? { ...before, ...value } : value;
    }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function addTo(scenario: Mixture, key: 'forward_records' | 'records', lines: readonly string[]): void {
  scenario[key] = [...new Set([...(scenario[key] ?? []), ...lines])];
}

export const names = (scenario: Mixture): string[] => Object.keys(scenario.delegation);
export const addresses = (scenario: Mixture): string[] => Object.values(scenario.hosts).flat();
