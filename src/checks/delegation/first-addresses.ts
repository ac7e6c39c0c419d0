import type { Question } from '../../record/question.js';
import type { Server, ZoneView } from '../../zone/view.js';

/**
 * The servers the engine tests where it takes each name once: the first address of a name whose family is used, those
 * of the object first. An address that could not be asked is passed over as one of an unused family is.
 */
export function firstAddresses(zone: ZoneView, question: (server: Server) => Question): Server[] {
  const first = new Map<string, Server>();
  for (const server of [...zone.delegation.servers, ...zone.child.servers]) {
    if (zone.uses(server) && zone.wasAsked(question(server)) && !first.has(server.name)) {
      first.set(server.name, server);
    }
  }
  return [...first.values()];
}

/** The engine does not say that all is well with all servers when a family is not used and so some are not tested. */
export function testsAll(zone: ZoneView): boolean {
  return zone.inUse.length === zone.servers.length;
}
