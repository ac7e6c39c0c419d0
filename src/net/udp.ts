import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { decodeMessage, Malformed } from '../dns/decode.js';
import { patience } from './patience.js';
import {
  type Endpoint,
  localEnd,
  MAX_STRAYS,
  mismatch,
  type Sending,
  type SendingEnd,
  type StrayPacket,
  type WireQuery,
} from './transport.js';

interface Waiting {
  readonly query: WireQuery;
  readonly strays: StrayPacket[];
  readonly end: (end: SendingEnd, answer: Sending['answer']) => void;
}

/**
 * Queries over UDP to one endpoint, several at a time, told apart by their ids (the caller keeps them distinct).
 * The socket is connected, so the kernel reports ICMP errors and drops packets from elsewhere. The socket of an `open` link
 * is not, so it also sees an answer that a server sends from another of its addresses.
 */
export class UdpLink {
  readonly #endpoint: Endpoint;
  readonly #open: boolean;
  readonly #waiting = new Map<number, Waiting>();
  #socket: Promise<Socket | SendingEnd> | null = null;

  constructor(endpoint: Endpoint, kind: 'connected' | 'open' = 'connected') {
    this.#endpoint = endpoint;
    this.#open = kind === 'open';
  }

  async send(query: WireQuery): Promise<Sending> {
    this.#socket ??= this.#bind();
    const socket = await this.#socket;
    if (typeof socket === 'string') return { end: socket, answer: null, strays: [] };
    return new Promise((resolve) => {
      const strays: StrayPacket[] = [];
      const end = (how: SendingEnd, answer: Sending['answer']) => {
        if (!this.#waiting.delete(query.id)) return;
        stopWaiting();
        resolve({ end: how, answer, strays });
      };
      const stopWaiting = patience(query.timeoutMs, () => end('timeout', null));
      this.#waiting.set(query.id, { query, strays, end });
      const sent = (error: Error | null) => {
        if (error === null) return;
        const how = this.#open ? localEnd(error) : sendingFailed(error);
        if (how === 'refused') this.#endAll(how);
        else end(how, null);
      };
      if (this.#open) socket.send(query.wire, this.#endpoint.port, this.#endpoint.host, sent);
      else socket.send(query.wire, sent);
    });
  }

  /** Ends all waiting queries as aborted and closes the socket. */
  close(): void {
    this.#endAll('aborted');
    const socket = this.#socket;
    this.#socket = null;
    void socket?.then((it) => {
      if (typeof it !== 'string') it.close();
    });
  }

  #bind(): Promise<Socket | SendingEnd> {
    const { host, port } = this.#endpoint;
    const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4', recvBufferSize: 1 << 20 });
    socket.on('message', (wire, { address, port: from }) =>
      this.#received(wire, { host: address, port: from }),
    );
    // On a connected socket an error after sending is an ICMP error, and concerns all waiting queries.
    socket.on('error', () => this.#endAll('refused'));
    return new Promise((resolve) => {
      const failed = (error: Error) => {
        socket.close();
        resolve(localEnd(error));
      };
      socket.once('error', failed);
      const ready = () => {
        socket.off('error', failed);
        resolve(socket);
      };
      // A callback given to connect() would also be called on failure, and swallow the error event.
      socket.once(this.#open ? 'listening' : 'connect', ready);
      if (this.#open) socket.bind(0);
      else socket.connect(port, host);
    });
  }

  #received(wire: Buffer, from: Endpoint): void {
    const message = decodeMessage(wire);
    const id = wire.length >= 2 ? wire.readUInt16BE(0) : -1;
    const waiting = this.#waiting.get(id);
    const why =
      message instanceof Malformed ? 'malformed' : waiting ? mismatch(message, waiting.query) : 'wrong-id';
    if (waiting !== undefined && why === null && !(message instanceof Malformed)) {
      waiting.end('answered', { message, wire, from });
      return;
    }
    const stray: StrayPacket = { from, why: why ?? 'malformed', wire };
    for (const each of waiting === undefined ? this.#waiting.values() : [waiting]) {
      if (each.strays.length < MAX_STRAYS) each.strays.push(stray);
    }
  }

  #endAll(how: SendingEnd): void {
    for (const waiting of [...this.#waiting.values()]) waiting.end(how, null);
  }
}

/** Only the send call reports the ICMP error of an earlier packet. It also reports errors of this machine. */
function sendingFailed(error: NodeJS.ErrnoException): SendingEnd {
  const icmp = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'].includes(error.code ?? '');
  return icmp ? 'refused' : localEnd(error);
}

/** Whether this machine has a route to the address: connecting a UDP socket looks it up and sends nothing. */
export async function hasRoute(endpoint: Endpoint): Promise<boolean> {
  const socket = createSocket(isIPv6(endpoint.host) ? 'udp6' : 'udp4');
  try {
    return await new Promise<boolean>((resolve) => {
      socket.once('error', () => resolve(false));
      socket.once('connect', () => resolve(true));
      socket.connect(endpoint.port, endpoint.host);
    });
  } finally {
    socket.close();
  }
}
