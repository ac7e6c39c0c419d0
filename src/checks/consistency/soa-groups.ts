import { records, type Soa } from '../../dns/message.js';
import { soa } from '../../questions/common.js';
import type { Question } from '../../record/question.js';
import type { ZoneView } from '../../zone/view.js';
import { type Group, groupBy, serversIn } from '../groups.js';

/** The name servers by a value in their SOA records. Servers that give none are left out: other checks report them. */
export function groupsOfSoa<Value extends string | number>(
  zone: ZoneView,
  of: (record: Soa) => Value,
): Group<Value>[] {
  return groupBy(zone.inUse, (server) => {
    const message = zone.message(soa(server.address, zone.zone));
    const record = message === null ? undefined : records(message, 'SOA', { name: zone.zone })[0];
    return record === undefined ? undefined : of(record);
  });
}

/** The SOA questions to the servers of these groups, as evidence. */
export function soaQuestions(zone: ZoneView, groups: readonly Group<unknown>[]): Question[] {
  return serversIn(groups).map((server) => soa(server.address, zone.zone));
}
