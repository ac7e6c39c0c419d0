import { type Address, address, familyOf } from '../dns/address.js';
import { fromLabels, isWithin, labelsOf, type Name, name, parentOf, ROOT } from '../dns/name.js';
import { cidrBlock, formatPrefix, type Prefix, PrefixError, parsePrefix } from '../prefix/prefix.js';
import { zonesOf } from '../prefix/zone.js';
import { parseRecord } from '../zone-file/record.js';
import { type Zone, zoneOf } from '../zone-file/zone.js';
import { type Scenario, type ServerSpec, type ZoneData, zonesUnderTest } from './scenario.js';

/** Every server of a small Internet by its public address. */
export interface World {
  readonly servers: ReadonlyMap<Address, Server>;
  /** The addresses a resolver starts from. */
  readonly roots: readonly Address[];
}

export interface Server {
  /** By origin. */
  readonly zones: ReadonlyMap<Name, Zone>;
  readonly faults: ServerSpec;
}

interface Host {
  readonly name: Name;
  readonly addresses: readonly Address[];
}

const host = (text: string, ...addresses: string[]): Host => ({
  name: name(text),
  addresses: addresses.map(address),
});

const ROOT_SERVER = host('a.root-servers.net', '198.41.0.4', '2001:503:ba3e::2:30');
/** The servers of all zones except the root, the registry's and those under test. */
const INFRA = [
  host('ns1.infra.example', '199.43.135.53', '2001:500:8f::53'),
  host('ns2.infra.example', '199.43.133.53', '2001:500:8d::53'),
];
/** The servers of the registry's zones, the parents of those under test. */
const REGISTRY = [
  host('pri.authdns.ripe.net', '193.0.9.5', '2001:67c:e0::5'),
  host('ns3.afrinic.net', '204.61.216.100', '2001:500:14:6100:ad::1'),
];
const MAIL = host('mail.example.net', '185.100.1.25');

const IN_ADDR = name('in-addr.arpa');
const IP6 = name('ip6.arpa');
/** The zones that give the prefix and AS of an address. */
const ASN_ZONES = [name('asnlookup.zonemaster.net'), name('asn.cymru.com')];

/** The world of a scenario. */
export function buildWorld(scenario: Scenario): World {
  const servers = new Map<Address, { zones: Map<Name, Zone>; faults: ServerSpec }>();
  const serverAt = (at: Address) => {
    const server = servers.get(at) ?? { zones: new Map<Name, Zone>(), faults: {} };
    servers.set(at, server);
    return server;
  };
  const serve = (hosts: readonly Host[], zone: Zone): void => {
    for (const at of hosts.flatMap((each) => each.addresses)) serverAt(at).zones.set(zone.origin, zone);
  };

  const tree = new Tree();
  publishForward(tree, scenario);
  publishReverse(tree, scenario);
  publishAnnouncements(tree, scenario);

  serve([ROOT_SERVER], rootZone(tree.topLevel()));
  const parents = registryZones(scenario);
  for (const [origin, lines] of tree.zones) {
    const hosts = parents.includes(origin) ? REGISTRY : INFRA;
    serve(hosts, zoneOf(origin, [...apex(hosts), ...lines]));
  }
  for (const [at, spec] of scenario.servers) {
    const server = serverAt(at);
    server.faults = spec;
    for (const origin of zonesUnderTest(scenario)) {
      const own = spec.per_zone?.get(origin);
      const data = { ...spec, ...own, soa: { ...spec.soa, ...own?.soa } };
      if (!data.not_loaded) server.zones.set(origin, zoneUnderTest(origin, scenario, data));
    }
  }
  const published = [...servers.values()].flatMap(({ zones }) => [...zones.values()].flatMap(addressesIn));
  for (const at of [...published, ...addressesOf(scenario)]) {
    if (!servers.has(at)) serverAt(at).faults = NOBODY;
  }
  return { servers, roots: ROOT_SERVER.addresses };
}

/**
 * The behaviour of an address without a name server. The world has every address that anything in it leads to, so no query
 * ever leaves it.
 */
const NOBODY: ServerSpec = { drop_udp: true, rst_tcp: true };

function addressesIn(zone: Zone): Address[] {
  return [...zone.nodes.values()]
    .flatMap((node) => [...node.values()].flat())
    .flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? [record.address] : []));
}

function addressesOf({ hosts, delegation, servers }: Scenario): Address[] {
  const sources = [...servers.values()].flatMap(({ answer_from: from }) =>
    from === undefined ? [] : [from],
  );
  return [...[...hosts.values(), ...delegation.values()].flat(), ...sources];
}

/** Zone-file lines by origin. */
class Tree {
  readonly zones = new Map<Name, string[]>();

  add(origin: Name, ...lines: string[]): void {
    this.zone(origin).push(...lines);
  }

  zone(origin: Name): string[] {
    const lines = this.zones.get(origin) ?? [];
    this.zones.set(origin, lines);
    return lines;
  }

  delegate(parent: Name, child: Name, hosts: readonly Host[]): void {
    this.add(parent, ...nameServers(child, hosts));
    this.zone(child);
  }

  topLevel(): Name[] {
    return [...this.zones.keys()].filter((origin) => labelsOf(origin).length === 1);
  }
}

function rootZone(topLevel: readonly Name[]): Zone {
  return zoneOf(ROOT, [
    '@ SOA a.root-servers.net. nstld.example.net. 1 1800 900 604800 86400',
    ...nameServers(ROOT, [ROOT_SERVER]),
    ...topLevel.flatMap((each) => nameServers(each, INFRA)),
    ...[ROOT_SERVER, ...INFRA].flatMap(addressLines),
  ]);
}

/** The forward side. The registered domain of every host is its last two labels. */
function publishForward(tree: Tree, scenario: Scenario): void {
  const zones = zonesUnderTest(scenario);
  const publish = (owner: Name, ...lines: string[]): void => {
    const domain = fromLabels(labelsOf(owner).slice(-2));
    const top = parentOf(domain);
    if (top !== ROOT) tree.delegate(top, domain, INFRA);
    tree.add(domain, ...lines);
  };
  for (const domain of ['example.net', 'example.org', 'example.com']) publish(name(domain));
  publish(MAIL.name, ...addressLines(MAIL), `example.net. MX 10 ${fqdn(MAIL.name)}`);
  for (const each of [ROOT_SERVER, ...REGISTRY]) publish(each.name, ...addressLines(each));
  tree.add(name('example'), ...INFRA.flatMap(addressLines));

  for (const [owner, addresses] of scenario.hosts) {
    if (zones.some((zone) => isWithin(owner, zone))) continue;
    const lines = addressLines({ name: owner, addresses });
    publish(owner, ...(lines.length === 0 ? [`${fqdn(owner)} TXT "no address"`] : lines));
  }
  for (const line of scenario.forward_records ?? []) publish(parseRecord(line, ROOT).name, line);
}

/** The reverse side: the registry's zones, the PTR records of the hosts, and the delegation if there is one. */
function publishReverse(tree: Tree, scenario: Scenario): void {
  const zones = zonesUnderTest(scenario);
  const parents = registryZones(scenario);
  for (const top of [IN_ADDR, IP6]) tree.delegate(parentOf(top), top, INFRA);
  for (const parent of parents) tree.delegate(reverseTreeOf(parent), parent, REGISTRY);

  for (const [owner, addresses] of scenario.hosts) {
    for (const at of addresses) {
      const pointer = reverseName(at);
      if (scenario.no_ptr?.includes(at) || zones.some((zone) => isWithin(pointer, zone))) continue;
      const parent = parents.find((each) => isWithin(pointer, each)) ?? reverseTreeOf(pointer);
      tree.add(parent, `${fqdn(pointer)} PTR ${fqdn(scenario.ptr?.get(at) ?? owner)}`);
    }
  }
  for (const zone of zones) {
    const hosts = (scenario.delegated ?? []).map((each) => ({
      name: each,
      addresses: scenario.hosts.get(each) ?? [],
    }));
    const glue = hosts.filter((each) => isWithin(each.name, zone)).flatMap(addressLines);
    tree.add(parentZoneOf(zone), ...nameServers(zone, hosts), ...glue);
  }
}

/** One TXT record for every address of a host, announced as a /24 or /48 unless the scenario says otherwise. */
function publishAnnouncements(tree: Tree, scenario: Scenario): void {
  for (const zone of ASN_ZONES) {
    tree.delegate(parentOf(parentOf(zone)), parentOf(zone), INFRA);
    if (scenario.no_asn_db) {
      // The database is broken rather than absent: still delegated, but its servers do not have it.
      tree.add(parentOf(zone), ...nameServers(zone, INFRA));
      continue;
    }
    tree.delegate(parentOf(zone), zone, INFRA);
    for (const at of [...scenario.hosts.values()].flat()) {
      const block = announcedBlock(at);
      const prefix = scenario.prefixes?.get(at) ?? formatPrefix(block);
      const announced = parsePrefix(prefix);
      const first = announced instanceof PrefixError ? block.first : announced.first;
      const asn = scenario.asn?.get(at) ?? String(64_500n + (first % 400n));
      const origin = familyOf(at) === 'ipv4' ? 'origin' : 'origin6';
      const owner = fromLabels([...labelsOf(reverseName(at)).slice(0, -2), origin, ...labelsOf(zone)]);
      tree.add(zone, `${fqdn(owner)} TXT "${asn} | ${prefix} | NL | ripencc | 2014-01-01"`);
    }
  }
}

function announcedBlock(at: Address): Prefix {
  const { family, first } = blockOf(at);
  return cidrBlock(family, first, family === 'ipv4' ? 24 : 48);
}

/** The zone under test as one server has it. */
function zoneUnderTest(origin: Name, scenario: Scenario, data: ZoneData): Zone {
  const delegated = [...scenario.delegation.keys()];
  const wanted = scenario.zone_ns ?? delegated;
  const soa = {
    mname: wanted[0] ?? name('ns.invalid'),
    rname: name('hostmaster.example.net'),
    serial: 2026112101,
    refresh: 14400,
    retry: 7200,
    expire: 1209600,
    minimum: 3600,
    ...scenario.soa,
    ...data.soa,
  };
  const { mname, rname, serial, refresh, retry, expire, minimum } = soa;
  return zoneOf(origin, [
    ...(data.no_soa
      ? []
      : [`@ SOA ${fqdn(mname)} ${fqdn(rname)} ${serial} ${refresh} ${retry} ${expire} ${minimum}`]),
    ...(data.zone_ns ?? wanted).map((each) => `@ NS ${fqdn(each)}`),
    ...(scenario.records ?? []),
    ...(data.records ?? []),
    `5 PTR ${fqdn(MAIL.name)}`,
  ]);
}

/** The parents of the zones under test that the registry serves. */
function registryZones(scenario: Scenario): Name[] {
  const parents = new Set(zonesUnderTest(scenario).map(parentZoneOf));
  return [...parents].filter((each) => each !== IN_ADDR && each !== IP6);
}

/** The parent of a zone under test: an IPv4 /8 or an IPv6 /16, or the tree itself if the zone is as large as those. */
function parentZoneOf(zone: Name): Name {
  const labels = labelsOf(zone);
  const depth = isWithin(zone, IN_ADDR) ? 3 : 6;
  return labels.length > depth ? fromLabels(labels.slice(-depth)) : reverseTreeOf(zone);
}

const reverseTreeOf = (zone: Name): Name => (isWithin(zone, IN_ADDR) ? IN_ADDR : IP6);

function apex(hosts: readonly Host[]): string[] {
  const [first] = hosts.map((each) => fqdn(each.name));
  return [`@ SOA ${first} hostmaster.example.net. 1 14400 7200 1209600 3600`, ...nameServers(null, hosts)];
}

/** NS records, of the origin if `owner` is null. */
function nameServers(owner: Name | null, hosts: readonly Host[]): string[] {
  return hosts.map((each) => `${owner === null ? '@' : fqdn(owner)} NS ${fqdn(each.name)}`);
}

function addressLines({ name: owner, addresses }: Host): string[] {
  return addresses.map((at) => `${fqdn(owner)} ${familyOf(at) === 'ipv4' ? 'A' : 'AAAA'} ${at}`);
}

const fqdn = (each: Name): string => (each === ROOT ? ROOT : `${each}.`);

function blockOf(at: Address): Prefix {
  const block = parsePrefix(at);
  if (block instanceof PrefixError) throw new Error(`${at}: ${block.reason}`);
  return block;
}

/** The owner of the PTR record of an address. */
function reverseName(at: Address): Name {
  const [zone] = zonesOf(blockOf(at));
  if (zone === undefined) throw new Error(`${at} has no reverse zone`);
  return zone.zone;
}
