import type { Message } from '../dns/message.js';
import type { Name } from '../dns/name.js';
import { soa } from '../questions/common.js';
import { type Exchange, messageOf } from '../record/exchange.js';
import type { Exchanges } from '../record/exchanges.js';
import type { Question, Transport } from '../record/question.js';
import type { Server } from './server.js';

/** All questions for one zone, with their exchanges. */
export class ZoneExchanges {
  readonly zone: Name;
  protected readonly seen: Exchanges;

  constructor(zone: Name, seen: Exchanges) {
    this.zone = zone;
    this.seen = seen;
  }

  /**
   * The exchange of a question; undefined while unknown. After an unanswered SOA question a server is asked nothing
   * else over the same transport for this zone, as in the engine: such a question also counts as unanswered.
   */
  exchange(question: Question): Exchange | undefined {
    const own = this.seen.get(question);
    if (own !== undefined) return own;
    const gate = this.#gate(question);
    if (gate === undefined || gate.outcome.kind === 'answered') return undefined;
    const outcome =
      gate.outcome.kind === 'unasked'
        ? gate.outcome
        : ({ kind: 'unanswered', why: 'silent-before' } as const);
    return { question, attempts: [], outcome };
  }

  #gate(question: Question): Exchange | undefined {
    if (question.server === 'resolver') return undefined;
    return this.seen.get(soa(question.server, this.zone, question.transport));
  }

  /** The exchanges of these questions, each once; for one not asked, the exchange that is the reason. */
  evidence(questions: readonly Question[]): Exchange[] {
    const exchanges = questions.map((question) => this.seen.get(question) ?? this.#gate(question));
    return [...new Set(exchanges)].filter((exchange) => exchange !== undefined);
  }

  /** Whether a question was put, with or without an answer; if not, it says nothing about the server. */
  wasAsked(question: Question): boolean {
    const kind = this.exchange(question)?.outcome.kind;
    return kind === 'answered' || kind === 'unanswered';
  }

  /** The exchanges with a server for this zone, in the order they came. */
  exchangesAt(server: Server): Exchange[] {
    return [...this.seen.values()].filter(({ question }) => question.server === server.address);
  }

  /** The answer to a question, if there is one. */
  message(question: Question): Message | null {
    return messageOf(this.exchange(question));
  }

  /** Whether the server may be asked more over this transport: it answered the SOA question. */
  answers(server: Server, transport: Transport): boolean {
    return this.message(soa(server.address, this.zone, transport)) !== null;
  }
}
