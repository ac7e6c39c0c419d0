import { ns } from '../../questions/common.js';
import type { Question } from '../../record/question.js';
import type { Server, ZoneView } from '../../zone/view.js';

/** The NS questions about the zone that were put to its own name servers. */
export function nsQuestions(zone: ZoneView): { readonly server: Server; readonly question: Question }[] {
  return zone.child.servers
    .filter((server) => zone.uses(server))
    .map((server) => ({ server, question: ns(server.address, zone.zone) }))
    .filter(({ question }) => zone.wasAsked(question));
}

/** Whether the zone's NS records are known: false if the servers that have them could not be found or asked from here. */
export function childIsKnown(zone: ZoneView): boolean {
  const { servers, unresolved } = zone.child;
  if (servers.length > 0) return nsQuestions(zone).length > 0;
  const told = zone.delegation.servers.some((server) => zone.wasAsked(ns(server.address, zone.zone)));
  return told && unresolved.length === 0;
}
