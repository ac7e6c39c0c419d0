import { ownAddress } from '../../../src/checks/resolving/own-address.js';
import { describeCheck } from '../../support/checks.js';
import { except, SOA } from '../../support/observation.js';

describeCheck(ownAddress, [
  { title: 'each answers from its own address', expect: [] },
  {
    title: 'one answers from another',
    scene: {
      replies: except((q) =>
        q.server === '186.200.2.2' && q.type === 'SOA' ? { answer: [SOA], from: '186.200.2.9' } : undefined,
      ),
    },
    expect: [
      {
        tag: 'RDNS_ANSWERS_FROM_ELSEWHERE',
        facts: { from: '186.200.2.9' },
        servers: ['ns2.example.org/186.200.2.2'],
        evidence: ['ns2/4 SOA'],
      },
    ],
  },
  {
    title: 'one does not answer',
    scene: { replies: except((q) => (q.server === '186.200.2.2' ? 'timeout' : undefined)) },
    expect: [],
  },
  {
    title: 'one cannot be asked from here',
    scene: { replies: except((q) => (q.server === '2a0b:200:2::2' ? 'no-route' : undefined)) },
    expect: [],
  },
]);
