import type { Address } from '../dns/address.js';
import { records } from '../dns/message.js';
import type { Name } from '../dns/name.js';
import { messageOf } from '../record/exchange.js';
import { type Question, question } from '../record/question.js';
import type { Server } from './server.js';
import type { ZoneView } from './view.js';

/** The answer of one name server about the keys of its zone. */
export interface KeyAnswer {
  readonly server: Server;
  /** The data of the zone's DNSKEY records; null if there is no usable answer. */
  readonly keys: readonly Uint8Array[] | null;
}

/** UDP carries this many bytes without fragments (DNS flag day 2020). */
const UDP_SIZE = 1232;

/** The zone's keys at each of its name servers, at every address of the families in use. */
export function keysOf(zone: ZoneView): KeyAnswer[] {
  return zone.delegation.servers
    .filter((server) => zone.uses(server))
    .map((server) => ({ server, keys: keysAt(zone, server.address) }));
}

function keysAt(zone: ZoneView, server: Address): readonly Uint8Array[] | null {
  const message = messageOf(zone.exchangeAtOnce(dnskeyAt(server, zone.zone)));
  if (message === null || message.rcode !== 'NOERROR' || !message.aa) return null;
  return records(message, 'DNSKEY', { name: zone.zone, section: 'answer' }).map(({ rdata }) => rdata);
}

function dnskeyAt(server: Address, zone: Name): Question {
  return question(server, zone, 'DNSKEY', { edns: { udpSize: UDP_SIZE } });
}
