import { sameOverTcp } from '../../../src/checks/resolving/same-over-tcp.js';
import { describeCheck } from '../../support/checks.js';
import { except, SOA, ZONE } from '../../support/observation.js';
import { atSecond, isSoa, soaLine } from '../../support/scenes.js';

const OLDER = SOA.replace('2026112101', '2026112100');

describeCheck(sameOverTcp, [
  {
    title: "a record of another name, or outside of the answer section, is not the zone's",
    scene: atSecond((q) => {
      if (!isSoa(q) || q.transport === 'udp') return undefined;
      const older = soaLine({ serial: 7 });
      return { answer: [older.replace(ZONE, `a.${ZONE}`)], authority: [older] };
    }),
    expect: [],
  },
  { title: 'both transports give one serial', expect: [] },
  {
    title: 'an older version over TCP',
    scene: {
      replies: except((q) =>
        q.server === '186.200.2.2' && q.type === 'SOA' && q.transport === 'tcp'
          ? { answer: [OLDER] }
          : undefined,
      ),
    },
    expect: [
      {
        tag: 'RDNS_TRANSPORTS_DIFFER',
        facts: { udp: 2026112101, tcp: 2026112100 },
        servers: ['ns2.example.org/186.200.2.2'],
        evidence: ['ns2/4 SOA', 'ns2/4 SOA tcp'],
      },
    ],
  },
  {
    title: 'a server that is older over both differs from others, not from itself',
    scene: {
      replies: except((q) =>
        q.server === '186.200.2.2' && q.type === 'SOA' ? { answer: [OLDER] } : undefined,
      ),
    },
    expect: [],
  },
  {
    title: 'no answer over TCP: nothing to compare',
    scene: { replies: except((q) => (q.transport === 'tcp' ? 'refused' : undefined)) },
    expect: [],
  },
  {
    title: 'a server that cannot be asked from here',
    scene: { replies: except((q) => (q.server === '2a0b:200:2::2' ? 'no-route' : undefined)) },
    expect: [],
  },
]);
