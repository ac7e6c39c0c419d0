import { recursion } from '../../../src/checks/nameserver/recursion.js';
import { FOREIGN_NAMES } from '../../../src/questions/common.js';
import type { Question } from '../../../src/record/question.js';
import { describeCheck } from '../../support/checks.js';
import { inShort } from '../../support/evidence-keys.js';
import { ALL_IDS, atSecond, FIRST_IDS, SECOND_IDS, unreachable } from '../../support/scenes.js';

const isForeign = (q: Question, ...which: number[]) => which.some((i) => q.name === FOREIGN_NAMES[i]);
const recursive = { ra: true, rcode: 'NXDOMAIN', aa: false } as const;

const BY_FLAG = 'its answers have the RA flag (recursion available)';
const BY_NXDOMAIN = 'it knows that names in foreign zones do not exist (NXDOMAIN)';

const probes = (ns: string, which: readonly number[]) =>
  which.map((i) => `${inShort(ns)} A ${FOREIGN_NAMES[i]}`).sort();
const recursors = (why: string, ...which: number[]) =>
  SECOND_IDS.map((ns) => ({
    tag: 'IS_A_RECURSOR',
    facts: { ns, why },
    servers: [ns],
    evidence: probes(ns, which),
  }));
const noRecursors = (ids: readonly string[]) =>
  ids.map((ns) => ({ tag: 'NO_RECURSOR', servers: [ns], evidence: probes(ns, [0, 1, 2]) }));

describeCheck(recursion, [
  { title: 'no server resolves for strangers', expect: noRecursors(ALL_IDS) },
  {
    title: 'one resolves',
    scene: atSecond((q) => (isForeign(q, 0, 1, 2) ? recursive : undefined)),
    expect: [...noRecursors(FIRST_IDS), ...recursors(BY_FLAG, 0, 1, 2)],
  },
  {
    title: 'the RA flag in one answer is enough',
    scene: atSecond((q) => (isForeign(q, 1) ? { ra: true, rcode: 'REFUSED' } : undefined)),
    expect: [...noRecursors(FIRST_IDS), ...recursors(BY_FLAG, 1)],
  },
  {
    title: 'NXDOMAIN in all answers without the flag, one answer being lost',
    scene: atSecond((q) =>
      isForeign(q, 0) ? 'timeout' : isForeign(q, 1, 2) ? { rcode: 'NXDOMAIN' } : undefined,
    ),
    expect: [...noRecursors(FIRST_IDS), ...recursors(BY_NXDOMAIN, 1, 2)],
  },
  {
    title: 'NXDOMAIN in some answers only',
    scene: atSecond((q) => (isForeign(q, 0, 1) ? { rcode: 'NXDOMAIN' } : undefined)),
    expect: noRecursors(ALL_IDS),
  },
  {
    title: 'no answer to one of the questions leaves it open',
    scene: atSecond((q) => (isForeign(q, 2) ? 'timeout' : undefined)),
    expect: noRecursors(FIRST_IDS),
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
