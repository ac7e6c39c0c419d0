import { apexAt, dname, ns, resolverAlive, soa } from '../questions/common.js';
import { messageOf } from '../record/exchange.js';
import { parentSays } from '../zone/parent.js';
import type { ZoneView } from '../zone/view.js';

/**
 * Asks the parent about the zone. All its servers are asked about an existing delegation, because they may differ. If a
 * delegation is requested, one server that answers is enough to see what is there already.
 */
export function lookUpParent(zone: ZoneView): void {
  // If no parent is found, only this tells a resolver that fails from a zone that is not delegated.
  if (zone.testsExisting) zone.request(resolverAlive());
  for (const { address } of zone.parent.servers.filter((server) => zone.uses(server))) {
    const exchange = zone.exchange(soa(address, zone.zone));
    zone.requestAtOnce(ns(address, zone.zone));
    const message = messageOf(exchange);
    if (!zone.testsExisting && (exchange === undefined || message !== null)) return;
    if (!zone.testsExisting || message === null) continue;
    zone.request(apexAt(address, zone.zone));
    if (parentSays(message, zone.zone) === 'no-data') zone.request(dname(address, zone.zone));
  }
}
