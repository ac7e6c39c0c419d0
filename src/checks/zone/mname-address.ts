import { fold, ROOT } from '../../dns/name.js';
import { zoneSoa } from '../../zone/first-answer.js';
import { isNoHost } from '../../zone/mname.js';
import { isUnknown } from '../../zone/resolution.js';
import { defineCheck } from '../check.js';

const SOURCE = 'Zonemaster test case Zone07; RFC 1035 section 3.3.13; RFC 1912 section 2.4';

export const mnameAddress = defineCheck({
  testCase: 'Zone07',
  title: 'The MNAME is the own name of a host with an address',
  tags: {
    MNAME_HAS_NO_ADDRESS: {
      engine: 'WARNING',
      message: 'The MNAME {mname} has no address of its own.',
      meaning:
        'The MNAME in the SOA record names the primary server. Dynamic updates are sent there; looking up names does not depend on it. For an alias (CNAME) the engine finds no address when the alias and its target are in one zone.',
      fix: 'Write the host name of the primary server into the SOA record, and publish its address. A hidden primary may be given any name that has one.',
      source: SOURCE,
    },
    MNAME_IS_CNAME: {
      engine: 'NOTICE',
      message: 'The MNAME {mname} is {what}.',
      meaning:
        'The MNAME in the SOA record is to be the own name of the primary server, not an alias for it.',
      fix: 'Write the host name of the primary server into the SOA record.',
      source: SOURCE,
    },
    MNAME_IS_NOT_CNAME: {
      engine: 'INFO',
      message: 'The MNAME {mname} is no alias.',
      meaning: 'The primary server is named by its own name.',
      fix: null,
      source: SOURCE,
    },
  },
  *run(zone, fact) {
    const soa = zoneSoa(zone);
    if (soa === null) return;
    const mname = fold(soa.record.mname);
    const proof = { servers: [soa.server], evidence: [soa.question] };
    if (isNoHost(mname)) {
      const what = 'the root; the engine takes it for an alias of nothing';
      if (mname === ROOT) yield fact('MNAME_IS_CNAME', { mname, what }, proof);
      else yield fact('MNAME_IS_NOT_CNAME', { mname }, proof);
      yield fact('MNAME_HAS_NO_ADDRESS', { mname }, proof);
      return;
    }
    const resolution = zone.resolve(mname);
    if (isUnknown(resolution)) return;
    const { aliases, addresses, status, endsInZone } = resolution;
    const shown = {
      servers: [soa.server],
      evidence: [soa.question, ...zone.basis(() => zone.resolve(mname))],
    };
    if (aliases.length > 0) {
      yield fact('MNAME_IS_CNAME', { mname, what: `an alias for ${aliases.join(', then ')}` }, shown);
    } else if (status !== 'failed') yield fact('MNAME_IS_NOT_CNAME', { mname }, shown);
    if (addresses.length === 0 || endsInZone) yield fact('MNAME_HAS_NO_ADDRESS', { mname }, shown);
  },
});
