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
import type { Question } from '../record/question.js';
import type { ZoneView } from '../zone/view.js';

/** How the servers speak DNS: asked of each that speaks at all, once there is a zone to test. */
export function* nameserverQuestions(zone: ZoneView): Generator<Question> {
  if (zone.working.length === 0) return;
  const apex = zone.zone;
  const mixed = mixedCaseNames(apex);
  for (const server of zone.inUse) {
    const { address } = server;
    const speaksUdp = zone.answers(server, 'udp');
    // It has a connection of its own and takes longest, so it does not wait for the first answer over TCP.
    if (speaksUdp || zone.answers(server, 'tcp')) yield transfer(address, apex);
    if (!speaksUdp) continue;
    for (const ask of [
      soaWithEdns,
      soaWithEdns1,
      soaWithUnknownOption,
      soaWithUnknownFlags,
      soaInSmallPacket,
    ])
      yield ask(address, apex);
    for (const type of ADDRESS_TYPES) yield addressAt(address, apex, type);
    yield rootNs(address);
    for (const host of mixed) yield mixedCaseSoa(address, host);
    for (const host of VERSION_NAMES) yield softwareVersion(address, host);
  }
}
