import { ADDRESS_TYPES, addressAt } from '../questions/common.js';
import {
  mixedCaseNames,
  mixedCaseSoa,
  rootNs,
  soaInSmallPacket,
  soaWithEdns,
  soaWithEdns1,
  soaWithUnknownFlags,
  soaWithUnknownOption,
  softwareVersion,
  transfer,
  VERSION_NAMES,
} from '../questions/nameserver.js';
import type { Server } from '../zone/server.js';
import type { ZoneView } from '../zone/view.js';

/** Finds out how the servers speak DNS. Each server that answers is asked, if there is a zone to test. */
export function lookUpNameservers(zone: ZoneView): void {
  if (zone.working.length === 0) return;
  for (const server of zone.inUse) lookUpNameserver(zone, server);
}

function lookUpNameserver(zone: ZoneView, server: Server): void {
  const { address } = server;
  const apex = zone.zone;
  // The transfer has its own connection and takes longest, so it does not wait for the first answer over TCP.
  const speaks = zone.answers(server, 'udp') || zone.answers(server, 'tcp');
  if (speaks) zone.requestAtOnce(transfer(address, apex));
  const questions = [
    ...[soaWithEdns, soaWithEdns1, soaWithUnknownOption, soaWithUnknownFlags, soaInSmallPacket].map((ask) =>
      ask(address, apex),
    ),
    ...ADDRESS_TYPES.map((type) => addressAt(address, apex, type)),
    rootNs(address),
    ...mixedCaseNames(apex).map((host) => mixedCaseSoa(address, host)),
    ...VERSION_NAMES.map((host) => softwareVersion(address, host)),
  ];
  for (const question of questions) zone.request(question);
}
