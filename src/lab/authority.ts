import { fold, isWithin, labelsOf, type Name, name, parentOf, ROOT } from '../dns/name.js';
import type { ZoneRecord } from '../zone-file/record.js';
import { exists, rrset, type Zone } from '../zone-file/zone.js';
import { emptyResponse, type Query, type Response, UDP_PAYLOAD } from './message.js';
import type { ServerSpec } from './scenario.js';
import type { Server } from './world.js';

const MAX_CNAMES = 8;

/** The response of an authoritative server to a query, with its faults in data, flags, codes and EDNS. */
export function respond(server: Server, query: Query, transport: 'udp' | 'tcp'): Response {
  const { faults } = server;
  const { type, class: cls } = query.question;
  if (query.edns !== null && faults.edns_formerr) return { ...emptyResponse(query), rcode: 'FORMERR' };
  const blank = { ...emptyResponse(query), edns: ednsOf(query, faults) };
  if (blank.edns !== null && query.edns !== null && query.edns.version > 0 && !faults.edns1_ok)
    return { ...blank, rcode: 'BADVERS' };

  const base = { ...blank, ra: faults.ra ?? false };
  if (cls === 'CH') return ofSoftware(base, faults);
  const rcode = faults.rcode_types?.get(type);
  if (rcode !== undefined) return { ...base, rcode };
  const zone = closestZone(server, query);
  if (zone === undefined) return outOfZone(base, faults);
  if (faults.rcode !== undefined) return { ...base, rcode: faults.rcode };
  if (type === 'AXFR') {
    const open = faults.axfr && transport === 'tcp';
    return open ? { ...base, aa: true, answer: transfer(zone) } : { ...base, rcode: 'REFUSED' };
  }
  return withNameFaults(fromZone(zone, base, faults), faults);
}

function ednsOf(query: Query, faults: ServerSpec): Response['edns'] {
  if (query.edns === null || faults.edns_ignored) return null;
  return {
    version: 0,
    udpSize: UDP_PAYLOAD,
    do: query.edns.do,
    z: faults.echo_z ? query.edns.z : 0,
    options: faults.echo_options ? query.edns.options : [],
  };
}

function ofSoftware(base: Response, { version }: ServerSpec): Response {
  if (version === undefined) return { ...base, rcode: 'REFUSED' };
  const owner = base.question.name;
  return {
    ...base,
    aa: true,
    answer: [{ name: owner, class: 'CH', ttl: 0, type: 'TXT', strings: [version] }],
  };
}

/** The zone with the most labels that contains the name. A DS record is in the parent (RFC 4035 section 3.1.4.1). */
function closestZone(server: Server, { question }: Query): Zone | undefined {
  const holding = [...server.zones.values()]
    .filter((zone) => isWithin(question.name, zone.origin))
    .sort((a, b) => labelsOf(b.origin).length - labelsOf(a.origin).length);
  const [closest, next] = holding;
  const atApex = closest !== undefined && closest.origin === fold(question.name);
  return question.type === 'DS' && atApex ? (next ?? closest) : closest;
}

const ROOT_REFERRAL: ZoneRecord = {
  name: ROOT,
  class: 'IN',
  ttl: 3600,
  type: 'NS',
  target: name('a.root-servers.net'),
};

function outOfZone(base: Response, faults: ServerSpec): Response {
  if (faults.recursor) return { ...base, ra: true, rcode: 'NXDOMAIN' };
  if (faults.upward_referral) return { ...base, authority: [ROOT_REFERRAL] };
  return { ...base, rcode: faults.rcode_out_of_zone ?? 'REFUSED' };
}

/** The zone from SOA to SOA (RFC 5936 section 2.2). */
function transfer(zone: Zone): ZoneRecord[] {
  const soa = rrset(zone, zone.origin, 'SOA');
  const all = [...zone.nodes.values()].flatMap((node) => [...node.values()].flat());
  return [...soa, ...all.filter((record) => record.type !== 'SOA'), ...soa];
}

function fromZone(zone: Zone, base: Response, faults: ServerSpec): Response {
  const cut = delegationAbove(zone, base);
  if (cut !== null) {
    const authority = rrset(zone, cut, 'NS');
    return { ...base, authority, additional: addressesOf(zone, authority) };
  }
  return authoritative(zone, { ...base, aa: !faults.no_aa }, faults);
}

/** The highest delegation between the origin and the name. A DS record is data at its delegation, not below it. */
function delegationAbove(zone: Zone, { question }: Query): Name | null {
  let cut: Name | null = null;
  for (let at = question.name; fold(at) !== zone.origin; at = parentOf(at)) {
    const isData = at === question.name && question.type === 'DS';
    if (!isData && rrset(zone, at, 'NS').length > 0) cut = at;
  }
  return cut;
}

function authoritative(zone: Zone, base: Response, faults: ServerSpec): Response {
  const { type } = base.question;
  const chain: ZoneRecord[] = [];
  let owner = base.question.name;
  while (chain.length < MAX_CNAMES && type !== 'CNAME' && type !== 'ANY') {
    const [alias] = ownedBy(owner, rrset(zone, owner, 'CNAME'));
    if (alias?.type !== 'CNAME') break;
    chain.push(alias);
    owner = alias.target;
    if (!isWithin(owner, zone.origin)) return { ...base, answer: chain };
  }
  const found = ownedBy(owner, rrset(zone, owner, type));
  if (found.length === 0) {
    const rcode = exists(zone, owner) || chain.length > 0 ? 'NOERROR' : 'NXDOMAIN';
    return { ...base, rcode, answer: chain, authority: rrset(zone, zone.origin, 'SOA') };
  }
  const second = type === 'SOA' && faults.two_soa ? found.map(otherSoa) : [];
  return {
    ...base,
    answer: [...chain, ...found, ...second],
    additional: type === 'NS' ? addressesOf(zone, found) : [],
  };
}

/** The records with the owner spelt as in the query. */
function ownedBy(owner: Name, records: readonly ZoneRecord[]): ZoneRecord[] {
  return records.map((record) => ({ ...record, name: owner }));
}

function otherSoa(soa: ZoneRecord): ZoneRecord {
  return {
    name: soa.name,
    class: 'IN',
    ttl: 3600,
    type: 'SOA',
    mname: name('ns1.example.net'),
    rname: name('other.example.net'),
    serial: 7,
    refresh: 14400,
    retry: 7200,
    expire: 1209600,
    minimum: 3600,
  };
}

function addressesOf(zone: Zone, nameServers: readonly ZoneRecord[]): ZoneRecord[] {
  return nameServers.flatMap((record) =>
    record.type === 'NS' ? [...rrset(zone, record.target, 'A'), ...rrset(zone, record.target, 'AAAA')] : [],
  );
}

function withNameFaults(response: Response, faults: ServerSpec): Response {
  const { question } = response;
  const refused = faults.case_sensitive && question.name !== fold(question.name);
  return {
    ...response,
    ...(refused ? { rcode: 'REFUSED', answer: [], authority: [] } : {}),
    ...(faults.lower_question ? { question: { ...question, name: fold(question.name) } } : {}),
  };
}
