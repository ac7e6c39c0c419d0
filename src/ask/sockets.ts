import { randomInt } from 'node:crypto';
import { encodeQuery } from '../dns/encode.js';
import { type Message, sameQuestion } from '../dns/message.js';
import { TcpLink, type TcpQuery } from '../net/tcp.js';
import { type Endpoint, type Sending, sameEndpoint } from '../net/transport.js';
import { UdpLink, type UdpQuery } from '../net/udp.js';
import type { Question, Transport } from '../record/question.js';

/** How one message is sent. */
export interface How {
  readonly transport: Transport;
  readonly timeoutMs: number;
  /** On a socket or connection of its own. */
  readonly alone: boolean;
  /** An earlier message with the same question got no answer in time. */
  readonly again: boolean;
}

/** One message that was sent, and what came. */
export interface Sent extends Sending {
  readonly transport: Transport;
  /** Milliseconds after the start of the run. */
  readonly sentAt: number;
  /** Milliseconds. */
  readonly took: number;
}

/** TCP connections to one server at a time, and how many questions wait on one before another is opened. */
const CONNECTIONS = 4;
const PER_CONNECTION = 4;

/** The sockets to one endpoint, and the ids of the messages on them. */
export class Sockets {
  readonly #endpoint: Endpoint;
  readonly #now: () => number;
  readonly #onSend: () => void;
  readonly #udp: UdpLink;
  readonly #tcp: TcpLink[] = [];
  readonly #ownTcp: TcpLink[] = [];
  readonly #own = new Set<UdpLink | TcpLink>();
  readonly #ids = new Set<number>();
  #answersFromElsewhere = false;

  /** `now`: milliseconds since the start of the run. `onSend`: called for each message. */
  constructor(endpoint: Endpoint, now: () => number, onSend: () => void) {
    this.#endpoint = endpoint;
    this.#now = now;
    this.#onSend = onSend;
    this.#udp = new UdpLink(endpoint);
  }

  async send(question: Question, { transport, timeoutMs, alone }: How): Promise<Sent> {
    const id = this.#freshId();
    const { name, type, class: klass, edns, server } = question;
    const wire = encodeQuery({ id, name, type, class: klass, rd: server === 'resolver', edns });
    const query = { wire, id, asks: (message: Message) => asksThis(message, question), timeoutMs };
    const sentAt = this.#now();
    this.#onSend();
    try {
      const sending =
        transport === 'udp'
          ? await this.#overUdp(query, alone)
          : await this.#overTcp(query, alone || question.type === 'AXFR');
      return { ...sending, transport, sentAt, took: this.#now() - sentAt };
    } finally {
      this.#ids.delete(id);
    }
  }

  close(): void {
    for (const link of [this.#udp, ...this.#tcp, ...this.#ownTcp, ...this.#own]) link.close();
  }

  async #overUdp(query: UdpQuery, alone: boolean): Promise<Sending> {
    const isOpen = alone || this.#answersFromElsewhere;
    const sending = await (isOpen ? this.#overOpenUdp(query) : this.#udp.send(query));
    const { answer } = sending;
    if (answer !== null && !answer.message.tc && !sameEndpoint(answer.from, this.#endpoint)) {
      this.#answersFromElsewhere = true;
    }
    return sending;
  }

  /** On a socket of its own, that hears answers from other addresses too. */
  async #overOpenUdp(query: UdpQuery): Promise<Sending> {
    const link = new UdpLink(this.#endpoint, 'open');
    this.#own.add(link);
    const sending = await link.send(query);
    this.#own.delete(link);
    link.close();
    return sending;
  }

  #overTcp(query: TcpQuery, alone: boolean): Promise<Sending> {
    return alone ? this.#overOwnTcp(query) : this.#connection().send(query);
  }

  /**
   * On a connection where nothing else is asked meanwhile. This gives the first message of a zone transfer: more may follow
   * that would be taken for answers to other questions. After a refusal none do, and the connection is kept.
   */
  async #overOwnTcp(query: TcpQuery): Promise<Sending> {
    const link = this.#ownTcp.pop() ?? new TcpLink(this.#endpoint);
    this.#own.add(link);
    const sending = await link.send(query);
    this.#own.delete(link);
    if (sending.answer?.message.answer.length === 0) this.#ownTcp.push(link);
    else link.close();
    return sending;
  }

  #connection(): TcpLink {
    const [idlest] = [...this.#tcp].sort((a, b) => a.waiting - b.waiting);
    const full = idlest === undefined || idlest.waiting >= PER_CONNECTION;
    if (idlest !== undefined && (!full || this.#tcp.length >= CONNECTIONS)) return idlest;
    const link = new TcpLink(this.#endpoint);
    this.#tcp.push(link);
    return link;
  }

  #freshId(): number {
    let id = randomInt(65536);
    while (this.#ids.has(id)) id = randomInt(65536);
    this.#ids.add(id);
    return id;
  }
}

function asksThis(message: Message, question: Question): boolean {
  const [asked] = message.question;
  // An error may come without the question (a server that did not understand it); so may what only sends us to TCP.
  if (asked === undefined) return message.rcode !== 'NOERROR' || message.tc;
  return sameQuestion(asked, question);
}
