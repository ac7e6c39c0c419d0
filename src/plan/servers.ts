import { isWithin } from '../dns/name.js';
import {
  ADDRESS_TYPES,
  addressAt,
  apexAbove,
  FOREIGN_NAMES,
  foreign,
  ns,
  soa,
  wwwAt,
} from '../questions/common.js';
import type { ZoneView } from '../zone/view.js';

/** Finds the servers, and asks each of them for the SOA and NS records of the zone. */
export function lookUpServers(zone: ZoneView): void {
  lookUpNservers(zone);
  lookUpInside(zone);
  lookUpAnything(zone);
  for (const { address } of zone.inUse) {
    for (const ask of [soa, ns]) {
      for (const transport of ['udp', 'tcp'] as const) zone.request(ask(address, zone.zone, transport));
    }
    for (const host of FOREIGN_NAMES) zone.request(foreign(address, host));
  }
}

/** The apex of nservers inside the zone that have no glue, and the addresses of the zone's NS names outside it. */
function lookUpNservers(zone: ZoneView): void {
  for (const { name, glue } of zone.nservers) {
    if (glue.length === 0 && isWithin(name, zone.zone)) zone.request(apexAbove(name));
  }
  for (const host of zone.child.names.filter((name) => !isWithin(name, zone.zone))) zone.resolve(host);
}

/** The addresses of names in the zone, from all its servers and from those at the glue of an existing delegation. */
function lookUpInside(zone: ZoneView): void {
  const named = new Set([...zone.delegation.names, ...zone.childCandidates, ...zone.child.names]);
  const hosts = [...named].filter((host) => isWithin(host, zone.zone));
  for (const host of hosts) zone.resolve(host);
  const servers = [...zone.servers, ...zone.referred].filter((server) => zone.uses(server));
  for (const { address } of servers) {
    for (const host of hosts) {
      for (const type of ADDRESS_TYPES) zone.request(addressAt(address, host, type));
    }
  }
}

/** The engine's last question if no server gives the zone's SOA record. */
function lookUpAnything(zone: ZoneView): void {
  const servers = zone.delegation.servers.filter((server) => zone.uses(server));
  const known = servers.every((server) => zone.exchange(soa(server.address, zone.zone)) !== undefined);
  if (!known || zone.working.length > 0) return;
  for (const { address } of servers) zone.request(wwwAt(address, zone.zone));
}
