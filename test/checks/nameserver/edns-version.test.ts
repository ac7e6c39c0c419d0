import { ednsVersion1 } from '../../../src/checks/nameserver/edns-version.js';
import type { Question } from '../../../src/record/question.js';
import { describeCheck } from '../../support/checks.js';
import { type Reply, SOA } from '../../support/observation.js';
import { atSecond, SECOND_IDS, unreachable } from '../../support/scenes.js';

const version1 = (reply: Reply) => atSecond((q) => (q.edns?.version === 1 ? reply : undefined));
const isPlain = (q: Question) => q.type === 'SOA' && q.edns?.version === 0;
const one = (tag: string, facts = {}) => [
  { tag, servers: SECOND_IDS, facts: { servers: SECOND_IDS, ...facts }, evidence: ['ns2 SOA edns1'] },
];

describeCheck(ednsVersion1, [
  { title: 'BADVERS', expect: [] },
  { title: 'no answer', scene: version1('timeout'), expect: one('N10_NO_RESPONSE_EDNS1_QUERY') },
  {
    title: 'another rcode',
    scene: version1({ rcode: 'FORMERR' }),
    expect: one('N10_UNEXPECTED_RCODE', { rcode: 'FORMERR' }),
  },
  {
    title: 'answered as if it were version 0',
    scene: version1({ answer: [SOA], edns: {} }),
    expect: one('N10_EDNS_RESPONSE_ERROR'),
  },
  { title: 'EDNS left out', scene: version1({ answer: [SOA] }), expect: one('N10_EDNS_RESPONSE_ERROR') },
  {
    title: 'BADVERS with records',
    scene: version1({ rcode: 'BADVERS', answer: [SOA], edns: {} }),
    expect: one('N10_EDNS_RESPONSE_ERROR'),
  },
  {
    title: 'BADVERS, but claiming version 1',
    scene: version1({ rcode: 'BADVERS', edns: { version: 1 } }),
    expect: one('N10_EDNS_RESPONSE_ERROR'),
  },
  {
    title: 'no judgement on a server that fails at version 0 already',
    scene: atSecond((q) => (isPlain(q) || q.edns?.version === 1 ? { rcode: 'FORMERR' } : undefined)),
    expect: [],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  { title: 'unknown: the question was not sent', scene: version1('stopped'), expect: [] },
]);
