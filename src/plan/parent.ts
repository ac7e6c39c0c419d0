import { apexAt, dname, ns, resolverAlive, soa } from '../questions/common.js';
import type { Question } from '../record/question.js';
import { parentSays } from '../zone/parent.js';
import type { ZoneView } from '../zone/view.js';

/**
 * Where the zone is or would be delegated. Of an existing delegation every server of the parent is asked, they may differ;
 * beside a delegation that is asked for, one that answers is enough to see what is there already.
 */
export function* parentQuestionsOf(zone: ZoneView): Generator<Question> {
  yield* zone.parentLookups;
  // Without a parent nothing else would tell a resolver that fails from a zone that is not delegated.
  if (zone.testsExisting) yield resolverAlive();
  for (const server of zone.parent.servers) {
    if (!zone.uses(server)) continue;
    yield soa(server.address, zone.zone);
    yield ns(server.address, zone.zone);
    const message = zone.message(soa(server.address, zone.zone));
    if (zone.exchange(soa(server.address, zone.zone)) === undefined) {
      if (zone.testsExisting) continue;
      return;
    }
    if (message === null) continue;
    if (!zone.testsExisting) return;
    yield apexAt(server.address, zone.zone);
    if (parentSays(message, zone.zone) === 'no-data') yield dname(server.address, zone.zone);
  }
}
