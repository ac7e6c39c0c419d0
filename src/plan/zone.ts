import { records } from '../dns/message.js';
import { fold } from '../dns/name.js';
import { resolverAlive, soa } from '../questions/common.js';
import { cnameAt, mxAt, txtAt } from '../questions/zone.js';
import { messageOf } from '../record/exchange.js';
import type { Question } from '../record/question.js';
import { firstAnswer, soaAt, zoneSoa } from '../zone/first-answer.js';
import { mailboxOf, mailServers, mxExchange, mxQuestions } from '../zone/mailbox.js';
import { isLoopback, isNoHost, mnamesIn, primaryServers, soaRecords } from '../zone/mname.js';
import type { ZoneView } from '../zone/view.js';

/** What the zone has at its apex, and the hosts that it mentions there. */
export function* zoneQuestions(zone: ZoneView): Generator<Question> {
  if (zone.working.length === 0) return;
  for (const server of zone.inUse) {
    if (zone.answers(server, 'udp')) yield mxAt(server.address, zone.zone);
  }
  for (const server of zone.withAliases.all) {
    // One that is known only behind an alias is asked nothing before.
    const first = !zone.inUse.some((each) => each.address === server.address);
    if (zone.uses(server) && (first || zone.answers(server, 'udp'))) yield txtAt(server.address, zone.zone);
  }
  yield* aliasesOfMailServers(zone);
  yield* primaries(zone);
  yield* contacts(zone);
}

/** Whether the zone itself says that a mail server of its own is an alias. */
function* aliasesOfMailServers(zone: ZoneView): Generator<Question> {
  const mx = firstAnswer(
    zone,
    (server) => mxAt(server, zone.zone),
    (message) => message.aa,
  );
  if (mx === null) return;
  for (const { exchange } of records(mx.message, 'MX', { name: zone.zone })) {
    for (const server of zone.child.servers) {
      if (zone.uses(server) && zone.answers(server, 'udp')) yield cnameAt(server.address, exchange);
    }
  }
}

/** MNAME: its addresses, and the SOA record there. */
function* primaries(zone: ZoneView): Generator<Question> {
  const mnames = new Set(mnamesIn(soaRecords(zone)));
  const tested = zoneSoa(zone);
  if (tested !== null) mnames.add(fold(tested.record.mname));
  for (const mname of mnames) {
    if (isNoHost(mname)) continue;
    yield* zone.lookups(mname);
    for (const server of primaryServers(zone, mname)) {
      if (zone.uses(server) && !isLoopback(server.address)) yield soa(server.address, zone.zone);
    }
  }
}

/** RNAME: the mail servers of its domain, and their addresses. */
function* contacts(zone: ZoneView): Generator<Question> {
  const soas = zone.inUse.flatMap((server) => soaAt(zone, server) ?? []);
  const domains = new Set(soas.flatMap(({ rname }) => mailboxOf(rname)?.domain ?? []));
  for (const domain of domains) {
    yield* mxQuestions(zone, domain);
    yield resolverAlive();
    const answer = messageOf(mxExchange(zone, domain));
    if (answer === null || answer.rcode !== 'NOERROR') continue;
    for (const host of mailServers(answer, domain)) yield* zone.lookups(host);
  }
}
