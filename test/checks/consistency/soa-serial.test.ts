import { soaSerial } from '../../../src/checks/consistency/soa-serial.js';
import { describeCheck } from '../../support/checks.js';
import {
  ALL_IDS,
  atSecond,
  FIRST_IDS,
  isSoa,
  SECOND_IDS,
  soaLine,
  unreachable,
} from '../../support/scenes.js';

const secondHas = (serial: number) =>
  atSecond((q) => (isSoa(q) ? { answer: [soaLine({ serial })] } : undefined));

describeCheck(soaSerial, [
  {
    title: 'one serial',
    expect: [
      {
        tag: 'SOA_SERIAL',
        facts: { serial: 2026112101, servers: ALL_IDS },
        evidence: ['ns1 SOA', 'ns2 SOA'],
      },
      { tag: 'ONE_SOA_SERIAL', facts: { serial: 2026112101 }, evidence: ['ns1 SOA', 'ns2 SOA'] },
    ],
  },
  {
    title: 'two serials, each with its servers',
    scene: secondHas(2026112102),
    expect: [
      { tag: 'SOA_SERIAL', facts: { serial: 2026112101 }, servers: FIRST_IDS },
      { tag: 'SOA_SERIAL', facts: { serial: 2026112102 }, servers: SECOND_IDS },
      {
        tag: 'MULTIPLE_SOA_SERIALS',
        facts: {
          count: 2,
          serials: [`2026112101 (${FIRST_IDS.join(', ')})`, `2026112102 (${SECOND_IDS.join(', ')})`],
        },
        servers: [...FIRST_IDS, ...SECOND_IDS],
        evidence: ['ns1 SOA', 'ns2 SOA'],
      },
      {
        tag: 'SOA_SERIAL_VARIATION',
        facts: { lowest: 2026112101, highest: 2026112102 },
        evidence: ['ns1 SOA', 'ns2 SOA'],
      },
    ],
  },
  {
    title: 'serials of different length: the engine orders them as text',
    scene: secondHas(3),
    expect: [
      { tag: 'SOA_SERIAL', facts: { serial: 3 } },
      { tag: 'SOA_SERIAL', facts: { serial: 2026112101 } },
      { tag: 'MULTIPLE_SOA_SERIALS', facts: { count: 2 } },
    ],
  },
  {
    title: 'a server without a SOA record has no serial',
    scene: atSecond((q) => (isSoa(q) ? { rcode: 'REFUSED', aa: false } : undefined)),
    expect: [{ tag: 'SOA_SERIAL', servers: FIRST_IDS }, { tag: 'ONE_SOA_SERIAL' }],
  },
  {
    title: 'a silent server has no serial',
    scene: atSecond(() => 'timeout'),
    expect: [{ tag: 'SOA_SERIAL', servers: FIRST_IDS }, { tag: 'ONE_SOA_SERIAL' }],
  },
  {
    title: 'IPv6 left out',
    scene: { families: { ipv4: true, ipv6: false } },
    expect: [
      { tag: 'SOA_SERIAL', servers: ALL_IDS.filter((id) => !id.includes(':')) },
      { tag: 'ONE_SOA_SERIAL' },
    ],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
