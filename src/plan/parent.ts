import { apexAt, dname, ns, resolverAlive, soa } from '../questions/common.js';
import { messageOf } from '../record/exchange.js';
import { parentSays } from '../zone/parent.js';
import type { ZoneView } from '../zone/view.js';

/**
 * Where the zone is or would be delegated. All servers of the parent are asked about an existing delegation, because they
 * may differ; beside a delegation that is asked for, one that answers is enough to see what is there already.
 */
export function lookUpParent(zone: ZoneView): void {
  // Without a parent nothing else would tell a resolver that fails from a zone that is not delegated.
  if (zone.testsExisting) zone.exchange(resolverAlive());
  for (const { address } of zone.parent.servers.filter((server) => zone.uses(server))) {
    const exchange = zone.exchange(soa(address, zone.zone));
    zone.exchangeAtOnce(ns(address, zone.zone));
    const message = messageOf(exchange);
    if (!zone.testsExisting && (exchange === undefined || message !== null)) return;
    if (!zone.testsExisting || message === null) continue;
    zone.exchange(apexAt(address, zone.zone));
    if (parentSays(message, zone.zone) === 'no-data') zone.exchange(dname(address, zone.zone));
  }
}
