import { ednsSupport } from '../../../src/checks/nameserver/edns-support.js';
import type { Question } from '../../../src/record/question.js';
import { describeCheck } from '../../support/checks.js';
import { inShort } from '../../support/evidence-keys.js';
import { NS, SOA } from '../../support/observation.js';
import { ALL_IDS, atSecond, SECOND_IDS, unreachable } from '../../support/scenes.js';

const withEdns = (q: Question) =>
  q.type === 'SOA' && q.edns?.version === 0 && q.edns.option === null && q.edns.z === 0;
const each = (tag: string, facts = {}) =>
  SECOND_IDS.map((ns) => ({
    tag,
    servers: [ns],
    facts: { ns, ...facts },
    evidence: [`${inShort(ns)} SOA edns0`],
  }));

describeCheck(ednsSupport, [
  { title: 'all know EDNS', expect: [{ tag: 'EDNS0_SUPPORT', facts: { servers: ALL_IDS } }] },
  {
    title: 'EDNS ignored, but the record is there: the engine is content',
    scene: atSecond((q) => (withEdns(q) ? { answer: [SOA] } : undefined)),
    expect: [{ tag: 'EDNS0_SUPPORT' }],
  },
  {
    title: 'FORMERR without EDNS',
    scene: atSecond((q) => (withEdns(q) ? { rcode: 'FORMERR' } : undefined)),
    expect: each('NO_EDNS_SUPPORT'),
  },
  {
    title: 'FORMERR with EDNS is an error of another kind',
    scene: atSecond((q) => (withEdns(q) ? { rcode: 'FORMERR', edns: {} } : undefined)),
    expect: each('NS_ERROR', { answer: 'with FORMERR' }),
  },
  {
    title: 'neither EDNS nor the record',
    scene: atSecond((q) => (withEdns(q) ? { answer: NS } : undefined)),
    expect: each('EDNS_RESPONSE_WITHOUT_EDNS'),
  },
  {
    title: 'EDNS without the record',
    scene: atSecond((q) => (withEdns(q) ? { edns: {} } : undefined)),
    expect: each('NS_ERROR', { answer: 'without a SOA record' }),
  },
  {
    title: 'a version nobody asked for',
    scene: atSecond((q) => (withEdns(q) ? { answer: [SOA], edns: { version: 1 } } : undefined)),
    expect: each('EDNS_VERSION_ERROR', { version: 1 }),
  },
  {
    title: 'an extended rcode hides behind NOERROR in the header',
    scene: atSecond((q) => (withEdns(q) ? { rcode: 'BADVERS', answer: [SOA], edns: {} } : undefined)),
    expect: each('NS_ERROR', { answer: 'with BADVERS' }),
  },
  {
    title: 'only questions without EDNS are answered',
    scene: atSecond((q) => (withEdns(q) ? 'timeout' : undefined)),
    expect: SECOND_IDS.map((ns) => ({
      tag: 'BREAKS_ON_EDNS',
      servers: [ns],
      evidence: [`${inShort(ns)} SOA`, `${inShort(ns)} SOA edns0`],
    })),
  },
  {
    title: 'no answer with EDNS or without',
    scene: atSecond((q) => (q.type === 'SOA' ? 'timeout' : undefined)),
    expect: [],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  {
    title: 'unknown: one server could not be asked any more',
    scene: atSecond((q) => (withEdns(q) ? 'stopped' : undefined)),
    expect: [],
  },
]);
