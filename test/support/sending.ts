/** Messages that were sent, by a script in the place of sockets. */
import type { How, Sent } from '../../src/ask/sockets.js';
import { address } from '../../src/dns/address.js';
import type { Message } from '../../src/dns/message.js';
import type { SendingEnd } from '../../src/net/transport.js';
import type { Question } from '../../src/record/question.js';
import { messageFrom, type ReplySpec } from './observation.js';

export const SERVER = address('192.0.2.1');
export const ENDPOINT = { host: SERVER, port: 53 };

export type Scripted = ReplySpec | Exclude<SendingEnd, 'answered'>;

export interface Script {
  send(question: Question, how: How): Promise<Sent>;
  close(): void;
  /** What was sent, in order. */
  readonly sent: readonly { readonly question: Question; readonly how: How }[];
}

/** Says of each message in turn what comes; of those after the last, what came of the last. */
export function script(...replies: readonly [Scripted, ...Scripted[]]): Script {
  const sent: { question: Question; how: How }[] = [];
  return {
    send: async (question, how) => {
      const reply = replies[Math.min(sent.length, replies.length - 1)] ?? 'timeout';
      sent.push({ question, how });
      return sentMessage(question, how, reply);
    },
    close: () => {},
    sent,
  };
}

function sentMessage(question: Question, { transport }: How, reply: Scripted): Sent {
  const times = { transport, sentAt: 1, took: 2, strays: [] };
  if (typeof reply === 'string') return { ...times, end: reply, answer: null };
  const message: Message = messageFrom(question, reply);
  return { ...times, end: 'answered', answer: { message, wire: new Uint8Array(), from: ENDPOINT } };
}
