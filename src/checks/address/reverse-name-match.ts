import { pointerOf } from '../../zone/pointer.js';
import { defineCheck } from '../check.js';
import { onePerAddress } from '../groups.js';
import { allHaveReverseNames } from './reverse-name.js';

export const reverseNameMatches = defineCheck({
  testCase: 'Address03',
  title: 'The PTR records of the name servers match their names',
  source: 'Zonemaster test case Address03; RFC 1912 section 2.1',
  tags: {
    NAMESERVER_IP_PTR_MATCH: {
      engine: 'INFO',
      message: 'Every address of a name server has a PTR record with the name of the server.',
      meaning: 'Names and addresses of the name servers agree in both directions.',
      fix: null,
    },
    NAMESERVER_IP_PTR_MISMATCH: {
      engine: 'NOTICE',
      message: 'The PTR record of {address}, an address of {nsname}, names {found}.',
      meaning:
        'A host with many names can have only one reverse name, so this is only a notice. For a name server both should match.',
      fix: 'Change the PTR record to the name of the name server, unless something else needs the present one.',
    },
  },
  /** In the engine it can also give the messages of Address02, but it is skipped if one of them applies. */
  *run(zone, fact) {
    if (!allHaveReverseNames(zone)) return;
    let amiss = false;
    const servers = onePerAddress(zone.child.servers);
    for (const server of servers) {
      const { name: nsname, address } = server;
      const { value, questions } = zone.watch(() => pointerOf(zone, address));
      if (value.names.includes(nsname)) continue;
      amiss = true;
      const proof = { servers: [server], evidence: questions };
      yield fact('NAMESERVER_IP_PTR_MISMATCH', { address, nsname, found: value.names }, proof);
    }
    if (!amiss && servers.length > 0) yield fact('NAMESERVER_IP_PTR_MATCH', {});
  },
});
