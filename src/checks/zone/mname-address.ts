import { fold, ROOT } from '../../dns/name.js';
import { zoneSoa } from '../../zone/first-answer.js';
import { isNoHost } from '../../zone/mname.js';
import { isUnknown } from '../../zone/resolution.js';
import { defineCheck } from '../check.js';

export const mnameAddress = defineCheck({
  testCase: 'Zone07',
  title: 'The MNAME is a host with an address, not an alias',
  source: 'Zonemaster test case Zone07; RFC 1035 section 3.3.13; RFC 1912 section 2.4',
  tags: {
    MNAME_HAS_NO_ADDRESS: {
      engine: 'WARNING',
      message: 'The MNAME {mname} has no address of its own.',
      meaning:
        'The MNAME in the SOA record names the primary server. Dynamic updates are sent there; lookups do not depend on it. The engine finds no address for an alias (CNAME) if its target is in the same zone.',
      fix: 'Write the host name of the primary server into the SOA record, and publish its address. A hidden primary may have any name with an address.',
    },
    MNAME_IS_CNAME: {
      engine: 'NOTICE',
      message: 'The MNAME {mname} is {what}.',
      meaning: 'The MNAME in the SOA record must be the real name of the primary server, not an alias.',
      fix: 'Write the host name of the primary server into the SOA record.',
    },
    MNAME_IS_NOT_CNAME: {
      engine: 'INFO',
      message: 'The MNAME {mname} is not an alias.',
      meaning: 'The MNAME is the real name of the primary server.',
      fix: null,
    },
  },
  *run(zone, fact) {
    const soa = zoneSoa(zone);
    if (soa === null) return;
    const mname = fold(soa.record.mname);
    const proof = { servers: [soa.server], evidence: [soa.question] };
    if (isNoHost(mname)) {
      const what = 'the root, which the engine treats as an alias';
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
