import { connect, type Socket } from 'node:net';
import { decodeMessage, Malformed } from '../dns/decode.js';
import { patience } from './patience.js';
import {
  type Endpoint,
  localEnd,
  mismatch,
  type Sending,
  type SendingEnd,
  type StrayPacket,
  type WireQuery,
} from './transport.js';
import { hasRoute } from './udp.js';

interface Waiting {
  readonly query: WireQuery;
  readonly end: (end: SendingEnd, answer: Sending['answer'], strays?: readonly StrayPacket[]) => void;
}

/**
 * Queries over one TCP connection to an endpoint, pipelined (RFC 7766 section 6.2.1). A server may close a connection
 * after any answer. A query that was waiting on a connection that had answered others is sent again on a new one.
 */
export class TcpLink {
  readonly #endpoint: Endpoint;
  #connection: Connection | null = null;
  /** Connections on which answers are still awaited, but nothing more is sent. */
  readonly #retired = new Set<Connection>();
  #waiting = 0;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
  }

  /** Queries that are not answered yet. */
  get waiting(): number {
    return this.#waiting;
  }

  async send(query: WireQuery): Promise<Sending> {
    this.#waiting += 1;
    try {
      return await this.#send(query);
    } finally {
      this.#waiting -= 1;
    }
  }

  async #send(query: WireQuery): Promise<Sending> {
    const reused = this.#connection?.usable === true;
    const connection =
      reused && this.#connection !== null ? this.#connection : new Connection(this.#endpoint);
    if (this.#connection !== null && this.#connection !== connection) this.#retired.add(this.#connection);
    this.#connection = connection;
    const sending = await connection.send(query);
    for (const each of this.#retired) if (each.idle) this.#retired.delete(each);
    if (reused && sending.end === 'closed' && connection.answered) {
      if (this.#connection === connection) this.#connection = null;
      return this.#send(query);
    }
    return sending;
  }

  close(): void {
    for (const each of [...this.#retired, this.#connection]) each?.close('aborted');
    this.#retired.clear();
    this.#connection = null;
  }
}

class Connection {
  readonly #endpoint: Endpoint;
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  /** The ids of ended queries: another message with such an id is late or a duplicate. */
  readonly #over = new Set<number>();
  #received: Buffer = Buffer.alloc(0);
  #connected = false;
  #ended = false;
  #error: NodeJS.ErrnoException | null = null;
  answered = false;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    this.#socket = connect({ host: endpoint.host, port: endpoint.port, noDelay: true });
    this.#socket.on('connect', () => {
      this.#connected = true;
    });
    this.#socket.on('data', (chunk) => this.#take(chunk));
    this.#socket.on('end', () => this.close('closed'));
    this.#socket.on('error', (error) => {
      this.#error = error;
    });
    this.#socket.on('close', () => void this.#closed());
  }

  get usable(): boolean {
    return !this.#ended;
  }

  get idle(): boolean {
    return this.#waiting.size === 0;
  }

  send(query: WireQuery): Promise<Sending> {
    return new Promise((resolve) => {
      const end: Waiting['end'] = (how, answer, strays = []) => {
        if (!this.#waiting.delete(query.id)) return;
        this.#over.add(query.id);
        stopWaiting();
        resolve({ end: how, answer, strays });
      };
      const stopWaiting = patience(query.timeoutMs, () => this.#late(query.id));
      this.#waiting.set(query.id, { query, end });
      const length = Buffer.alloc(2);
      length.writeUInt16BE(query.wire.length);
      this.#socket.write(Buffer.concat([length, query.wire]));
    });
  }

  /**
   * A connection on which an answer is missing is not used for later queries. Those that wait on it keep their full time,
   * because a server may answer one after the other.
   */
  #late(id: number): void {
    this.#waiting.get(id)?.end('timeout', null);
    this.#ended = true;
    if (this.idle) this.close('timeout');
  }

  close(how: SendingEnd): void {
    this.#ended = true;
    this.#socket.destroy();
    for (const waiting of [...this.#waiting.values()]) waiting.end(how, null);
  }

  async #closed(): Promise<void> {
    this.#ended = true;
    const code = this.#error?.code;
    if (this.#error === null || this.#connected) return this.close('closed');
    if (code === 'ECONNREFUSED' || code === 'ECONNRESET') return this.close('refused');
    if (code === 'ETIMEDOUT') return this.close('timeout');
    const local = localEnd(this.#error);
    this.close(local === 'no-route' && (await hasRoute(this.#endpoint)) ? 'refused' : local);
  }

  /** Each message has its length in two bytes in front (RFC 1035 section 4.2.2); chunks may end anywhere. */
  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    while (this.#received.length >= 2) {
      const length = this.#received.readUInt16BE(0);
      if (this.#received.length < 2 + length) return;
      const wire = Buffer.from(this.#received.subarray(2, 2 + length));
      this.#received = this.#received.subarray(2 + length);
      this.#message(wire);
    }
  }

  #message(wire: Buffer): void {
    const message = decodeMessage(wire);
    const id = wire.length >= 2 ? wire.readUInt16BE(0) : -1;
    const known = this.#waiting.get(id);
    if (known === undefined && this.#over.has(id)) return;
    const waiting = known ?? this.#waiting.values().next().value;
    if (waiting === undefined) return;
    const why = message instanceof Malformed ? 'malformed' : mismatch(message, waiting.query);
    if (why === null && !(message instanceof Malformed)) {
      this.answered = true;
      waiting.end('answered', { message, wire, from: this.#endpoint });
      if (this.#ended && this.idle) this.close('closed');
    } else {
      // Nobody can slip a packet into a connection, so this is the server's own answer, and wrong.
      waiting.end('garbled', null, [{ from: this.#endpoint, why: why ?? 'malformed', wire }]);
      this.close('closed');
    }
  }
}
