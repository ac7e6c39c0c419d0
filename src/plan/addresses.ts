import { pointerOf } from '../zone/pointer.js';
import type { ZoneView } from '../zone/view.js';

/** The addresses of the name servers, those of unused families too: their host names, and who announces them. */
export function lookUpAddresses(zone: ZoneView): void {
  for (const { address } of zone.servers) pointerOf(zone, address);
  for (const { address } of [...zone.servers, ...zone.withAliases.all]) zone.announcement(address);
}
