import type { Address } from '../dns/address.js';
import { name } from '../dns/name.js';
import { respond } from './authority.js';
import { type Query, type Response, truncated } from './message.js';
import type { ServerSpec } from './scenario.js';
import type { World } from './world.js';

/** A server's reaction to a query. */
export type Reaction = Action & {
  /** Milliseconds until it reacts. */
  readonly delayMs: number;
};

type Action =
  | { readonly kind: 'silence' }
  /** The TCP connection is closed before the first byte or in the middle of the response. */
  | { readonly kind: 'close' }
  | { readonly kind: 'half'; readonly response: Response }
  /** Messages in this order, or bytes that are no DNS message. `from`: the source address of UDP packets. */
  | { readonly kind: 'send'; readonly from: Address; readonly messages: readonly (Response | Uint8Array)[] };

/** The reaction of the server at this address to a query; silence if there is no server. */
export function answer(world: World, at: Address, query: Query, transport: 'udp' | 'tcp'): Reaction {
  const server = world.servers.get(at);
  if (server === undefined || isDropped(query, transport, server.faults))
    return { kind: 'silence', delayMs: 0 };
  const { faults } = server;
  const delayMs = faults.delay_ms ?? 0;
  if (transport === 'tcp' && faults.close_tcp) return { kind: 'close', delayMs };

  const response = distorted(respond(server, query, transport), faults, transport);
  if (transport === 'tcp' && faults.half_tcp) return { kind: 'half', response, delayMs };
  const message = faults.garbage ? garbage(query) : response;
  if (transport === 'tcp') return { kind: 'send', from: at, messages: [message], delayMs };
  const messages = [...strays(response, faults.stray_packets ?? 0), message];
  return { kind: 'send', from: faults.answer_from ?? at, messages, delayMs };
}

function isDropped(query: Query, transport: 'udp' | 'tcp', faults: ServerSpec): boolean {
  const unreachable =
    transport === 'udp' ? faults.drop_udp || faults.refuse_udp : faults.drop_tcp || faults.rst_tcp;
  if (unreachable || (query.edns !== null && faults.drop_edns)) return true;
  return faults.drop_types?.includes(query.question.type) ?? false;
}

function distorted(response: Response, faults: ServerSpec, transport: 'udp' | 'tcp'): Response {
  const { question } = response;
  return {
    ...response,
    ...(faults.truncate_udp && transport === 'udp' ? truncated(response) : {}),
    ...(faults.wrong_id ? { id: otherId(response.id, 1) } : {}),
    ...(faults.wrong_question ? { question: { ...question, name: WRONG_NAME } } : {}),
  };
}

const WRONG_NAME = name('not-what-you-asked.example.net');

/** The id of the query, then flags and counts of records that do not follow. */
function garbage({ id }: Query): Uint8Array {
  return Uint8Array.of(id >> 8, id & 0xff, ...Array<number>(30).fill(0xff));
}

/** Alternates between the answer under another id and too few bytes for a message. */
function strays(response: Response, count: number): (Response | Uint8Array)[] {
  return Array.from({ length: count }, (_, i) =>
    i % 2 === 0 ? { ...response, id: otherId(response.id, i + 1) } : Uint8Array.of(0, i & 0xff, 0),
  );
}

const otherId = (id: number, distance: number): number => (id + distance) & 0xffff;
