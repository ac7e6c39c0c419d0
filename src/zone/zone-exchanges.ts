import type { Address } from '../dns/address.js';
import type { Message } from '../dns/message.js';
import type { Name } from '../dns/name.js';
import { soa } from '../questions/common.js';
import { type Exchange, messageOf } from '../record/exchange.js';
import type { Exchanges } from '../record/exchanges.js';
import type { Question, Transport } from '../record/question.js';
import type { Server } from './server.js';

/** The exchanges that a derivation may look up. */
export interface Lookups {
  exchange(question: Question): Exchange | undefined;
}

/**
 * The exchanges of one zone. Looking up a question that has no exchange yet requests it: the plan consists of such
 * lookups alone.
 */
export class ZoneExchanges implements Lookups {
  readonly zone: Name;
  readonly #exchanges: Exchanges;
  /** What came of the SOA question to each server; null: it was looked up in vain. Every other question to it asks. */
  readonly #gates: Record<Transport, Map<Address, Exchange | null>> = { udp: new Map(), tcp: new Map() };
  #watched: Question[] | null = null;

  constructor(zone: Name, exchanges: Exchanges) {
    this.zone = zone;
    this.#exchanges = exchanges;
  }

  /**
   * The exchange of a question; undefined while unknown. A server is asked for the SOA record first, over each transport. If
   * it does not answer that, it is asked nothing else over the same transport for this zone, as in the engine, and every
   * such question counts as unanswered too.
   */
  exchange(question: Question): Exchange | undefined {
    this.#watched?.push(question);
    const { server, transport } = question;
    if (server === 'resolver') return this.#exchanges.want(question);
    const gate = this.#gate(server, transport, 'want');
    return gate === undefined ? this.#exchanges.get(question) : this.#after(gate, question);
  }

  /** Like `exchange`, but the question does not wait for the SOA record. */
  exchangeAtOnce(question: Question): Exchange | undefined {
    this.#watched?.push(question);
    const { server, transport } = question;
    const gate = server === 'resolver' ? undefined : this.#gate(server, transport, 'get');
    return gate === undefined ? this.#exchanges.want(question) : this.#after(gate, question);
  }

  /** Requests a question on whose exchange nothing depends so far. It waits for the SOA record, as in `exchange`. */
  request(question: Question): void {
    this.#watched?.push(question);
    const { server, transport } = question;
    if (server === 'resolver' || this.#gate(server, transport, 'want')?.outcome.kind === 'answered') {
      this.#exchanges.request(question);
    }
  }

  /** Like `request`, but the question does not wait for the SOA record. */
  requestAtOnce(question: Question): void {
    this.#watched?.push(question);
    const { server, transport } = question;
    const gate = server === 'resolver' ? undefined : this.#gate(server, transport, 'get');
    if (gate === undefined || gate.outcome.kind === 'answered') this.#exchanges.request(question);
  }

  /** The exchange of a question, without requesting it. */
  exchangeIfAsked(question: Question): Exchange | undefined {
    return this.#exchanges.get(question);
  }

  #gate(server: Address, transport: Transport, how: 'get' | 'want'): Exchange | undefined {
    const before = this.#gates[transport].get(server);
    if (before !== undefined) return before ?? undefined;
    const gate = this.#exchanges[how](soa(server, this.zone, transport));
    if (gate !== undefined || how === 'want') this.#gates[transport].set(server, gate ?? null);
    return gate;
  }

  #after(gate: Exchange, question: Question): Exchange | undefined {
    if (gate.outcome.kind === 'answered') return this.#exchanges.want(question);
    const own = this.#exchanges.get(question);
    if (own !== undefined) return own;
    const outcome =
      gate.outcome.kind === 'unasked'
        ? gate.outcome
        : ({ kind: 'unanswered', why: 'silent-before' } as const);
    return { question, attempts: [], outcome };
  }

  /** The value of a derivation, and the questions that it looks up. */
  watch<T>(derive: () => T): Watched<T> {
    const questions: Question[] = [];
    const value = this.#watchedBy(questions, derive);
    return { value: this.reuse({ value, questions }), questions };
  }

  /** A watching derivation sees the same questions as if the value were derived anew. */
  protected reuse<T>({ value, questions }: Watched<T>): T {
    this.#watched?.push(...questions);
    return value;
  }

  /** A watching derivation sees none of the questions of this one. */
  protected unwatched<T>(derive: () => T): T {
    return this.#watchedBy(null, derive);
  }

  #watchedBy<T>(watcher: Question[] | null, derive: () => T): T {
    const outer = this.#watched;
    this.#watched = watcher;
    try {
      return derive();
    } finally {
      this.#watched = outer;
    }
  }

  /** The questions that a derivation looks up: the evidence for its value. */
  basis(derive: () => unknown): readonly Question[] {
    return this.watch(derive).questions;
  }

  /** The exchanges of these questions, each once. For a question that was not asked, the exchange that is the reason. */
  evidence(questions: readonly Question[]): Exchange[] {
    const exchanges = questions.map((question) => this.#exchanges.get(question) ?? this.#reason(question));
    return [...new Set(exchanges)].filter((exchange) => exchange !== undefined);
  }

  #reason({ server, transport }: Question): Exchange | undefined {
    return server === 'resolver' ? undefined : this.#gate(server, transport, 'get');
  }

  /** Whether a question was asked, with or without an answer. If not, nothing follows about the server. */
  wasAsked(question: Question): boolean {
    const kind = this.exchange(question)?.outcome.kind;
    return kind === 'answered' || kind === 'unanswered';
  }

  /** The exchanges with a server for this zone, in the order they came. */
  exchangesAt(server: Server): Exchange[] {
    return [...this.#exchanges.values()].filter(({ question }) => question.server === server.address);
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

export interface Watched<T> {
  readonly value: T;
  readonly questions: readonly Question[];
}
