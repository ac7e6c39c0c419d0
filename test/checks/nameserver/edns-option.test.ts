import { ednsOption } from '../../../src/checks/nameserver/edns-option.js';
import { describeCheck } from '../../support/checks.js';
import { type Reply, SOA } from '../../support/observation.js';
import { atSecond, SECOND_IDS, unreachable } from '../../support/scenes.js';

const option = (reply: Reply) => atSecond((q) => (q.edns?.option?.code === 137 ? reply : undefined));
const one = (tag: string, facts = {}) => [
  {
    tag,
    servers: SECOND_IDS,
    facts: { servers: SECOND_IDS, ...facts },
    evidence: ['ns2 SOA edns0 option=137'],
  },
];
const echo = { code: 137, data: new Uint8Array() };
const cookie = { code: 10, data: new Uint8Array(8) };

describeCheck(ednsOption, [
  { title: 'ignored', expect: [] },
  {
    title: 'ignored, with another option in the answer',
    scene: option({ answer: [SOA], edns: { options: [cookie] } }),
    expect: [],
  },
  { title: 'no answer', scene: option('timeout'), expect: one('N11_NO_RESPONSE') },
  {
    title: 'an error',
    scene: option({ rcode: 'FORMERR' }),
    expect: one('N11_UNEXPECTED_RCODE', { rcode: 'FORMERR' }),
  },
  { title: 'EDNS left out', scene: option({ answer: [SOA] }), expect: one('N11_NO_EDNS') },
  { title: 'no SOA record', scene: option({ edns: {} }), expect: one('N11_UNEXPECTED_ANSWER_SECTION') },
  {
    title: 'no authority',
    scene: option({ answer: [SOA], aa: false, edns: {} }),
    expect: one('N11_UNSET_AA'),
  },
  {
    title: 'the option comes back',
    scene: option({ answer: [SOA], edns: { options: [cookie, echo] } }),
    expect: one('N11_RETURNS_UNKNOWN_OPTION_CODE'),
  },
  {
    title: 'no judgement on a server without EDNS',
    scene: atSecond((q) => (q.edns !== null ? { answer: [SOA] } : undefined)),
    expect: [],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  { title: 'unknown: the question was not sent', scene: option('stopped'), expect: [] },
]);
