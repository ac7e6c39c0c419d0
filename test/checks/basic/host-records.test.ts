import { hostRecords } from '../../../src/checks/basic/host-records.js';
import { describeCheck } from '../../support/checks.js';
import { except, type Reply, type Scene, ZONE } from '../../support/observation.js';
import { isSoa, noResolver, unreachable } from '../../support/scenes.js';

const HOST = `www.${ZONE}`;

/** No server has the zone; they answer the query for the host like this. */
const withHost = (reply: Reply): Scene => ({
  replies: except((q) => {
    if (isSoa(q)) return { rcode: 'REFUSED', aa: false };
    return q.name === HOST ? reply : undefined;
  }),
});

describeCheck(hostRecords, [
  {
    title: 'servers that answer any name with an address',
    scene: {
      ...withHost({ answer: [`${HOST} A 185.100.1.80`] }),
      families: { ipv4: true, ipv6: false },
    },
    expect: [
      { tag: 'HAS_A_RECORDS', servers: ['ns1.example.net/185.100.1.1'], evidence: ['ns1/4 A www.ZONE'] },
      { tag: 'HAS_A_RECORDS', servers: ['ns2.example.org/186.200.2.2'] },
    ],
  },
  { title: 'servers that know nothing', scene: withHost({ rcode: 'NXDOMAIN' }), expect: [] },
  { title: 'no answer to this', scene: withHost('timeout'), expect: [{ tag: 'A_QUERY_NO_RESPONSES' }] },
  {
    title: 'an address of another name, or at one server',
    scene: {
      replies: except((q) => {
        if (isSoa(q)) return { rcode: 'REFUSED', aa: false };
        if (q.name !== HOST) return undefined;
        return q.server === '185.100.1.1' ? { answer: [`a.${ZONE} A 185.100.1.80`] } : 'timeout';
      }),
    },
    expect: [],
  },
  {
    title: 'not asked when one server works',
    scene: {
      replies: except((q) => {
        if (q.name === HOST) return { answer: [`${HOST} A 185.100.1.80`] };
        return isSoa(q) && q.server !== '185.100.1.1' ? { rcode: 'REFUSED', aa: false } : undefined;
      }),
    },
    expect: [],
  },
  { title: 'not asked when a server works', expect: [] },
  { title: 'unknown: no route to any server', scene: unreachable, expect: [] },
  { title: 'unknown: the resolver resolves nothing', scene: noResolver, expect: [] },
]);
