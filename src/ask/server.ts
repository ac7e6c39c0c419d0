import pLimit, { type LimitFunction } from 'p-limit';
import type { Message } from '../dns/message.js';
import type { Name } from '../dns/name.js';
import type { Question } from '../record/question.js';
import type { Paced } from './paced.js';
import { type Reasons, Silence } from './silence.js';
import type { How, Sent } from './sockets.js';

/** Questions in flight to a server that has not answered yet: enough to lose some, few to send to where nobody is. */
const FIRST_IN_FLIGHT = 4;

/** Bytes that any UDP answer can have (RFC 1035 section 4.2.1). */
const PLAIN_UDP = 512;

/** A question, and what may explain that it gets no answer. */
export interface Asking {
  readonly question: Question;
  readonly reasons: Reasons;
}

/** One server: it bounds the questions in flight, and learns of every message how the server behaves. */
export class Server {
  readonly #paced: Paced;
  readonly #inFlight: number;
  readonly #limit: LimitFunction;
  readonly #silence = new Silence();
  #answersInFull = false;

  constructor(paced: Paced, inFlight: number) {
    this.#paced = paced;
    this.#inFlight = inFlight;
    this.#limit = pLimit(Math.min(inFlight, FIRST_IN_FLIGHT));
  }

  /**
   * Puts a question when it is its turn. All its attempts share one slot, so questions queued behind a silent server are never
   * sent.
   */
  inTurn<T>({ server, transport }: Question, put: () => Promise<T>): Promise<T> {
    // That a resolver finds nothing about one name says nothing of others.
    if (server === 'resolver') return this.#limit(put);
    return this.#limit(() => this.#silence.afterFirst(transport, put));
  }

  /** Questions that wait for their turn; those at a server that never answered do not count. */
  get waiting(): number {
    return this.#silence.spoke ? this.#limit.pendingCount : 0;
  }

  /** Whether there is no use in putting the question. */
  isSilentOn({ question: { server, transport }, reasons }: Asking): boolean {
    return this.#silence.isDead(transport) || (server !== 'resolver' && this.#silence.isTiredOf(reasons));
  }

  async send(asking: Asking, how: How): Promise<Sent> {
    const sent = await this.#paced.send(asking.question, how);
    if (sent.answer !== null) this.#learnFromAnswer(asking, how, sent.answer.message);
    else if (sent.end === 'timeout') this.#learnFromSilence(asking, how);
    return sent;
  }

  #learnFromAnswer({ question, reasons }: Asking, how: How, message: Message): void {
    this.#silence.answered(question.transport, reasons, how.again);
    if (this.#limit.concurrency < this.#inFlight) this.#limit.concurrency = this.#inFlight;
    if (question.transport === 'udp' && !how.again) this.#paced.answered();
    if (how.transport === 'udp' && !message.tc) this.#answersInFull = true;
    // A truncated answer that would have fitted is a way to limit the rate. A server that truncates all limits nothing.
    const isAfterTruncation = how.transport !== question.transport;
    if (isAfterTruncation && message.size <= PLAIN_UDP && this.#answersInFull) this.#paced.slower();
  }

  #learnFromSilence({ reasons }: Asking, { transport, again }: How): void {
    const isSurprising = this.#silence.missed(transport, reasons);
    if (transport === 'udp' && isSurprising) this.#paced.missed(again);
  }

  /** How many attempts more than usual the question is worth. */
  further({ reasons }: Asking): number {
    return this.#silence.further(reasons, this.#paced.slowed);
  }

  /** All attempts of a question are over, without an answer. */
  gaveUp({ question, reasons }: Asking): void {
    this.#silence.gaveUp(question.transport, reasons);
    this.#paced.restore();
  }

  /** Nothing more will be asked about this name. */
  forget(name: Name): void {
    this.#silence.forget(name);
  }

  close(): void {
    this.#paced.close();
  }
}
