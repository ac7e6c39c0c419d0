import { pointerOf } from '../zone/pointer.js';
import type { ZoneView } from '../zone/view.js';

/** The host names and announcements of the name servers' addresses, also those of unused families. */
export function lookUpAddresses(zone: ZoneView): void {
  for (const { address } of zone.servers) pointerOf(zone, address);
  for (const { address } of [...zone.servers, ...zone.withAliases.all]) zone.announcement(address);
}
