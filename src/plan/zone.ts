import { records } from '../dns/message.js';
import { fold, parentOf } from '../dns/name.js';
import { apexAbove, cnameAt, mxAt, resolverAlive, soa, txtAt } from '../questions/common.js';
import { messageOf } from '../record/exchange.js';
import { followAliases, hostsLookedUp, needsFollowing } from '../zone/alias-chain.js';
import { firstAnswer, zoneSoa } from '../zone/first-answer.js';
import { contactDomains, mailServers, mxExchange } from '../zone/mailbox.js';
import { isLoopback, isNoHost, mnamesIn, primaryServers, soaRecords } from '../zone/mname.js';
import type { ZoneView } from '../zone/view.js';

/** The records at the zone's apex, and the hosts that they name. */
export function lookUpZone(zone: ZoneView): void {
  if (zone.working.length > 0) {
    for (const { address } of zone.inUse) zone.request(mxAt(address, zone.zone));
    for (const server of zone.withAliases.all) {
      if (zone.uses(server)) zone.withAliases.request(server, txtAt(server.address, zone.zone));
    }
    lookUpMailServers(zone);
    lookUpPrimaries(zone);
    lookUpContacts(zone);
  }
  lookUpAliases(zone);
}

/** Whether the zone itself says that a mail server of its own is an alias. */
function lookUpMailServers(zone: ZoneView): void {
  const mx = firstAnswer(
    zone,
    (server) => mxAt(server, zone.zone),
    (message) => message.aa,
  );
  if (mx === null) return;
  for (const { exchange } of records(mx.message, 'MX', { name: zone.zone })) {
    for (const server of zone.child.servers) {
      if (zone.uses(server)) zone.request(cnameAt(server.address, exchange));
    }
  }
}

/** The addresses of each MNAME, and the SOA record there. */
function lookUpPrimaries(zone: ZoneView): void {
  const mnames = new Set(mnamesIn(soaRecords(zone)));
  const tested = zoneSoa(zone);
  if (tested !== null) mnames.add(fold(tested.record.mname));
  for (const mname of mnames) {
    if (isNoHost(mname)) continue;
    for (const server of primaryServers(zone, mname)) {
      if (zone.uses(server) && !isLoopback(server.address)) zone.request(soa(server.address, zone.zone));
    }
  }
}

/** The mail servers of each RNAME's domain, and their addresses. */
function lookUpContacts(zone: ZoneView): void {
  for (const domain of contactDomains(zone)) {
    zone.request(resolverAlive());
    const answer = messageOf(mxExchange(zone, domain));
    if (answer?.rcode !== 'NOERROR') continue;
    for (const host of mailServers(answer, domain)) zone.resolve(host);
  }
}

/** The aliases of names that could not be looked up, step by step, and the zones of the names on the way. */
function lookUpAliases(zone: ZoneView): void {
  for (const host of hostsLookedUp(zone).filter((each) => needsFollowing(zone, each))) {
    for (const name of followAliases(zone, host).names) zone.request(apexAbove(parentOf(name)));
  }
}
