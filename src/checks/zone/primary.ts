import { type Message, records } from '../../dns/message.js';
import { type Name, ROOT } from '../../dns/name.js';
import { soa } from '../../questions/common.js';
import {
  isLoopback,
  isNoHost,
  mnamesIn,
  primaryServers,
  type ServerSoa,
  soaRecords,
} from '../../zone/mname.js';
import { isUnknown, type Resolution } from '../../zone/resolution.js';
import type { Server } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';

const MEANING =
  'The MNAME in the SOA record names the primary server, which receives dynamic updates and from which the others transfer the zone. Lookups do not depend on it, so RIPE mentions it, but does not reject.';
const HIDDEN = 'A hidden primary server is a good and usual set-up; this message can then be ignored.';

export const primary = defineCheck({
  testCase: 'Zone01',
  title: 'The MNAME names a primary server that works',
  source: 'Zonemaster test case Zone01; RFC 1035 section 3.3.13; RFC 1996 section 2.1',
  tags: {
    Z01_MNAME_IS_LOCALHOST: {
      engine: 'NOTICE',
      message: 'The MNAME is "localhost" on {servers}.',
      meaning: `${MEANING} Every machine takes localhost for itself.`,
      fix: 'Write the host name of the primary server into the SOA record.',
    },
    Z01_MNAME_IS_DOT: {
      engine: 'NOTICE',
      message: 'The MNAME is empty (".") on {servers}.',
      meaning: MEANING,
      fix: 'Write the host name of the primary server into the SOA record.',
    },
    Z01_MNAME_NOT_IN_NS_LIST: {
      engine: 'INFO',
      message: 'The MNAME {mname} is not among the name servers of the zone.',
      meaning: `The primary server does not serve the zone to the public. ${HIDDEN}`,
      fix: null,
    },
    Z01_MNAME_NOT_RESOLVE: {
      engine: 'NOTICE',
      message: 'No address is found for the MNAME {mname} ({why}).',
      meaning: `${MEANING} The engine does not follow an alias into another zone.`,
      fix: 'Write the host name of the primary server into the SOA record, and publish its address.',
    },
    Z01_MNAME_HAS_LOCALHOST_ADDR: {
      engine: 'NOTICE',
      message: 'The MNAME {mname} has the loopback address {address}, which points every resolver at itself.',
      meaning: MEANING,
      fix: 'Write the host name of the primary server into the SOA record, and publish its real address.',
    },
    Z01_MNAME_NO_RESPONSE: {
      engine: 'NOTICE',
      message: 'The primary server {ns} (MNAME) does not answer.',
      meaning: `${MEANING} ${HIDDEN}`,
      fix: 'Let the server answer, or name another one as MNAME, unless it is hidden on purpose.',
    },
    Z01_MNAME_UNEXPECTED_RCODE: {
      engine: 'NOTICE',
      message: 'The primary server {ns} (MNAME) answers the SOA query with {rcode}.',
      meaning: `${MEANING} ${HIDDEN}`,
      fix: 'Load the zone on that server, or name another one as MNAME, unless it refuses strangers on purpose.',
    },
    Z01_MNAME_MISSING_SOA_RECORD: {
      engine: 'NOTICE',
      message: 'The primary server {ns} (MNAME) has no SOA record for the zone.',
      meaning: MEANING,
      fix: 'Load the zone on that server, or name the one that has it as MNAME.',
    },
    Z01_MNAME_NOT_AUTHORITATIVE: {
      engine: 'NOTICE',
      message: 'The primary server {ns} (MNAME) is not authoritative for the zone.',
      meaning: MEANING,
      fix: 'Load the zone on that server, or name the one that has it as MNAME.',
    },
    Z01_MNAME_NOT_MASTER: {
      engine: 'NOTICE',
      message:
        'The primary server {ns} (MNAME) has serial {serial}, older than one of {serials} on the name servers.',
      meaning: `${MEANING} The primary should have the newest version of the zone, but this server does not. Or the zone changed during the test.`,
      fix: 'Name the server that the others transfer from as MNAME, or find out why its zone is old.',
    },
  },
  *run(zone, fact) {
    const soas = soaRecords(zone);
    const about = (servers: readonly Server[]) => ({
      servers,
      evidence: servers.map((server) => soa(server.address, zone.zone)),
    });
    const dots = serversWith(soas, (mname) => mname === ROOT);
    if (dots.length > 0) yield fact('Z01_MNAME_IS_DOT', { servers: idsOf(dots) }, about(dots));
    const localhosts = serversWith(soas, (mname) => mname !== ROOT && isNoHost(mname));
    if (localhosts.length > 0) {
      yield fact('Z01_MNAME_IS_LOCALHOST', { servers: idsOf(localhosts) }, about(localhosts));
    }

    const serials = [...new Set(soas.map(({ record }) => record.serial))];
    for (const mname of mnamesIn(soas)) {
      if (isNoHost(mname)) continue;
      if (!zone.child.names.includes(mname)) yield fact('Z01_MNAME_NOT_IN_NS_LIST', { mname });
      const resolution = zone.resolve(mname);
      const servers = primaryServers(zone, mname);
      if (servers.length === 0 && !isUnknown(resolution)) {
        const proof = { servers: [mname], evidence: zone.basis(() => zone.resolve(mname)) };
        yield fact('Z01_MNAME_NOT_RESOLVE', { mname, why: whyNot(resolution) }, proof);
      }
      for (const server of servers) {
        const ns = server.id;
        if (isLoopback(server.address)) {
          const proof = { servers: [mname], evidence: zone.basis(() => zone.resolve(mname)) };
          yield fact('Z01_MNAME_HAS_LOCALHOST_ADDR', { mname, address: server.address }, proof);
          continue;
        }
        const question = soa(server.address, zone.zone);
        if (!zone.uses(server) || !zone.wasAsked(question)) continue;
        const message = zone.message(question);
        const serial = message === null ? undefined : serialIn(message, zone.zone);
        if (message === null) yield fact('Z01_MNAME_NO_RESPONSE', { ns }, about([server]));
        else if (message.rcode !== 'NOERROR') {
          yield fact('Z01_MNAME_UNEXPECTED_RCODE', { ns, rcode: message.rcode }, about([server]));
        } else if (serial === undefined) yield fact('Z01_MNAME_MISSING_SOA_RECORD', { ns }, about([server]));
        else if (!message.aa) yield fact('Z01_MNAME_NOT_AUTHORITATIVE', { ns }, about([server]));
        else if (serials.some((each) => isNewer(each, serial))) {
          const { evidence } = about([server, ...soas.map((each) => each.server)]);
          const facts = { ns, serial, serials: serials.map(String) };
          yield fact('Z01_MNAME_NOT_MASTER', facts, { servers: [server], evidence });
        }
      }
    }
  },
});

function serversWith(soas: readonly ServerSoa[], wanted: (mname: Name) => boolean): Server[] {
  return [...new Set(soas.filter(({ record }) => wanted(record.mname)).map(({ server }) => server))];
}

function whyNot({ status, aliases }: Resolution): string {
  if (aliases.length > 0) return `it is an alias for ${aliases.join(', then ')}`;
  if (status === 'no-such-name') return 'the name does not exist';
  return status === 'no-address' ? 'the name has neither A nor AAAA records' : 'its own name servers fail';
}

function serialIn(message: Message, zone: Name): number | undefined {
  return records(message, 'SOA', { name: zone, section: 'answer' })[0]?.serial;
}

/** Serials wrap around (RFC 1982 section 3.2). */
function isNewer(a: number, b: number): boolean {
  const ahead = (a - b) >>> 0;
  return ahead > 0 && ahead < 2 ** 31;
}
