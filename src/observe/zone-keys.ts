import type { Asker } from '../ask/asker.js';
import type { Address } from '../dns/address.js';
import { records } from '../dns/message.js';
import type { Name } from '../dns/name.js';
import { type Exchange, messageOf } from '../record/exchange.js';
import type { Families } from '../record/observation.js';
import { keyOf, type Question, question } from '../record/question.js';
import type { ZoneTarget } from '../target/target.js';
import type { Server } from '../zone/server.js';
import { viewOf } from '../zone/view.js';

/** What one server of a zone says about its keys. */
export interface KeyAnswer {
  readonly server: Server;
  /** The data of the zone's DNSKEY records; null: there was no answer that one could go by. */
  readonly keys: readonly Uint8Array[] | null;
}

/** What UDP carries without fragments (DNS flag day 2020). */
const UDP_SIZE = 1232;

/** Asks the name servers of a target for the zone's keys, at all addresses of the families that are used. */
export async function askForKeys(
  target: ZoneTarget,
  families: Families,
  asker: Pick<Asker, 'ask'>,
): Promise<KeyAnswer[]> {
  const exchanges = new Map<string, Exchange>();
  const zone = () => viewOf({ target, families, exchanges });
  const askAll = async (questions: readonly Question[]) => {
    const open = questions.filter((each) => !exchanges.has(keyOf(each)));
    await Promise.all(open.map(async (each) => exchanges.set(keyOf(each), await asker.ask(each))));
    return open.length > 0;
  };
  const hosts = target.nservers.filter(({ glue }) => glue.length === 0).map(({ name }) => name);
  while (await askAll(hosts.flatMap((host) => zone().lookups(host))));
  const { servers } = zone().delegation;
  const asked = servers.filter((server) => zone().uses(server));
  await askAll(asked.map(({ address }) => dnskeyAt(address, target.zone)));
  return asked.map((server) => ({
    server,
    keys: keysIn(exchanges.get(keyOf(dnskeyAt(server.address, target.zone))), target.zone),
  }));
}

function dnskeyAt(server: Address, zone: Name): Question {
  return question(server, zone, 'DNSKEY', { edns: { udpSize: UDP_SIZE } });
}

function keysIn(exchange: Exchange | undefined, zone: Name): Uint8Array[] | null {
  const message = messageOf(exchange);
  if (message === null || message.rcode !== 'NOERROR' || !message.aa) return null;
  return records(message, 'DNSKEY', { name: zone, section: 'answer' }).map(({ rdata }) => rdata);
}
