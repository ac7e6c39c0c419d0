import { randomInt } from 'node:crypto';
import { encodeQuery } from '../dns/encode.js';
import { type Message, sameQuestion } from '../dns/message.js';
import { TcpLink } from '../net/tcp.js';
import { type Endpoint, type Sending, sameEndpoint, type WireQuery } from '../net/transport.js';
import { UdpLink } from '../net/udp.js';
import type { Question } from '../record/question.js';
import type { Query } from './layers.js';

/** TCP connections to one server at a time, and how many questions wait on one before another is opened. */
const CONNECTIONS = 4;
const PER_CONNECTION = 4;

/** The sockets, connections and message ids between this run and one endpoint. */
export class Sockets {
  readonly #endpoint: Endpoint;
  readonly #onSend: () => void;
  readonly #udp: UdpLink;
  readonly #tcp: TcpLink[] = [];
  readonly #spareTcp: TcpLink[] = [];
  readonly #own = new Set<UdpLink | TcpLink>();
  readonly #ids = new Set<number>();
  /** It answers from another address than it is asked at. */
  #answersFromElsewhere = false;

  /** `onSend`: called with each message. */
  constructor(endpoint: Endpoint, onSend: () => void) {
    this.#endpoint = endpoint;
    this.#onSend = onSend;
    this.#udp = new UdpLink(endpoint);
  }

  async send({ question, transport, timeoutMs, alone }: Query): Promise<Sending> {
    this.#onSend();
    const id = this.#freshId();
    const { name, type, class: klass, edns } = question;
    const wire = encodeQuery({ id, name, type, class: klass, rd: question.server === 'resolver', edns });
    const query = { wire, id, asks: (message: Message) => asksThis(message, question), timeoutMs };
    try {
      if (transport === 'udp')
        return await (alone || this.#answersFromElsewhere ? this.#overOpenUdp(query) : this.#udp.send(query));
      return await (alone || type === 'AXFR' ? this.#overOwnTcp(query) : this.#connection().send(query));
    } finally {
      this.#ids.delete(id);
    }
  }

  close(): void {
    for (const link of [this.#udp, ...this.#tcp, ...this.#spareTcp, ...this.#own]) link.close();
  }

  #freshId(): number {
    let id = randomInt(65536);
    while (this.#ids.has(id)) id = randomInt(65536);
    this.#ids.add(id);
    return id;
  }

  /** On a socket of its own that hears answers from other addresses, too. */
  async #overOpenUdp(query: WireQuery): Promise<Sending> {
    const link = new UdpLink(this.#endpoint, 'open');
    this.#own.add(link);
    const sending = await link.send(query);
    this.#own.delete(link);
    link.close();
    const { answer } = sending;
    if (answer !== null && !answer.message.tc && !sameEndpoint(answer.from, this.#endpoint))
      this.#answersFromElsewhere = true;
    return sending;
  }

  /**
   * On a connection that carries nothing else meanwhile. Of a zone transfer this gives the first message: more may follow,
   * which would be taken for answers to other questions. After a refusal none do, and the connection is kept.
   */
  async #overOwnTcp(query: WireQuery): Promise<Sending> {
    const link = this.#spareTcp.pop() ?? new TcpLink(this.#endpoint);
    this.#own.add(link);
    const sending = await link.send(query);
    this.#own.delete(link);
    if (sending.answer?.message.answer.length === 0) this.#spareTcp.push(link);
    else link.close();
    return sending;
  }

  #connection(): TcpLink {
    const [idlest] = [...this.#tcp].sort((a, b) => a.waiting - b.waiting);
    const isFull = idlest === undefined || idlest.waiting >= PER_CONNECTION;
    if (idlest !== undefined && (!isFull || this.#tcp.length >= CONNECTIONS)) return idlest;
    const link = new TcpLink(this.#endpoint);
    this.#tcp.push(link);
    return link;
  }
}

function asksThis(message: Message, question: Question): boolean {
  const [asked] = message.question;
  // An error may come without the question (a server that did not understand it), and so may a truncated answer.
  if (asked === undefined) return message.rcode !== 'NOERROR' || message.tc;
  return sameQuestion(asked, question);
}
