import { aaaaQuery } from '../../../src/checks/nameserver/aaaa-query.js';
import type { Question } from '../../../src/record/question.js';
import { describeCheck } from '../../support/checks.js';
import { inShort } from '../../support/evidence-keys.js';
import { except, type Reply, ZONE } from '../../support/observation.js';
import { atSecond, FIRST_IDS, SECOND_IDS, unreachable } from '../../support/scenes.js';

const atApex = (q: Question, type: 'A' | 'AAAA') => q.name === ZONE && q.type === type;
const addressFrom = (q: Question): Reply | undefined =>
  atApex(q, 'AAAA') ? { answer: [`${ZONE} AAAA 2a0a:100:1::80`] } : undefined;
const each = (tag: string, facts = {}, shown = 'A+AAAA') =>
  SECOND_IDS.map((ns) => ({
    tag,
    servers: [ns],
    facts: { ns, ...facts },
    evidence: [`${inShort(ns)} ${shown}`],
  }));

describeCheck(aaaaQuery, [
  { title: 'no addresses at the apex, and no fault', expect: [] },
  {
    title: 'addresses at the apex of one server',
    scene: { replies: except((q) => (q.server.startsWith('185.') ? addressFrom(q) : undefined)) },
    expect: [{ tag: 'AAAA_WELL_PROCESSED', facts: { servers: FIRST_IDS.slice(0, 1) } }],
  },
  {
    title: 'no answer for AAAA records',
    scene: atSecond((q) => (atApex(q, 'AAAA') ? 'timeout' : undefined)),
    expect: each('AAAA_QUERY_DROPPED'),
  },
  {
    title: 'no answer at one server is the end of praise for the other',
    scene: {
      replies: except((q) => (q.server.startsWith('186.') && atApex(q, 'AAAA') ? 'timeout' : addressFrom(q))),
    },
    expect: [
      { tag: 'AAAA_QUERY_DROPPED', servers: ['ns2.example.org/186.200.2.2'], evidence: ['ns2/4 A+AAAA'] },
    ],
  },
  {
    title: 'something that is no message',
    scene: atSecond((q) => (atApex(q, 'AAAA') ? 'unreadable' : undefined)),
    expect: each('AAAA_BAD_RDATA'),
  },
  {
    title: 'an error for AAAA records',
    scene: atSecond((q) => (atApex(q, 'AAAA') ? { rcode: 'NOTIMP' } : undefined)),
    expect: each('AAAA_UNEXPECTED_RCODE', { rcode: 'NOTIMP' }),
  },
  {
    title: 'an error for A records: AAAA records are not asked for',
    scene: atSecond((q) => (q.name === ZONE ? { rcode: 'REFUSED' } : undefined)),
    expect: each('A_UNEXPECTED_RCODE', { rcode: 'REFUSED' }, 'A'),
  },
  {
    title: 'no answer for either',
    scene: atSecond((q) => (atApex(q, 'A') || atApex(q, 'AAAA') ? 'timeout' : undefined)),
    expect: [],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  {
    title: 'unknown: the second question was not sent',
    scene: atSecond((q) => (atApex(q, 'AAAA') ? 'stopped' : undefined)),
    expect: [],
  },
]);
