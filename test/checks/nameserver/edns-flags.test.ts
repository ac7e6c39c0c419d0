import { ednsFlags } from '../../../src/checks/nameserver/edns-flags.js';
import { describeCheck } from '../../support/checks.js';
import { inShort } from '../../support/evidence-keys.js';
import { type Reply, SOA } from '../../support/observation.js';
import { atSecond, SECOND_IDS, unreachable } from '../../support/scenes.js';

const flags = (reply: Reply) => atSecond((q) => (q.edns?.z === 3 ? reply : undefined));
const each = (tag: string, facts = {}) =>
  SECOND_IDS.map((ns) => ({
    tag,
    servers: [ns],
    facts: { ns, ...facts },
    evidence: [`${inShort(ns)} SOA edns0 z=3`],
  }));

describeCheck(ednsFlags, [
  { title: 'ignored', expect: [] },
  { title: 'EDNS left out, but the record is there', scene: flags({ answer: [SOA] }), expect: [] },
  { title: 'FORMERR', scene: flags({ rcode: 'FORMERR' }), expect: each('NO_EDNS_SUPPORT') },
  {
    title: 'another error',
    scene: flags({ rcode: 'SERVFAIL', edns: {} }),
    expect: each('NS_ERROR', { answer: 'with SERVFAIL' }),
  },
  {
    title: 'no record',
    scene: flags({ edns: {} }),
    expect: each('NS_ERROR', { answer: 'without a SOA record' }),
  },
  {
    title: 'a version nobody asked for',
    scene: flags({ answer: [SOA], edns: { version: 2 } }),
    expect: each('NS_ERROR', { answer: 'in EDNS version 2' }),
  },
  {
    title: 'flags that come back are below what is reported',
    scene: flags({ rcode: 'SERVFAIL', edns: { z: 3 } }),
    expect: [],
  },
  { title: 'no answer', scene: flags('timeout'), expect: [] },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
