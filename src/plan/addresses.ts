import type { Question } from '../record/question.js';
import { pointerOf } from '../zone/pointer.js';
import type { ZoneView } from '../zone/view.js';

/** About the addresses of the name servers, those of unused families too: their host names, and who announces them. */
export function* addressQuestions(zone: ZoneView): Generator<Question> {
  for (const server of zone.servers) yield* pointerOf(zone, server.address).questions;
  for (const server of [...zone.servers, ...zone.withAliases.all]) {
    yield* zone.announcementQuestions(server.address);
  }
}
