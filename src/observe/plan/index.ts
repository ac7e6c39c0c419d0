import { keyOf, type Question } from '../../observation/question.js';
import type { ZoneView } from '../../observation/view.js';
import { addressQuestions } from './addresses.js';
import { nameserverQuestions } from './nameserver.js';
import { parentQuestionsOf } from './parent.js';
import { serverQuestions } from './servers.js';
import { zoneQuestions } from './zone.js';

/**
 * What is to be asked next (by key), by what is known: pure, and called again after every answer until it is empty.
 * A question whose need depends on an answer comes up once the answer is there, so the chain of questions that wait
 * for each other is as short as the dependencies allow:
 *
 *   addresses of the nservers → SOA of the zone at each, over UDP and TCP → all else at the servers that answer;
 *   NS records of the zone → addresses of names not in the delegation → the same at those;
 *   SOA → mail domain of the RNAME → its mail servers; SOA → address of the MNAME → SOA there.
 */
export function next(zone: ZoneView): ReadonlyMap<string, Question> {
  const open = new Map<string, Question>();
  for (const topic of [
    parentQuestionsOf,
    serverQuestions,
    addressQuestions,
    nameserverQuestions,
    zoneQuestions,
  ]) {
    for (const question of topic(zone)) {
      if (zone.exchange(question) === undefined) open.set(keyOf(question), question);
    }
  }
  return open;
}
