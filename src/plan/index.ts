import type { ZoneView } from '../zone/view.js';
import { lookUpAddresses } from './addresses.js';
import { lookUpNameservers } from './nameserver.js';
import { lookUpParent } from './parent.js';
import { lookUpServers } from './servers.js';
import { lookUpZone } from './zone.js';

/** Looks up everything about a zone that the answers so far lead to. A question that has no exchange yet is then asked. */
export type Plan = (zone: ZoneView) => void;

/**
 * The plan of the checks. It is pure, and runs again after every answer until every question has an exchange. A question that
 * depends on an answer comes up as soon as that answer is there, so the chain of questions that wait for each other is as
 * short as the dependencies allow. By round trip (a question to the resolver is one, opening a TCP connection is one):
 *
 *   1  addresses of the nservers                        SOA of the name above the zone: which zone is the parent
 *   2  SOA of the zone at each over UDP; TCP opened;    NS records of the parent
 *      names and announcements of the addresses
 *   3  all else over UDP; SOA over TCP; TCP opened      addresses of the parent's servers
 *      for the transfer; MX of the domain of the RNAME;
 *      addresses of the MNAME
 *   4  NS over TCP; the transfer; addresses of the      SOA and NS of the zone at the parent's servers
 *      mail servers; SOA at the MNAME
 *
 * A zone takes 4 if it has no glue. With glue the parent is the longer way and takes as many. If the object names no servers
 * but the parent does, the left side begins after the right one: 8. NS records with servers that the delegation does not
 * have lead from step 3 of the left side back to its step 1.
 */
export const planOfChecks: Plan = (zone) => {
  lookUpParent(zone);
  lookUpServers(zone);
  lookUpAddresses(zone);
  lookUpNameservers(zone);
  lookUpZone(zone);
};
