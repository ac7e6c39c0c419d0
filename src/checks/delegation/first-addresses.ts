import type { Question } from '../../record/question.js';
import type { Server, ZoneView } from '../../zone/view.js';

/**
 * The servers the engine tests if it takes each name once: the first address in a used family, names of the object
 * first. An address that could not be asked is skipped, like one of an unused family.
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

/** The engine does not report success if servers of an unused family were not tested. */
export function testsAll(zone: ZoneView): boolean {
  return zone.inUse.length === zone.servers.length;
}
