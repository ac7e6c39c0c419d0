import type { ZoneView } from '../zone/view.js';
import { lookUpAddresses } from './addresses.js';
import { lookUpNameservers } from './nameserver.js';
import { lookUpParent } from './parent.js';
import { lookUpServers } from './servers.js';
import { lookUpZone } from './zone.js';

/** Looks up all that is to be known of a zone, as far as the answers so far lead. What it finds nothing about is asked. */
export type Plan = (zone: ZoneView) => void;

/**
 * The plan of the checks: pure, and followed again after every answer until it looks up nothing in vain. A question whose need
 * depends on an answer comes up once that answer is there, so the chain of questions that wait for each other is as short as
 * the dependencies allow. By round trip, a question to the resolver being one, and so is the opening of a TCP connection:
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
 * Without glue a zone takes 4, with glue the parent is the longer way and takes as many. If the object names no servers but
 * the parent does, the left side begins when the right one has ended: 8. NS records that name servers which the delegation
 * has not lead from step 3 of the left side back to its step 1.
 */
export const planOfChecks: Plan = (zone) => {
  lookUpParent(zone);
  lookUpServers(zone);
  lookUpAddresses(zone);
  lookUpNameservers(zone);
  lookUpZone(zone);
};
