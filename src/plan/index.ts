import { keyOf, type Question } from '../record/question.js';
import type { ZoneView } from '../zone/view.js';
import { addressQuestions } from './addresses.js';
import { aliasQuestions } from './aliases.js';
import { nameserverQuestions } from './nameserver.js';
import { parentQuestionsOf } from './parent.js';
import { serverQuestions } from './servers.js';
import { zoneQuestions } from './zone.js';

/**
 * What is to be asked next (by key), by what is known: pure, and called again after every answer until it is empty.
 * A question whose need depends on an answer comes up once that answer is there, so the chain of questions that wait for
 * each other is as short as the dependencies allow. By round trip, a question to the resolver being one, and so is the
 * opening of a TCP connection:
 *
 *   1  addresses of the nservers                        SOA of the name above the zone: which zone is the parent
 *   2  SOA of the zone at each over UDP; TCP opened;    NS records of the parent
 *      names and announcements of the addresses
 *   3  all else over UDP; SOA over TCP; TCP opened      addresses of the parent's servers
 *      for the transfer; MX of the domain of the RNAME;
 *      addresses of the MNAME
 *   4  NS over TCP; the transfer; addresses of the      SOA and NS of the zone at the parent's servers
 *      mail servers; SOA at the MNAME
 *
 * Without glue a zone takes 4, with glue the parent is the longer way and takes as many. Where the object names no
 * servers but the parent does, the left side begins when the right one has ended: 8. NS records that name servers which
 * the delegation has not lead from step 3 of the left side back to its step 1.
 */
export function next(zone: ZoneView): ReadonlyMap<string, Question> {
  return open([...wanted(zone)], zone);
}

/** All that is to be asked by what is known, answered already or not; a question may come up more than once. */
export function* wanted(zone: ZoneView): Generator<Question> {
  yield* parentQuestionsOf(zone);
  yield* serverQuestions(zone);
  yield* addressQuestions(zone);
  yield* nameserverQuestions(zone);
  yield* zoneQuestions(zone);
  yield* aliasQuestions(zone);
}

/** Those of the questions of which nothing is known, by key. */
export function open(questions: readonly Question[], zone: ZoneView): ReadonlyMap<string, Question> {
  const unknown = questions.filter((question) => zone.exchange(question) === undefined);
  return new Map(unknown.map((question) => [keyOf(question), question]));
}
