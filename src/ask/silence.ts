import type { Message } from '../dns/message.js';
import type { Name } from '../dns/name.js';
import type { Question } from '../record/question.js';
import type { Heard } from './heard.js';
import { InVain, type Reasons, reasonsOf } from './in-vain.js';
import type { Query, Sender, Sent } from './layers.js';

/**
 * Further tries at a server that seems to limit its rate, or on whose way packets are lost; more of them for questions
 * like those that it has answered.
 */
const FURTHER = 4;
const FURTHER_IF_USUAL = 5;

const SILENT: Sent = { attempts: [], outcome: { kind: 'unanswered', why: 'silent-before' }, retry: false };

/** The layer below, which sends more slowly to a server that is asked too much. */
export interface Paced extends Sender {
  readonly isSlowed: boolean;
  answered(query: Query, message: Message): void;
  /** The server left a question unanswered that it should have answered. */
  missed(query: Query): void;
  /** The rate is not why the server leaves questions unanswered. */
  restore(): void;
}

/** Learns what one server leaves unanswered, and asks neither again nor on and on what it will not answer. */
export class Silence implements Sender {
  readonly #inner: Paced;
  readonly #heard: Heard;
  readonly #inVain = new InVain();
  /** It answered a question that it had left unanswered before. */
  #answersLater = false;

  constructor(inner: Paced, heard: Heard) {
    this.#inner = inner;
    this.#heard = heard;
  }

  async send(query: Query): Promise<Sent> {
    const reasons = reasonsOf(query.question);
    if (this.#isSilent(query.question, reasons)) return SILENT;
    const sent = await this.#inner.send(query);
    if (sent.outcome.kind === 'answered') this.#answered(query, reasons, sent.outcome.message);
    if (sent.outcome.kind !== 'unanswered') return sent;
    if (sent.outcome.why === 'timeout') this.#missed(query, reasons);
    if (!query.isLast || query.further < this.#worthwhile(reasons)) return sent;
    this.#gaveUp(query, reasons);
    return { ...sent, retry: false };
  }

  forget(name: Name): void {
    this.#inVain.forget(name);
  }

  #isSilent({ server, transport }: Question, reasons: Reasons): boolean {
    if (this.#heard.over(transport) === 'gave-up') return true;
    // That a resolver finds nothing about one name says nothing of others.
    return server !== 'resolver' && this.#inVain.isHopeless(reasons);
  }

  #answered(query: Query, reasons: Reasons, message: Message): void {
    this.#heard.hear(query.question.transport, 'answered');
    this.#answersLater ||= query.again;
    this.#inVain.answered(reasons);
    this.#inner.answered(query, message);
  }

  #missed(query: Query, reasons: Reasons): void {
    this.#heard.hear(query.transport, 'missed');
    const isExpected = this.#heard.over(query.transport) === 'answered' && !this.#inVain.isDoubtful(reasons);
    if (isExpected) this.#inner.missed(query);
  }

  #gaveUp({ question }: Query, reasons: Reasons): void {
    this.#heard.hear(question.transport, 'gave-up');
    this.#inVain.unanswered(reasons);
    this.#inner.restore();
  }

  /** How many further tries are, as the silence may be due to the rate or to packets that get lost. */
  #worthwhile(reasons: Reasons): number {
    if (!(this.#inner.isSlowed || this.#answersLater) || this.#inVain.isDoubtful(reasons)) return 0;
    return this.#inVain.isUsual(reasons) ? FURTHER_IF_USUAL : FURTHER;
  }
}
