import { oneSoa } from '../../../src/checks/zone/one-soa.js';
import { describeCheck } from '../../support/checks.js';
import { inShort } from '../../support/evidence-keys.js';
import { SOA } from '../../support/observation.js';
import { atSecond, isSoa, SECOND_IDS, soaLine, unreachable } from '../../support/scenes.js';

describeCheck(oneSoa, [
  { title: 'one everywhere', expect: [{ tag: 'ONE_SOA' }] },
  {
    title: 'two on one server',
    scene: atSecond((q) => (isSoa(q) ? { answer: [SOA, soaLine({ serial: 7 })] } : undefined)),
    expect: SECOND_IDS.map((ns) => ({
      tag: 'MULTIPLE_SOA',
      servers: [ns],
      facts: { ns, count: 2 },
      evidence: [`${inShort(ns)} SOA`],
    })),
  },
  { title: 'none on one server', scene: atSecond((q) => (isSoa(q) ? {} : undefined)), expect: [] },
  {
    title: 'one of another name on one server',
    scene: atSecond((q) => (isSoa(q) ? { answer: ['155.185.in-addr.arpa SOA a b 1 1 1 1 1'] } : undefined)),
    expect: [],
  },
  { title: 'one server is silent', scene: atSecond((q) => (isSoa(q) ? 'timeout' : undefined)), expect: [] },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  {
    title: 'unknown: one server was not asked',
    scene: atSecond((q) => (isSoa(q) ? 'stopped' : undefined)),
    expect: [],
  },
]);
