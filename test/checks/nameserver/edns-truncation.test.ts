import { ednsTruncation } from '../../../src/checks/nameserver/edns-truncation.js';
import { describeCheck } from '../../support/checks.js';
import { inShort } from '../../support/evidence-keys.js';
import { type Reply, SOA } from '../../support/observation.js';
import { atSecond, SECOND_IDS, unreachable } from '../../support/scenes.js';

const small = (reply: Reply) => atSecond((q) => (q.keepTruncated && q.edns?.do ? reply : undefined));
const each = (tag: string, facts = {}) =>
  SECOND_IDS.map((ns) => ({
    tag,
    servers: [ns],
    facts: { ns, ...facts },
    evidence: [`${inShort(ns)} SOA edns0 do`],
  }));

describeCheck(ednsTruncation, [
  { title: 'it fits', expect: [] },
  { title: 'truncated, with EDNS', scene: small({ tc: true, edns: {} }), expect: [] },
  { title: 'truncated, without EDNS', scene: small({ tc: true }), expect: each('MISSING_OPT_IN_TRUNCATED') },
  { title: 'whole, without EDNS', scene: small({ answer: [SOA] }), expect: [] },
  { title: 'FORMERR', scene: small({ rcode: 'FORMERR' }), expect: each('NO_EDNS_SUPPORT') },
  {
    title: 'SERVFAIL',
    scene: small({ rcode: 'SERVFAIL', edns: {} }),
    expect: each('NS_ERROR', { answer: 'with SERVFAIL' }),
  },
  {
    title: 'a version nobody asked for',
    scene: small({ answer: [SOA], edns: { version: 1 } }),
    expect: each('NS_ERROR', { answer: 'in EDNS version 1' }),
  },
  { title: 'no answer', scene: small('timeout'), expect: [] },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
