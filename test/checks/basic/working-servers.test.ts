import { workingServers } from '../../../src/checks/basic/working-servers.js';
import { name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { inShort } from '../../support/evidence-keys.js';
import { except, NS, type Reply, type Scene, SOA, ZONE } from '../../support/observation.js';
import { ALL_IDS, atSecond, isSoa, noResolver, SECOND_IDS, unreachable } from '../../support/scenes.js';

/** All servers answer the SOA query like this. */
const everySoa = (reply: Reply): Scene => ({ replies: except((q) => (isSoa(q) ? reply : undefined)) });
const onEach = (tag: string) =>
  ALL_IDS.map((id) => ({ tag, servers: [id], evidence: [`${inShort(id)} SOA`] }));

/** One server has an alias instead of the zone. */
const aliasAt = (server: string, target: string): Scene => ({
  replies: except((q) =>
    q.server === server && q.name === ZONE ? { answer: [`${ZONE} CNAME ${target}`] } : undefined,
  ),
});

/** The parent delegates to a name in the zone, at an address that the zone does not have. */
const delegatedInside = (reply?: Reply) =>
  except((q) => {
    if (q.server === '187.3.3.3') return reply;
    if (!['193.0.9.5', '2001:67c:e0::5'].includes(q.server) || q.name !== ZONE) return undefined;
    return { aa: false, authority: [`${ZONE} NS ns.${ZONE}`], additional: [`ns.${ZONE} A 187.3.3.3`] };
  });

describeCheck(workingServers, [
  {
    title: 'all servers work',
    expect: [
      {
        tag: 'B02_AUTH_RESPONSE_SOA',
        facts: { domain: ZONE, servers: ALL_IDS },
        evidence: ['ns1 SOA', 'ns2 SOA'],
      },
    ],
  },
  {
    title: 'what is wrong with one server is not said here while another works',
    scene: atSecond((q) => (isSoa(q) ? 'timeout' : undefined)),
    expect: [
      {
        tag: 'B02_AUTH_RESPONSE_SOA',
        facts: { servers: ALL_IDS.filter((id) => !SECOND_IDS.includes(id)) },
      },
    ],
  },
  {
    title: 'no server is named',
    scene: { target: { nservers: [] } },
    expect: [
      { tag: 'B02_NO_DELEGATION', facts: { why: 'no name server is named' }, evidence: ['parent NS'] },
    ],
  },
  {
    title: 'no server answers',
    scene: everySoa('timeout'),
    expect: [
      { tag: 'B02_NO_WORKING_NS', evidence: ['ns1 SOA', 'ns2 SOA'] },
      {
        tag: 'B02_NS_NO_RESPONSE',
        facts: { ns: ALL_IDS[0] ?? '', why: 'no answer in time' },
        evidence: ['ns1/4 SOA'],
      },
      ...onEach('B02_NS_NO_RESPONSE').slice(1),
    ],
  },
  {
    title: 'all servers refuse',
    scene: everySoa({ rcode: 'REFUSED', aa: false }),
    expect: [{ tag: 'B02_NO_WORKING_NS' }, ...onEach('B02_UNEXPECTED_RCODE')],
  },
  {
    title: 'no server is authoritative',
    scene: everySoa({ aa: false, answer: [SOA] }),
    expect: [{ tag: 'B02_NO_WORKING_NS' }, ...onEach('B02_NS_NOT_AUTH')],
  },
  {
    title: 'authoritative answers without a SOA record, or with that of another name',
    scene: {
      replies: except((q) => {
        if (!isSoa(q)) return undefined;
        return q.server === '185.100.1.1'
          ? { answer: [SOA.replace(ZONE, '155.185.in-addr.arpa')] }
          : { authority: NS };
      }),
    },
    expect: [{ tag: 'B02_NO_WORKING_NS' }, ...onEach('B02_NS_BROKEN')],
  },
  {
    title: 'no name of a server has an address',
    scene: { replies: except((q) => (q.type === 'A' || q.type === 'AAAA' ? { answer: [] } : undefined)) },
    expect: [
      { tag: 'B02_NO_WORKING_NS' },
      {
        tag: 'B02_NS_NO_IP_ADDR',
        servers: ['ns1.example.net'],
        evidence: ['resolver A+AAAA ns1.example.net', 'resolver NS .'],
      },
      { tag: 'B02_NS_NO_IP_ADDR', servers: ['ns2.example.org'] },
    ],
  },
  {
    title: 'the server that a resolver comes to has an alias for a name elsewhere',
    scene: aliasAt('2a0b:200:2::2', 'www.example.net'),
    expect: [
      {
        tag: 'B02_NO_DELEGATION',
        facts: { why: 'it is an alias for www.example.net on ns2.example.org/2a0b:200:2::2' },
        servers: ['ns2.example.org/2a0b:200:2::2'],
      },
    ],
  },
  {
    title: 'another server has it: the engine does not come there on its way to the parent',
    scene: aliasAt('185.100.1.1', 'www.example.net'),
    expect: [{ tag: 'B02_AUTH_RESPONSE_SOA', facts: { servers: ALL_IDS.slice(1) } }],
  },
  {
    title: 'an alias for a name in the same parent zone leads to the same delegation',
    scene: aliasAt('2a0b:200:2::2', '17.155.185.in-addr.arpa'),
    expect: [{ tag: 'B02_AUTH_RESPONSE_SOA', facts: { servers: ALL_IDS.slice(0, -1) } }],
  },
  {
    title: 'the glue of an existing delegation leads to servers that work, and do not have their own names',
    scene: { target: { nservers: [] }, replies: delegatedInside() },
    expect: [{ tag: 'B02_AUTH_RESPONSE_SOA', facts: { servers: [`ns.${ZONE}/187.3.3.3`] } }],
  },
  {
    title: 'the glue of an existing delegation leads to servers that do not work',
    scene: { target: { nservers: [] }, replies: delegatedInside({ rcode: 'REFUSED', aa: false }) },
    expect: [
      { tag: 'B02_NO_WORKING_NS' },
      { tag: 'B02_UNEXPECTED_RCODE', servers: [`ns.${ZONE}/187.3.3.3`], evidence: ['187.3.3.3 SOA'] },
    ],
  },
  {
    title: 'IPv6 is left out, and no server answers over IPv4',
    scene: { families: { ipv4: true, ipv6: false }, ...everySoa('timeout') },
    expect: [
      { tag: 'B02_NO_WORKING_NS' },
      ...ALL_IDS.filter((id) => !id.includes(':')).map((id) => ({
        tag: 'B02_NS_NO_RESPONSE',
        servers: [id],
      })),
    ],
  },
  { title: 'unknown: no route to any server', scene: unreachable, expect: [] },
  { title: 'unknown: the resolver resolves nothing', scene: noResolver, expect: [] },
  {
    title: 'unknown in part: the server that could not be asked may work',
    scene: {
      target: { nservers: [{ name: name('ns1.example.net'), glue: [] }] },
      replies: except((q) => (isSoa(q) ? (q.server === '185.100.1.1' ? 'refused' : 'no-route') : undefined)),
    },
    expect: [
      {
        tag: 'B02_NS_NO_RESPONSE',
        facts: { ns: 'ns1.example.net/185.100.1.1', why: 'the host says that nothing listens on port 53' },
      },
    ],
  },
]);
