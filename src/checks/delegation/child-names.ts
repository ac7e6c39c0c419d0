import { ns } from '../../questions/common.js';
import type { Question } from '../../record/question.js';
import type { Server, ZoneView } from '../../zone/view.js';
import { lookupsOf } from '../lookups.js';

/**
 * The questions for the NS records of the zone to its own name servers; if none of these is found, to the servers of the
 * delegation.
 */
export function nsQuestions(zone: ZoneView): { readonly server: Server; readonly question: Question }[] {
  const servers = zone.child.servers.length > 0 ? zone.child.servers : zone.delegation.servers;
  return servers
    .filter((server) => zone.uses(server))
    .map((server) => ({ server, question: ns(server.address, zone.zone) }))
    .filter(({ question }) => zone.wasAsked(question));
}

/** Whether the zone's NS records are known: false if the servers that have them could not be found or asked from here. */
export function childIsKnown(zone: ZoneView): boolean {
  const { servers, unresolved } = zone.child;
  return nsQuestions(zone).length > 0 && (servers.length > 0 || unresolved.length === 0);
}

/** The evidence for the zone's NS records, and for a missing address of their names if they do not count. */
export function childProof(zone: ZoneView): Question[] {
  const told = nsQuestions(zone).map(({ question }) => question);
  return zone.child.servers.length > 0 ? told : [...told, ...lookupsOf(zone, zone.childCandidates)];
}
