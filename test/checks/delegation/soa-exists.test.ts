import { soaExists } from '../../../src/checks/delegation/soa-exists.js';
import { describeCheck } from '../../support/checks.js';
import { except, NS } from '../../support/observation.js';
import { atSecond, isSoa, unreachable } from '../../support/scenes.js';

describeCheck(soaExists, [
  { title: 'all give it', expect: [{ tag: 'SOA_EXISTS' }] },
  {
    title: 'one answers without it',
    scene: atSecond((q) => (isSoa(q) ? { authority: NS } : undefined)),
    expect: [
      { tag: 'SOA_NOT_EXISTS', facts: { ns: 'ns2.example.org/186.200.2.2' }, evidence: ['ns2/4 SOA'] },
    ],
  },
  {
    title: 'only the first address of a name is looked at',
    scene: { replies: except((q) => (isSoa(q) && q.server === '2a0b:200:2::2' ? {} : undefined)) },
    expect: [{ tag: 'SOA_EXISTS' }],
  },
  {
    title: 'an error is not an answer without it',
    scene: atSecond((q) => (isSoa(q) ? { rcode: 'REFUSED', aa: false } : undefined)),
    expect: [{ tag: 'SOA_EXISTS' }],
  },
  {
    title: 'with a family left out, the engine does not praise',
    scene: { families: { ipv4: false, ipv6: true } },
    expect: [],
  },
  {
    title: 'unknown: no route to the servers',
    scene: unreachable,
    expect: [],
  },
]);
