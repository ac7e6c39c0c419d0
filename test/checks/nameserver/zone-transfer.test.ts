import { zoneTransfer } from '../../../src/checks/nameserver/zone-transfer.js';
import { describeCheck } from '../../support/checks.js';
import { inShort } from '../../support/evidence-keys.js';
import { NS, SOA } from '../../support/observation.js';
import { ALL_IDS, atSecond, FIRST_IDS, SECOND_IDS, unreachable } from '../../support/scenes.js';

const each = (tag: string, ids: readonly string[]) =>
  ids.map((ns) => ({ tag, servers: [ns], evidence: [`${inShort(ns)} AXFR tcp`] }));

describeCheck(zoneTransfer, [
  { title: 'refused', expect: each('AXFR_FAILURE', ALL_IDS) },
  {
    title: 'given',
    scene: atSecond((q) => (q.type === 'AXFR' ? { answer: [SOA, ...NS] } : undefined)),
    expect: [...each('AXFR_FAILURE', FIRST_IDS), ...each('AXFR_AVAILABLE', SECOND_IDS)],
  },
  {
    title: 'an empty answer',
    scene: atSecond((q) => (q.type === 'AXFR' ? {} : undefined)),
    expect: each('AXFR_FAILURE', ALL_IDS),
  },
  {
    title: 'the connection is closed',
    scene: atSecond((q) => (q.type === 'AXFR' ? 'closed' : undefined)),
    expect: each('AXFR_FAILURE', ALL_IDS),
  },
  {
    title: 'an answer that does not begin with the SOA record is neither',
    scene: atSecond((q) => (q.type === 'AXFR' ? { answer: NS } : undefined)),
    expect: each('AXFR_FAILURE', FIRST_IDS),
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
