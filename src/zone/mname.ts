import type { Address } from '../dns/address.js';
import { records } from '../dns/message.js';
import { fold, type Name, name, ROOT } from '../dns/name.js';
import { soa } from '../questions/common.js';
import type { SoaRecord } from './first-answer.js';
import { type Server, serverAt, type ZoneView } from './view.js';

/** The zone's SOA record at one server. */
export interface ServerSoa {
  readonly server: Server;
  readonly record: SoaRecord;
}

const LOCALHOST = name('localhost');
const LOOPBACK: readonly string[] = ['127.0.0.1', '::1'];

/** The SOA records of the zone in the servers' authoritative answers, in any section. */
export function soaRecords(zone: ZoneView): ServerSoa[] {
  return zone.inUse.flatMap((server) => {
    const message = zone.message(soa(server.address, zone.zone));
    if (message === null || message.rcode !== 'NOERROR' || !message.aa) return [];
    return records(message, 'SOA', { name: zone.zone }).map((record) => ({ server, record }));
  });
}

/** Whether the MNAME is no host: the root, or localhost. Its address is not looked up. */
export function isNoHost(mname: Name): boolean {
  return mname === ROOT || fold(mname) === LOCALHOST;
}

/** The primary servers by the MNAMEs in SOA records, in lower case. */
export function mnamesIn(soas: readonly ServerSoa[]): Name[] {
  return [...new Set(soas.map(({ record }) => fold(record.mname)))];
}

/** The primary server at each of the addresses the engine finds for it. */
export function primaryServers(zone: ZoneView, mname: Name): Server[] {
  return zone.resolve(mname).nserverAddresses.map((address) => serverAt(mname, address));
}

/** The only loopback addresses that the engine knows. */
export function isLoopback(address: Address): boolean {
  return LOOPBACK.includes(address);
}
