import { soaRname } from '../../../src/checks/consistency/soa-rname.js';
import { describeCheck } from '../../support/checks.js';
import { atSecond, FIRST_IDS, isSoa, SECOND_IDS, soaLine, unreachable } from '../../support/scenes.js';

const secondHas = (rname: string) =>
  atSecond((q) => (isSoa(q) ? { answer: [soaLine({ rname })] } : undefined));

describeCheck(soaRname, [
  {
    title: 'letter case makes no difference',
    scene: secondHas('HostMaster.Example.NET'),
    expect: [
      { tag: 'ONE_SOA_RNAME', facts: { rname: 'hostmaster.example.net' }, evidence: ['ns1 SOA', 'ns2 SOA'] },
    ],
  },
  {
    title: 'an escaped dot is not a dot',
    scene: secondHas('hostmaster\\.example.net'),
    expect: [
      {
        tag: 'MULTIPLE_SOA_RNAMES',
        facts: {
          count: 2,
          rnames: [
            `hostmaster.example.net (${FIRST_IDS.join(', ')})`,
            `hostmaster\\.example.net (${SECOND_IDS.join(', ')})`,
          ],
        },
        evidence: ['ns1 SOA', 'ns2 SOA'],
      },
      {
        tag: 'SOA_RNAME',
        facts: { rname: 'hostmaster.example.net', servers: FIRST_IDS },
        evidence: ['ns1 SOA'],
      },
      { tag: 'SOA_RNAME', facts: { rname: 'hostmaster\\.example.net', servers: SECOND_IDS } },
    ],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
