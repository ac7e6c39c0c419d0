import type { Address } from '../dns/address.js';
import { type Message, type ResourceRecord, records } from '../dns/message.js';
import { soa } from '../questions/common.js';
import type { Question } from '../record/question.js';
import type { Server, ZoneView } from './view.js';

/** The answer of one of the zone's servers. */
export interface Answer {
  readonly server: Server;
  readonly question: Question;
  readonly message: Message;
}

export interface SoaAnswer extends Answer {
  readonly record: SoaRecord;
}

export type SoaRecord = Extract<ResourceRecord, { readonly type: 'SOA' }>;

/**
 * The first acceptable answer if the servers in the zone's own NS records are asked in turn. The engine does so if it asks
 * "the zone" instead of every server.
 */
export function firstAnswer(
  zone: ZoneView,
  ask: (server: Address) => Question,
  willDo: (message: Message) => boolean = () => true,
): Answer | null {
  for (const server of zone.child.servers) {
    if (!zone.uses(server)) continue;
    const question = ask(server.address);
    const message = zone.message(question);
    if (message !== null && willDo(message)) return { server, question, message };
  }
  return null;
}

/** The SOA record for the tests of its values, from the first server that gives an authoritative one. */
export function zoneSoa(zone: ZoneView): SoaAnswer | null {
  return withRecord(
    firstAnswer(
      zone,
      (server) => soa(server, zone.zone),
      (message) => message.aa && soaIn(message) !== undefined,
    ),
  );
}

/** The SOA record of the first server that answers at all; null if that answer has none. */
export function firstSoa(zone: ZoneView): SoaAnswer | null {
  return withRecord(firstAnswer(zone, (server) => soa(server, zone.zone)));
}

/** The SOA record in the answer section of a server, authoritative or not. */
export function soaAt(zone: ZoneView, server: Server): SoaRecord | undefined {
  const message = zone.message(soa(server.address, zone.zone));
  return message === null ? undefined : soaIn(message);
}

function withRecord(answer: Answer | null): SoaAnswer | null {
  const record = answer === null ? undefined : soaIn(answer.message);
  return answer === null || record === undefined ? null : { ...answer, record };
}

/** The owner does not matter, as in the engine. */
function soaIn(message: Message): SoaRecord | undefined {
  return records(message, 'SOA', { section: 'answer' })[0];
}
