import type { Address } from '../dns/address.js';
import { type Message, type ResourceRecord, records } from '../dns/message.js';
import { soa } from '../questions/common.js';
import type { Question } from '../record/question.js';
import type { Server, ZoneView } from './view.js';

/** What one of the zone's servers answers. */
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
 * The first answer that will do, the servers in the zone's own NS records being asked in turn: where the engine asks
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

/** The SOA record that the tests of its values read: of the first server that gives one with authority. */
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

/** The SOA record a server gives in the answer section, with or without authority. */
export function soaAt(zone: ZoneView, server: Server): SoaRecord | undefined {
  const message = zone.message(soa(server.address, zone.zone));
  return message === null ? undefined : soaIn(message);
}

function withRecord(answer: Answer | null): SoaAnswer | null {
  const record = answer === null ? undefined : soaIn(answer.message);
  return answer === null || record === undefined ? null : { ...answer, record };
}

/** Of whatever owner, as the engine takes it. */
function soaIn(message: Message): SoaRecord | undefined {
  return records(message, 'SOA', { section: 'answer' })[0];
}
