import { upwardReferral } from '../../../src/checks/nameserver/upward-referral.js';
import { ROOT } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { inShort } from '../../support/evidence-keys.js';
import { ALL_IDS, atSecond, FIRST_IDS, SECOND_IDS, unreachable } from '../../support/scenes.js';

describeCheck(upwardReferral, [
  {
    title: 'no server refers to the root',
    expect: [{ tag: 'NO_UPWARD_REFERRAL', facts: { servers: ALL_IDS } }],
  },
  {
    title: 'one does',
    scene: atSecond((q) =>
      q.name === ROOT ? { aa: false, authority: ['. NS a.root-servers.net'] } : undefined,
    ),
    expect: SECOND_IDS.map((ns) => ({
      tag: 'UPWARD_REFERRAL',
      servers: [ns],
      evidence: [`${inShort(ns)} NS .`],
    })),
  },
  {
    title: 'records in the answer section are no referral, silence neither',
    scene: atSecond((q) => {
      if (q.name !== ROOT) return undefined;
      return q.server === '186.200.2.2' ? { answer: ['. NS a.root-servers.net'] } : 'timeout';
    }),
    expect: [{ tag: 'NO_UPWARD_REFERRAL' }],
  },
  {
    title: 'the root itself',
    scene: { target: { zone: ROOT } },
    expect: [{ tag: 'UPWARD_REFERRAL_IRRELEVANT' }],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  {
    title: 'unknown: one server could not be asked',
    scene: atSecond((q) => (q.name === ROOT ? 'stopped' : undefined)),
    expect: [{ tag: 'NO_UPWARD_REFERRAL', facts: { servers: FIRST_IDS } }],
  },
]);
