import { reverseNameMatches } from '../../../src/checks/address/reverse-name-match.js';
import { describeCheck } from '../../support/checks.js';
import { except, type Reply, type Scene } from '../../support/observation.js';
import { noResolver } from '../../support/scenes.js';

const REVERSE = '2.2.200.186.in-addr.arpa';

const pointerTo = (reply: Reply): Scene => ({
  replies: except((q) => (q.type === 'PTR' && q.name === REVERSE ? reply : undefined)),
});

describeCheck(reverseNameMatches, [
  { title: 'the names agree', expect: [{ tag: 'NAMESERVER_IP_PTR_MATCH' }] },
  {
    title: 'letter case makes no difference, nor do more names',
    scene: pointerTo({ answer: [`${REVERSE} PTR www.example.org`, `${REVERSE} PTR NS2.Example.Org`] }),
    expect: [{ tag: 'NAMESERVER_IP_PTR_MATCH' }],
  },
  {
    title: 'other names',
    scene: pointerTo({ answer: [`${REVERSE} PTR www.example.org`, `${REVERSE} PTR mail.example.org`] }),
    expect: [
      {
        tag: 'NAMESERVER_IP_PTR_MISMATCH',
        facts: {
          address: '186.200.2.2',
          nsname: 'ns2.example.org',
          found: ['www.example.org', 'mail.example.org'],
        },
        servers: ['ns2.example.org/186.200.2.2'],
        evidence: ['resolver PTR 186.200.2.2'],
      },
    ],
  },
  {
    title: 'not looked at when an address has no name',
    scene: pointerTo({ rcode: 'NXDOMAIN' }),
    expect: [],
  },
  { title: 'unknown: there is no resolver', scene: noResolver, expect: [] },
  { title: 'unknown: one lookup could not be made', scene: pointerTo('local-error'), expect: [] },
]);
