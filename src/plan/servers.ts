import { isWithin, type Name } from '../dns/name.js';
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
import type { Question } from '../record/question.js';
import type { ZoneView } from '../zone/view.js';

/** Which servers there are, and what each of them says of the zone. */
export function* serverQuestions(zone: ZoneView): Generator<Question> {
  for (const nserver of zone.nservers) {
    if (nserver.glue.length > 0) continue;
    if (isWithin(nserver.name, zone.zone)) yield apexAbove(nserver.name);
    yield* addressesOutside(zone, nserver.name);
  }
  for (const host of new Set([...zone.childCandidates, ...zone.child.names])) {
    yield* addressesOutside(zone, host);
  }
  yield* addressesInside(zone);
  yield* serversWithAliases(zone);
  yield* answersToAnything(zone);

  for (const server of zone.inUse) {
    yield soa(server.address, zone.zone, 'udp');
    yield soa(server.address, zone.zone, 'tcp');
    if (zone.answers(server, 'tcp')) yield ns(server.address, zone.zone, 'tcp');
    if (!zone.answers(server, 'udp')) continue;
    yield ns(server.address, zone.zone, 'udp');
    for (const host of FOREIGN_NAMES) yield foreign(server.address, host);
  }
}

/** The addresses of a name, if they are not the zone's own to give. */
function* addressesOutside(zone: ZoneView, host: Name): Generator<Question> {
  if (!isWithin(host, zone.zone)) yield* zone.lookups(host);
}

/** The addresses of names in the zone, by all its servers, and by those where the glue of an existing delegation leads. */
function* addressesInside(zone: ZoneView): Generator<Question> {
  const named = new Set([...zone.delegation.names, ...zone.childCandidates, ...zone.child.names]);
  const hosts = [...named].filter((host) => isWithin(host, zone.zone));
  if (hosts.length === 0) return;
  for (const { address } of [...zone.servers, ...zone.referred].filter((server) => zone.uses(server))) {
    yield soa(address, zone.zone);
    if (zone.message(soa(address, zone.zone)) === null) continue;
    for (const host of hosts) {
      for (const type of ADDRESS_TYPES) yield addressAt(address, host, type);
    }
  }
  for (const host of hosts) yield* zone.lookups(host);
}

/** What only the engine's newer tests ask: they count servers behind aliases, and NS names that any server gives. */
function* serversWithAliases(zone: ZoneView): Generator<Question> {
  for (const server of zone.withAliases.delegation) {
    if (zone.uses(server) && !zone.servers.some((each) => each.id === server.id)) {
      yield ns(server.address, zone.zone);
    }
  }
  const [first] = zone.withAliases.delegation;
  for (const host of zone.withAliases.names) {
    yield* addressesOutside(zone, host);
    if (first === undefined || !zone.uses(first) || !isWithin(host, zone.zone)) continue;
    for (const type of ADDRESS_TYPES) yield addressAt(first.address, host, type);
  }
}

/** The engine's last question when no server gives the zone's SOA record. */
function* answersToAnything(zone: ZoneView): Generator<Question> {
  const servers = zone.delegation.servers.filter((server) => zone.uses(server));
  const known = servers.every((server) => zone.exchange(soa(server.address, zone.zone)) !== undefined);
  if (!known || zone.working.length > 0) return;
  for (const server of servers) {
    if (zone.answers(server, 'udp')) yield wwwAt(server.address, zone.zone);
  }
}
