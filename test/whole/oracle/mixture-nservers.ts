/** Faults of the delegation: names, glue, addresses. */
import { addTo, type Fault, HOSTS, type Mixture, names, onServers } from './mixture-scenario.js';
import type { Random } from './random.js';

/** The order must not change: then a seed always gives the same faults. */
export const NSERVER_FAULTS: readonly Fault[] = [
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
];

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

/** NS records for a server that was not requested and may work. */
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

/** A name that is spelt differently in the zone, or is no valid host name. */
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

/** Enough long names to make a referral to them big. */
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

/** Aliases: into another zone, inside one, in two steps, in a loop, to nowhere. */
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
  // A name has at most one CNAME record.
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
