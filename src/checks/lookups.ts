import type { Name } from '../dns/name.js';
import { ns } from '../questions/common.js';
import type { Question } from '../record/question.js';
import { findParent } from '../zone/parent.js';
import type { ZoneView } from '../zone/view.js';

/** The questions that show which addresses these names have; none for a name whose addresses the object gives. */
export function lookupsOf(zone: ZoneView, names: readonly Name[]): Question[] {
  return [...new Set(names)]
    .map((name) => zone.basis(() => zone.resolve(name)))
    .filter((lookups) => lookups.every((question) => zone.exchange(question) !== undefined))
    .flat();
}

/** The questions that show the existing delegation; none if a delegation is requested, because the object has it. */
export function delegationQuestions(zone: ZoneView): readonly Question[] {
  if (!zone.testsExisting) return [];
  const asked = zone.parent.servers
    .map((server) => ns(server.address, zone.zone))
    .filter((question) => zone.wasAsked(question));
  return asked.length > 0 ? asked : zone.basis(() => findParent(zone));
}
