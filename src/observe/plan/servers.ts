import { isWithin, type Name } from '../../dns/name.js';
import type { Question } from '../../observation/question.js';
import {
  ADDRESS_TYPES,
  addressAt,
  FOREIGN_NAMES,
  foreign,
  ns,
  resolve,
  resolverAlive,
  soa,
} from '../../observation/questions.js';
import type { ZoneView } from '../../observation/view.js';

/** Which servers there are, and what each of them says of the zone. */
export function* serverQuestions(zone: ZoneView): Generator<Question> {
  for (const nserver of zone.target.nservers) {
    if (nserver.glue.length === 0) yield* addressesOutside(zone, nserver.name);
  }
  for (const host of zone.childCandidates) yield* addressesOutside(zone, host);

  const inside = [
    ...new Set([...zone.delegation.names, ...zone.childCandidates, ...zone.child.names]),
  ].filter((host) => isWithin(host, zone.zone));
  for (const server of zone.asked) {
    yield soa(server.address, zone.zone, 'udp');
    yield soa(server.address, zone.zone, 'tcp');
    if (zone.answers(server, 'tcp')) yield ns(server.address, zone.zone, 'tcp');
    if (!zone.answers(server, 'udp')) continue;
    yield ns(server.address, zone.zone, 'udp');
    for (const host of FOREIGN_NAMES) yield foreign(server.address, host);
    for (const host of inside) {
      for (const type of ADDRESS_TYPES) yield addressAt(server.address, host, type);
    }
  }
}

/** The addresses of a name, if they are not the zone's own to give; when that fails, whether the resolver works. */
function* addressesOutside(zone: ZoneView, host: Name): Generator<Question> {
  if (isWithin(host, zone.zone)) return;
  for (const type of ADDRESS_TYPES) yield resolve(host, type);
  const { status } = zone.resolve(host);
  if (status === 'failed' || status === 'unasked') yield resolverAlive();
}
