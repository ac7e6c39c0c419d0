/**
 * Random scenarios: a healthy delegation with a few faults, whose combination nobody may have thought of. Every scenario
 * is JSON that both labs read.
 */
import { NSERVER_FAULTS } from './mixture-nservers.js';
import { addresses, addTo, type Fault, HOSTS, type Mixture, names, onServers } from './mixture-scenario.js';
import { Random } from './random.js';

/** The scenario of a seed, always the same. `delegated`: also in the parent, mostly as requested. */
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

function healthy(random: Random): Mixture {
  const hosts = HOSTS.slice(0, random.pick([2, 2, 2, 3, 4]));
  return {
    zone: random.pick(ZONES),
    delegation: Object.fromEntries(hosts.map(([name]) => [name, []])),
    hosts: Object.fromEntries(hosts.map(([name, ...addresses]) => [name, addresses])),
    servers: Object.fromEntries(hosts.flatMap(([, ...addresses]) => addresses.map((at) => [at, {}]))),
  };
}

/** A fault some servers have. */
const behaviour =
  (...choices: readonly Record<string, unknown>[]): Fault =>
  (scenario, random) =>
    onServers(scenario, random, random.pick(choices));

/** A SOA record on all servers, or only on some. */
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

const TYPES = ['SOA', 'NS', 'A', 'AAAA', 'MX', 'TXT'];
const RCODES = ['SERVFAIL', 'REFUSED', 'NXDOMAIN', 'NOTIMP', 'FORMERR'];

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

  ...NSERVER_FAULTS,

  // Records of others about the servers.
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
