import type { Message } from '../dns/message.js';

/** The host and port at which this machine reaches a public address. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export function sameEndpoint(a: Endpoint, b: Endpoint): boolean {
  return a.host === b.host && a.port === b.port;
}

export interface WireQuery {
  readonly wire: Uint8Array;
  readonly id: number;
  /** Whether a message with the right id is about this question. */
  readonly asks: (message: Message) => boolean;
  readonly timeoutMs: number;
}

/** One sending of a query, and the result. Retries are made elsewhere. */
export interface Sending {
  readonly end: SendingEnd;
  readonly answer: { readonly message: Message; readonly wire: Uint8Array; readonly from: Endpoint } | null;
  readonly strays: readonly StrayPacket[];
}

export type SendingEnd =
  | 'answered'
  | 'timeout'
  /** ICMP unreachable, or a TCP reset on connecting. */
  | 'refused'
  /** The TCP connection ended before a whole message. */
  | 'closed'
  /** Over TCP: a message that cannot be decoded or answers something else. */
  | 'garbled'
  /** This machine has no route to the address. */
  | 'no-route'
  /** Another error on this machine prevented the sending. */
  | 'local-error'
  | 'aborted';

/** A packet that arrived while an answer was awaited, but is not the answer. */
export interface StrayPacket {
  readonly from: Endpoint;
  readonly why: 'malformed' | 'wrong-id' | 'wrong-question' | 'not-a-response' | 'wrong-source';
  readonly wire: Uint8Array;
}

/** Strays kept per sending: enough to show a flood, too few to fill the memory. */
export const MAX_STRAYS = 4;

/** Why a message is not the answer to this query; null if it is. The letter case of the name may differ. */
export function mismatch(message: Message, query: Pick<WireQuery, 'id' | 'asks'>): StrayPacket['why'] | null {
  if (message.id !== query.id) return 'wrong-id';
  if (!message.qr) return 'not-a-response';
  return query.asks(message) ? null : 'wrong-question';
}

const UNREACHABLE = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENETDOWN']);

/** The end of a sending by an error before anything was sent: the fault is this machine's, not the server's. */
export function localEnd(error: NodeJS.ErrnoException): SendingEnd {
  return UNREACHABLE.has(error.code ?? '') ? 'no-route' : 'local-error';
}
