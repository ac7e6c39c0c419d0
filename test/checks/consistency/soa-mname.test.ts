import { soaMname } from '../../../src/checks/consistency/soa-mname.js';
import { describeCheck } from '../../support/checks.js';
import { atSecond, FIRST_IDS, isSoa, SECOND_IDS, soaLine, unreachable } from '../../support/scenes.js';

const secondHas = (mname: string) =>
  atSecond((q) => (isSoa(q) ? { answer: [soaLine({ mname })] } : undefined));

describeCheck(soaMname, [
  {
    title: 'letter case makes no difference',
    scene: secondHas('NS1.example.net'),
    expect: [{ tag: 'ONE_SOA_MNAME', facts: { mname: 'ns1.example.net' }, evidence: ['ns1 SOA', 'ns2 SOA'] }],
  },
  {
    title: 'two primaries',
    scene: secondHas('ns2.example.org'),
    expect: [
      {
        tag: 'MULTIPLE_SOA_MNAMES',
        facts: {
          count: 2,
          mnames: [`ns1.example.net (${FIRST_IDS.join(', ')})`, `ns2.example.org (${SECOND_IDS.join(', ')})`],
        },
        servers: [...FIRST_IDS, ...SECOND_IDS],
        evidence: ['ns1 SOA', 'ns2 SOA'],
      },
    ],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
