import { soaTimers } from '../../../src/checks/consistency/soa-timers.js';
import { describeCheck } from '../../support/checks.js';
import { atSecond, FIRST_IDS, isSoa, SECOND_IDS, soaLine, unreachable } from '../../support/scenes.js';

const USUAL = 'refresh 14400, retry 7200, expire 1209600, minimum 3600';

describeCheck(soaTimers, [
  {
    title: 'the same times',
    expect: [
      { tag: 'ONE_SOA_TIME_PARAMETER_SET', facts: { timers: USUAL }, evidence: ['ns1 SOA', 'ns2 SOA'] },
    ],
  },
  ...(['refresh', 'retry', 'expire', 'minimum'] as const).map((timer) => {
    const other = USUAL.replace(new RegExp(`${timer} \\d+`), `${timer} 999`);
    return {
      title: `another ${timer}`,
      scene: atSecond((q) => (isSoa(q) ? { answer: [soaLine({ [timer]: 999 })] } : undefined)),
      expect: [
        {
          tag: 'MULTIPLE_SOA_TIME_PARAMETER_SET',
          facts: { count: 2 },
          servers: [...FIRST_IDS, ...SECOND_IDS],
          evidence: ['ns1 SOA', 'ns2 SOA'],
        },
        {
          tag: 'SOA_TIME_PARAMETER_SET',
          facts: { timers: USUAL, servers: FIRST_IDS },
          evidence: ['ns1 SOA'],
        },
        {
          tag: 'SOA_TIME_PARAMETER_SET',
          facts: { timers: other, servers: SECOND_IDS },
          evidence: ['ns2 SOA'],
        },
      ],
    };
  }),
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
