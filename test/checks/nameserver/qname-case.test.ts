import { qnameCase } from '../../../src/checks/nameserver/qname-case.js';
import { describeCheck } from '../../support/checks.js';
import { inShort } from '../../support/evidence-keys.js';
import { ALL_IDS, atSecond, FIRST_IDS, SECOND_IDS, unreachable } from '../../support/scenes.js';

const asked = 'wWw.16.155.185.In-AdDr.ArPa';
const kept = (ids: readonly string[]) =>
  ids.map((ns) => ({
    tag: 'QNAME_CASE_SENSITIVE',
    servers: [ns],
    facts: { asked },
    evidence: [`${inShort(ns)} SOA ${asked}`],
  }));

describeCheck(qnameCase, [
  { title: 'all keep the letter case', expect: kept(ALL_IDS) },
  {
    title: 'one writes all in lower case',
    scene: atSecond((q) =>
      q.name === asked ? { rcode: 'NXDOMAIN', question: asked.toLowerCase() } : undefined,
    ),
    expect: [
      ...kept(FIRST_IDS),
      ...SECOND_IDS.map((ns) => ({
        tag: 'QNAME_CASE_INSENSITIVE',
        servers: [ns],
        facts: { asked, repeated: asked.toLowerCase() },
        evidence: [`${inShort(ns)} SOA ${asked}`],
      })),
    ],
  },
  {
    title: 'no answer',
    scene: atSecond((q) => (q.name === asked ? 'timeout' : undefined)),
    expect: kept(FIRST_IDS),
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
