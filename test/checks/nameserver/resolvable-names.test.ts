import { resolvableNames } from '../../../src/checks/nameserver/resolvable-names.js';
import { describeCheck } from '../../support/checks.js';
import { except, NS, ZONE } from '../../support/observation.js';
import { atSecond, noResolver } from '../../support/scenes.js';

describeCheck(resolvableNames, [
  { title: 'all names have addresses', expect: [{ tag: 'CAN_BE_RESOLVED' }] },
  {
    title: 'one name does not exist',
    scene: { replies: except((q) => (q.name === 'ns2.example.org' ? { rcode: 'NXDOMAIN' } : undefined)) },
    expect: [
      {
        tag: 'CAN_NOT_BE_RESOLVED',
        facts: { nsnames: ['ns2.example.org'] },
        servers: ['ns2.example.org'],
        evidence: ['resolver A+AAAA ns2.example.org', 'resolver NS .'],
      },
    ],
  },
  {
    title: 'one name, given by one server only, does not exist',
    scene: atSecond((q) =>
      q.name === ZONE && q.type === 'NS' ? { answer: [`${ZONE} NS ns9.example.com`] } : undefined,
    ),
    expect: [{ tag: 'CAN_NOT_BE_RESOLVED', facts: { nsnames: ['ns9.example.com'] } }],
  },
  {
    title: 'one name, given only by a server that only the zone names, does not exist',
    scene: {
      replies: except((q) => {
        if (q.name !== ZONE || q.type !== 'NS' || q.server === 'resolver') return undefined;
        const other = q.server === '185.100.1.25' ? 'ns9.example.com' : 'mail.example.net';
        return { answer: [...NS, `${ZONE} NS ${other}`] };
      }),
    },
    expect: [{ tag: 'CAN_NOT_BE_RESOLVED', facts: { nsnames: ['ns9.example.com'] } }],
  },
  {
    title: 'no name exists',
    scene: {
      replies: except((q) =>
        q.server === 'resolver' && q.name.startsWith('ns') ? { rcode: 'NXDOMAIN' } : undefined,
      ),
    },
    expect: [
      {
        tag: 'NO_RESOLUTION',
        facts: { nsnames: ['ns1.example.net', 'ns2.example.org'] },
        evidence: ['resolver A+AAAA ns1.example.net', 'resolver A+AAAA ns2.example.org', 'resolver NS .'],
      },
    ],
  },
  { title: 'unknown: no resolver', scene: noResolver, expect: [] },
  {
    title: 'unknown: one name could not be looked up, the other does not exist',
    scene: {
      replies: except((q) => {
        if (q.name === 'ns1.example.net') return 'resolver-down';
        return q.name === 'ns2.example.org' ? { rcode: 'NXDOMAIN' } : undefined;
      }),
    },
    expect: [],
  },
]);
