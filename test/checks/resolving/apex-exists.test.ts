import { apexExists } from '../../../src/checks/resolving/apex-exists.js';
import { describeCheck } from '../../support/checks.js';
import { except, type Reply, ZONE } from '../../support/observation.js';

const gives = (types: readonly string[], reply: Reply) =>
  except((q) =>
    q.server === '186.200.2.2' && q.name === ZONE && types.includes(q.type) ? reply : undefined,
  );

describeCheck(apexExists, [
  { title: 'empty answers for types the zone does not have', expect: [] },
  {
    title: 'NXDOMAIN for addresses of the apex',
    scene: { replies: gives(['A', 'AAAA'], { rcode: 'NXDOMAIN' }) },
    expect: [
      {
        tag: 'RDNS_APEX_DENIED',
        facts: { types: ['A', 'AAAA'] },
        servers: ['ns2.example.org/186.200.2.2'],
        evidence: ['ns2/4 A+AAAA'],
      },
    ],
  },
  {
    title: 'NXDOMAIN for MX',
    scene: { replies: gives(['MX'], { rcode: 'NXDOMAIN' }) },
    expect: [{ tag: 'RDNS_APEX_DENIED' }],
  },
  {
    title: 'NXDOMAIN without authority binds nobody',
    scene: { replies: gives(['MX'], { rcode: 'NXDOMAIN', aa: false }) },
    expect: [],
  },
  {
    title: 'refusal is another matter',
    scene: { replies: gives(['AAAA'], { rcode: 'REFUSED' }) },
    expect: [],
  },
  {
    title: 'a server without the zone may deny it',
    scene: { replies: gives(['SOA', 'NS', 'A', 'AAAA', 'MX'], { rcode: 'NXDOMAIN' }) },
    expect: [],
  },
  {
    title: 'a server that cannot be asked from here',
    scene: { replies: gives(['A', 'AAAA', 'MX', 'NS', 'SOA'], 'no-route') },
    expect: [],
  },
]);
