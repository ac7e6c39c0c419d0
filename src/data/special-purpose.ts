/**
 * The special-purpose address registries of IANA (RFC 6890), in their order: a block inside another comes after it.
 * Derived from IANA's files. Copies are in fixtures/engine, and a test compares them.
 */
export interface SpecialPurposeBlock {
  /** As CIDR. */
  readonly block: string;
  readonly name: string;
  /** The documents that reserve it. */
  readonly reference: string;
  /** True only if the registry says so. It does not for blocks that were given up or depend on something else. */
  readonly globallyReachable: boolean;
}

type Row = readonly [block: string, name: string, reference: string, reach: 'global' | 'not global'];

const IPV4: readonly Row[] = [
  ['0.0.0.0/8', 'This network', 'RFC791', 'not global'],
  ['0.0.0.0/32', 'This host on this network', 'RFC1122', 'not global'],
  ['10.0.0.0/8', 'Private-Use', 'RFC1918', 'not global'],
  ['100.64.0.0/10', 'Shared Address Space', 'RFC6598', 'not global'],
  ['127.0.0.0/8', 'Loopback', 'RFC1122', 'not global'],
  ['169.254.0.0/16', 'Link Local', 'RFC3927', 'not global'],
  ['172.16.0.0/12', 'Private-Use', 'RFC1918', 'not global'],
  ['192.0.0.0/24', 'IETF Protocol Assignments', 'RFC6890', 'not global'],
  ['192.0.0.0/29', 'IPv4 Service Continuity Prefix', 'RFC7335', 'not global'],
  ['192.0.0.8/32', 'IPv4 dummy address', 'RFC7600', 'not global'],
  ['192.0.0.9/32', 'Port Control Protocol Anycast', 'RFC7723', 'global'],
  ['192.0.0.10/32', 'Traversal Using Relays around NAT Anycast', 'RFC8155', 'global'],
  ['192.0.0.170/32', 'NAT64/DNS64 Discovery', 'RFC8880 RFC7050', 'not global'],
  ['192.0.0.171/32', 'NAT64/DNS64 Discovery', 'RFC8880 RFC7050', 'not global'],
  ['192.0.2.0/24', 'Documentation (TEST-NET-1)', 'RFC5737', 'not global'],
  ['192.31.196.0/24', 'AS112-v4', 'RFC7535', 'global'],
  ['192.52.193.0/24', 'AMT', 'RFC7450', 'global'],
  ['192.88.99.0/24', 'Deprecated (6to4 Relay Anycast)', 'RFC7526', 'not global'],
  ['192.168.0.0/16', 'Private-Use', 'RFC1918', 'not global'],
  ['192.175.48.0/24', 'Direct Delegation AS112 Service', 'RFC7534', 'global'],
  ['198.18.0.0/15', 'Benchmarking', 'RFC2544', 'not global'],
  ['198.51.100.0/24', 'Documentation (TEST-NET-2)', 'RFC5737', 'not global'],
  ['203.0.113.0/24', 'Documentation (TEST-NET-3)', 'RFC5737', 'not global'],
  ['240.0.0.0/4', 'Reserved', 'RFC1112', 'not global'],
  ['255.255.255.255/32', 'Limited Broadcast', 'RFC8190 RFC919', 'not global'],
];

const IPV6: readonly Row[] = [
  ['::1/128', 'Loopback Address', 'RFC4291', 'not global'],
  ['::/128', 'Unspecified Address', 'RFC4291', 'not global'],
  ['::ffff:0:0/96', 'IPv4-mapped Address', 'RFC4291', 'not global'],
  ['64:ff9b::/96', 'IPv4-IPv6 Translat.', 'RFC6052', 'global'],
  ['64:ff9b:1::/48', 'IPv4-IPv6 Translat.', 'RFC8215', 'not global'],
  ['100::/64', 'Discard-Only Address Block', 'RFC6666', 'not global'],
  ['100:0:0:1::/64', 'Dummy IPv6 Prefix', 'RFC-ietf-mpls-p2mp-bfd-11', 'not global'],
  ['2001::/23', 'IETF Protocol Assignments', 'RFC2928', 'not global'],
  ['2001::/32', 'TEREDO', 'RFC4380 RFC8190', 'not global'],
  ['2001:1::1/128', 'Port Control Protocol Anycast', 'RFC7723', 'global'],
  ['2001:1::2/128', 'Traversal Using Relays around NAT Anycast', 'RFC8155', 'global'],
  ['2001:1::3/128', 'DNS-SD Service Registration Protocol Anycast', 'RFC-ietf-dnssd-srp-25', 'global'],
  ['2001:2::/48', 'Benchmarking', 'RFC5180 RFC Errata 1752', 'not global'],
  ['2001:3::/32', 'AMT', 'RFC7450', 'global'],
  ['2001:4:112::/48', 'AS112-v6', 'RFC7535', 'global'],
  ['2001:10::/28', 'Deprecated (previously ORCHID)', 'RFC4843', 'not global'],
  ['2001:20::/28', 'ORCHIDv2', 'RFC7343', 'global'],
  ['2001:30::/28', 'Drone Remote ID Protocol Entity Tags (DETs) Prefix', 'RFC9374', 'global'],
  ['2001:db8::/32', 'Documentation', 'RFC3849', 'not global'],
  ['2002::/16', '6to4', 'RFC3056', 'not global'],
  ['2620:4f:8000::/48', 'Direct Delegation AS112 Service', 'RFC7534', 'global'],
  ['3fff::/20', 'Documentation', 'RFC9637', 'not global'],
  ['5f00::/16', 'Segment Routing (SRv6) SIDs', 'RFC9602', 'not global'],
  ['fc00::/7', 'Unique-Local', 'RFC4193 RFC8190', 'not global'],
  ['fe80::/10', 'Link-Local Unicast', 'RFC4291', 'not global'],
];

export const SPECIAL_PURPOSE = { ipv4: IPV4.map(toBlock), ipv6: IPV6.map(toBlock) } as const;

function toBlock([block, name, reference, reach]: Row): SpecialPurposeBlock {
  return { block, name, reference, globallyReachable: reach === 'global' };
}
