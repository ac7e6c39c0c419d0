import type { Exchange } from '../record/exchange.js';
import type { Observation } from '../record/observation.js';
import type { Question } from '../record/question.js';

/** Where answers come from: the network, or whatever stands in its place. */
export interface AnswerSource {
  /** Puts a question, once however often it is asked. Never rejects: what goes wrong is the exchange's outcome. */
  ask(question: Question, key?: string): Promise<Exchange>;
  /** The exchange on a question that was asked for whatever zone and is over, by the question's key. */
  known(key: string): Exchange | undefined;
  /** Lets go of what only the zone of this observation has a use for. */
  forget(observation: Observation): void;
  /** Messages sent so far. */
  readonly sent: number;
  /** Questions that wait for their turn. */
  readonly waiting: number;
  /** Ends what is being asked, and gives up what was held for it. */
  close(): void;
}
