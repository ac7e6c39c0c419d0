/**
 * Random scenarios: a healthy delegation, and a few faults laid over it that may add up to something nobody thought of.
 * Every scenario is JSON that both labs read.
 */
import { Random } from './random.js';

/** A scenario as it is written to a file (src/lab/scenario.ts reads it). */
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

/** One thing that is wrong, or just unusual. */
type Fault = (scenario: Mixture, random: Random) => void;

/** The scenario of a seed; the same one every time. `delegated`: in the parent, too, mostly as it is asked for. */
export function mixture(seed: number, { delegated = false } = {}): Mixture {
  const random = new Random(seed);
  const scenario = healthy(random);
  const count = 1 + random.below(4);
  for (let i = 0; i < count; i += 1) random.pick(FAULTS)(scenario, random);
  if (delegated) scenario.delegated ??= names(scenario);
  return scenario;
}

const ZONES = [
  '16.155.185.in-addr.arpa',
  '16.155.185.in-addr.arpa',
  '16.155.185.in-addr.arpa',
  '155.185.in-addr.arpa',
  '0-127.16.155.185.in-addr.arpa',
  '128/25.16.155.185.in-addr.arpa',
  '4.3.2.1.7.6.0.a.2.ip6.arpa',
  '4.0.d.c.b.a.4.3.2.1.7.6.0.a.2.ip6.arpa',
];

const HOSTS: readonly (readonly [name: string, ipv4: string, ipv6: string])[] = [
  ['ns1.example.net', '185.100.1.1', '2a0a:100:1::1'],
  ['ns2.example.org', '186.200.2.2', '2a0b:200:2::2'],
  ['ns3.example.com', '187.30.3.3', '2a0c:300:3::3'],
  ['ns4.dns.example.net', '188.40.4.4', '2a0d:400:4::4'],
];

function healthy(random: Random): Mixture {
  const hosts = HOSTS.slice(0, random.pick([2, 2, 2, 3, 4]));
  return {
    zone: random.pick(ZONES),
    delegation: Object.fromEntries(hosts.map(([name]) => [name, []])),
    hosts: Object.fromEntries(hosts.map(([name, ...addresses]) => [name, addresses])),
    servers: Object.fromEntries(hosts.flatMap(([, ...addresses]) => addresses.map((at) => [at, {}]))),
  };
}

/** Lays `over` on some servers: mostly on one, on all addresses of a name, or on all there are. */
function onServers(scenario: Mixture, random: Random, over: Record<string, unknown>): void {
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

/** A fault some servers have. */
const behaviour =
  (...choices: readonly Record<string, unknown>[]): Fault =>
  (scenario, random) =>
    onServers(scenario, random, random.pick(choices));

/** A SOA record that all servers have, or only some. */
const soa =
  (...choices: readonly Record<string, unknown>[]): Fault =>
  (scenario, random) => {
    const fields = random.pick(choices);
    if (random.chance(0.5)) scenario.soa = { ...scenario.soa, ...fields };
    else onServers(scenario, random, { soa: fields });
  };

const forward =
  (...choices: readonly (readonly string[])[]): Fault =>
  (scenario, random) =>
    addTo(scenario, 'forward_records', random.pick(choices));

function addTo(scenario: Mixture, key: 'forward_records' | 'records', lines: readonly string[]): void {
  scenario[key] = [...new Set([...(scenario[key] ?? []), ...lines])];
}

const TYPES = ['SOA', 'NS', 'A', 'AAAA', 'MX', 'TXT'];
const RCODES = ['SERVFAIL', 'REFUSED', 'NXDOMAIN', 'NOTIMP', 'FORMERR'];

const names = (scenario: Mixture): string[] => Object.keys(scenario.delegation);
const addresses = (scenario: Mixture): string[] => Object.values(scenario.hosts).flat();

const FAULTS: readonly Fault[] = [
  // No answer.
  behaviour({ drop_udp: true, drop_tcp: true }, { drop_udp: true }, { drop_tcp: true }, { rst_tcp: true }),
  behaviour({ drop_edns: true }),
  (scenario, random) => onServers(scenario, random, { drop_types: [random.pick(TYPES)] }),

  // Response codes and flags.
  (scenario, random) => onServers(scenario, random, { rcode: random.pick(RCODES) }),
  (scenario, random) =>
    onServers(scenario, random, { rcode_types: { [random.pick(TYPES)]: random.pick(RCODES) } }),
  (scenario, random) =>
    onServers(scenario, random, { rcode_out_of_zone: random.pick([...RCODES, 'NOERROR']) }),
  behaviour({ no_aa: true }, { not_loaded: true }, { no_soa: true }),
  behaviour({ ra: true }, { recursor: true }, { upward_referral: true }),
  behaviour({ not_loaded: true, recursor: true }, { not_loaded: true, upward_referral: true }),
  behaviour({ not_loaded: true, rcode_out_of_zone: 'NXDOMAIN' }, { no_aa: true, ra: true }),

  // Contents.
  behaviour({ version: 'named 9.9.9' }, { version: '' }, { axfr: true }, { two_soa: true }),
  behaviour({ case_sensitive: true }, { lower_question: true }),

  // EDNS.
  behaviour({ edns_formerr: true }, { edns_ignored: true }, { edns1_ok: true }),
  behaviour({ echo_options: true }, { echo_z: true }, { echo_options: true, echo_z: true }),

  // The SOA record.
  soa({ serial: 2026112100 }, { serial: 1 }, { serial: 0 }, { serial: 4294967295 }, { serial: 2147483648 }),
  soa({ refresh: 600 }, { refresh: 7200 }, { refresh: 86400 }, { retry: 300 }, { retry: 14400 }),
  soa({ expire: 3600 }, { expire: 604799 }, { expire: 10000 }, { minimum: 0 }, { minimum: 299 }),
  soa({ minimum: 86400 }, { minimum: 86401 }, { retry: 3599 }, { refresh: 0, retry: 0 }),
  soa({ mname: 'hidden.example.net' }, { mname: 'ns2.example.org' }, { mname: 'NS1.Example.net' }),
  soa({ mname: 'alias.example.net' }, { mname: 'localhost' }, { mname: 'no_host.example.net' }),
  soa({ mname: 'elsewhere.example.org' }, { mname: '-bad-.example.net' }, { mname: 'ns' }),
  soa({ rname: 'hostmaster.example.org' }, { rname: 'HostMaster.Example.net' }, { rname: 'root.localhost' }),
  soa({ rname: 'first\\.last.example.net' }, { rname: 'host@master.example.net' }, { rname: 'hostmaster' }),
  soa({ rname: 'hostmaster.mail.example.net' }, { rname: 'hostmaster.nullmx.example.org' }),
  soa(
    { rname: 'hostmaster.nowhere.example.com' },
    { rname: 'host master.example.net'.replace(' ', '\\032') },
  ),
  forward(
    ['hidden.example.net. A 185.100.1.77'],
    ['elsewhere.example.org. A 186.200.2.2'],
    ['elsewhere.example.org. A 127.0.0.1'],
    ['alias.example.net. CNAME ns1.example.net.'],
    ['mail.example.net. A 127.0.0.1'],
    ['example.org. MX 10 mail.example.net.', 'example.com. MX 0 .'],
    ['nullmx.example.org. MX 0 .'],
  ),

  // Records of the zone.
  (scenario, random) =>
    addTo(
      scenario,
      'records',
      random.pick([
        ['@ MX 10 mail.example.net.'],
        ['@ MX 0 .'],
        ['@ MX 10 nowhere.example.net.'],
        ['@ MX 10 alias.example.net.'],
        ['@ MX 10 localhost.', '@ MX 20 -mail-.example.net.'],
        ['@ MX 10 mail', 'mail CNAME mail.example.net.'],
        ['@ MX 10 mail', 'mail A 185.100.1.26'],
        ['@ TXT "v=spf1 -all"'],
        ['@ TXT "v=spf1 mx ~all"'],
        ['@ TXT "v=spf1 not a policy"'],
        ['@ TXT "v=spf1 -all"', '@ TXT "v=spf1 ~all"'],
        ['@ TXT "hello"'],
        ['www A 185.100.1.27'],
        ['@ A 185.100.1.28'],
      ]),
    ),
  (scenario, random) => onServers(scenario, random, { records: [random.pick(SPF)] }),

  // Name servers.
  extraInZone,
  missingInZone,
  (scenario, random) =>
    onServers(scenario, random, { zone_ns: random.some([...names(scenario), 'ns5.example.net'], 0.7) }),
  onlyOneName,
  insideZone,
  aliasedNserver,
  unresolvableNserver,
  oddlyNamed,
  manyNames,
  manyAddresses,
  withGlue,
  oneFamily,
  sharedAddress,
  (scenario, random) => moveHost(scenario, random, random.pick(SAME_NETWORK)),
  (scenario, random) => moveHost(scenario, random, random.pick(SPECIAL_ADDRESSES)),
  delegatedAlready,

  // What others publish about the servers.
  (scenario, random) => {
    scenario.no_ptr = random.some(addresses(scenario), 0.5);
  },
  (scenario, random) => {
    scenario.ptr = { ...scenario.ptr, [random.pick(addresses(scenario))]: 'other.example.net' };
  },
  (scenario, random) => {
    scenario.asn = Object.fromEntries(
      addresses(scenario).map((at) => [at, random.pick(['64501', '64501', '64502', '64501 64502'])]),
    );
  },
  (scenario) => {
    scenario.no_asn_db = true;
  },
  (scenario, random) => {
    const ipv4 = addresses(scenario).filter((each) => !each.includes(':'));
    if (ipv4.length === 0) return;
    const at = random.pick(ipv4);
    scenario.prefixes = { ...scenario.prefixes, [at]: `${at.split('.')[0]}.0.0.0/8` };
  },
];

const SPF = ['@ TXT "v=spf1 -all"', '@ TXT "v=spf1 +all"', '@ TXT "v=spf1 include:"'];
const SAME_NETWORK = ['185.100.1.66', '2a0a:100:1::66', '185.100.2.66'];
const SPECIAL_ADDRESSES = [
  '10.1.2.3',
  '192.0.2.7',
  '127.3.2.1',
  '100.64.1.1',
  '192.88.99.2',
  '2001:db8::7',
  'fd00::7',
  '64:ff9b::7',
  '2002:b964:101::7',
];

/** NS records for one that is not asked for, which may work. */
function extraInZone(scenario: Mixture, random: Random): void {
  const extra = random.pick([...HOSTS.map(([name]) => name), 'ns5.example.net', `ns.${scenario.zone}`]);
  scenario.zone_ns = [...new Set([...(scenario.zone_ns ?? names(scenario)), extra])];
  if (random.chance(0.3)) return;
  const known = HOSTS.find(([name]) => name === extra);
  const at = known === undefined ? ['189.50.5.5'] : known.slice(1);
  scenario.hosts[extra] ??= at;
  for (const each of at) if (random.chance(0.8)) scenario.servers[each] ??= {};
  if (extra.endsWith('.arpa'))
    addTo(
      scenario,
      'records',
      at.map((each) => `ns A ${each}`),
    );
}

function missingInZone(scenario: Mixture, random: Random): void {
  const all = scenario.zone_ns ?? names(scenario);
  if (all.length < 2) return;
  const missing = random.pick(all);
  scenario.zone_ns = all.filter((name) => name !== missing);
}

function onlyOneName(scenario: Mixture, random: Random): void {
  const kept = random.pick(names(scenario));
  scenario.delegation = { [kept]: scenario.delegation[kept] ?? [] };
}

/** A name that is spelt otherwise in the zone, or is no good host name. */
function oddlyNamed(scenario: Mixture, random: Random): void {
  const [[plain, ...at] = ['']] = HOSTS;
  const odd = random.pick([
    'NS1.Example.Net',
    'ns_1.example.net',
    '-ns1.example.net',
    'ns--1.example.net',
    'ab--cd.example.net',
    'ns1.example.123',
    'ns1',
  ]);
  if (odd.toLowerCase() !== plain) scenario.hosts[odd] = at;
  if (random.chance(0.7) && odd.toLowerCase() !== plain) scenario.delegation[odd] = [];
  if (random.chance(0.7)) {
    scenario.zone_ns = (scenario.zone_ns ?? names(scenario)).map((name) => (name === plain ? odd : name));
  }
}

/** So many, and so long names, that a referral to them is big. */
function manyNames(scenario: Mixture, random: Random): void {
  const count = random.pick([3, 6, 10]);
  for (let i = 0; i < count; i += 1) {
    const host = `name-server-number-${i}.of-the-operator.domain${i}.example`;
    const at = [`19${i}.10.${i}.1`, `2a10:${i + 1}::1`];
    scenario.hosts[host] = at;
    scenario.delegation[host] = [];
    for (const each of at) scenario.servers[each] = {};
  }
}

function manyAddresses(scenario: Mixture, random: Random): void {
  const host = random.pick(names(scenario));
  const more = ['185.100.7.1', '185.100.7.2', '2a0a:100:7::1'];
  scenario.hosts[host] = [...new Set([...(scenario.hosts[host] ?? []), ...more])];
  for (const each of more) scenario.servers[each] ??= {};
}

/** A name server inside the zone, with glue that may be wrong, missing, or unknown to the zone. */
function insideZone(scenario: Mixture, random: Random): void {
  const label = random.pick(['ns', 'ns', 'ns.below']);
  const host = `${label}.${scenario.zone}`;
  const glue = random.pick([['187.3.3.3'], ['187.3.3.3'], ['187.3.3.3', '2a0e:3::3'], []]);
  scenario.delegation[host] = glue;
  scenario.hosts[host] = ['187.3.3.3', '2a0e:3::3'];
  scenario.servers['187.3.3.3'] ??= {};
  scenario.servers['2a0e:3::3'] ??= {};
  addTo(
    scenario,
    'records',
    random.pick([
      [`${label} A 187.3.3.3`],
      [`${label} A 187.3.3.3`, `${label} AAAA 2a0e:3::3`],
      [`${label} A 187.3.3.4`],
      [`${label} CNAME ns1.example.net.`],
      [`${label} CNAME other`, 'other A 187.3.3.3'],
      [],
    ]),
  );
}

/** Aliases: into another zone, inside one, in two steps, in a circle, to nowhere. */
function aliasedNserver(scenario: Mixture, random: Random): void {
  const [alias, ...lines] = random.pick([
    ['alias.example.org', 'alias.example.org. CNAME ns1.example.net.'],
    ['alias.example.org', 'alias.example.org. CNAME ns2.example.org.'],
    ['alias.example.net', 'alias.example.net. CNAME ns1.example.net.'],
    ['alias.example.org', 'alias.example.org. CNAME b.example.org.', 'b.example.org. CNAME ns2.example.org.'],
    [
      'alias.example.org',
      'alias.example.org. CNAME b.example.org.',
      'b.example.org. CNAME alias.example.org.',
    ],
    ['alias.example.org', 'alias.example.org. CNAME nowhere.example.net.'],
  ]);
  // A name has one CNAME record at most.
  if (alias === undefined || scenario.forward_records?.some((line) => line.startsWith(`${alias}. CNAME`)))
    return;
  addTo(scenario, 'forward_records', lines);
  if (random.chance(0.7)) scenario.delegation[alias] = [];
  if (random.chance(0.5)) scenario.zone_ns = [...new Set([...(scenario.zone_ns ?? names(scenario)), alias])];
}

function unresolvableNserver(scenario: Mixture, random: Random): void {
  const host = random.pick(['gone.example.net', 'gone.example.invalid', 'no-address.example.com']);
  if (host.startsWith('no-address')) scenario.hosts[host] = [];
  scenario.delegation[host] = [];
  if (random.chance(0.3)) scenario.zone_ns = names(scenario).filter((name) => name !== host);
}

/** Glue for names outside the zone: right, wrong, or in part. */
function withGlue(scenario: Mixture, random: Random): void {
  const host = random.pick(names(scenario));
  const real = scenario.hosts[host] ?? [];
  scenario.delegation[host] = random.pick([
    real,
    real.slice(0, 1),
    ['185.100.1.99'],
    [...real, '2a0a:100:1::99'],
  ]);
}

function oneFamily(scenario: Mixture, random: Random): void {
  const dropped = random.pick([':', '.']);
  for (const host of random.pick([Object.keys(scenario.hosts), [random.pick(Object.keys(scenario.hosts))]])) {
    const kept = (scenario.hosts[host] ?? []).filter((at) => !at.includes(dropped));
    if (kept.length > 0) scenario.hosts[host] = kept;
  }
}

function sharedAddress(scenario: Mixture, random: Random): void {
  const [one, other] = [random.pick(names(scenario)), random.pick(names(scenario))];
  const shared = scenario.hosts[one];
  if (shared !== undefined)
    scenario.hosts[other] = random.chance(0.5)
      ? shared
      : [...shared.slice(0, 1), ...(scenario.hosts[other] ?? []).slice(1)];
}

/** Gives a host another address, with the server it had. */
function moveHost(scenario: Mixture, random: Random, to: string): void {
  const host = random.pick(Object.keys(scenario.hosts));
  const family = (at: string): boolean => at.includes(':');
  const from = scenario.hosts[host]?.find((at) => family(at) === family(to));
  if (from === undefined) return;
  scenario.hosts[host] = (scenario.hosts[host] ?? []).map((at) => (at === from ? to : at));
  scenario.servers[to] ??= scenario.servers[from] ?? {};
}

function delegatedAlready(scenario: Mixture, random: Random): void {
  scenario.delegated = random.pick([
    names(scenario),
    [...HOSTS.slice(0, 2).map(([name]) => name)],
    ['old.example.net', 'ns1.example.net'],
  ]);
}
