import { primary } from '../../../src/checks/zone/primary.js';
import { describeCheck } from '../../support/checks.js';
import { except, type Reply, ZONE } from '../../support/observation.js';
import { ALL_IDS, isSoa, SECOND, SECOND_IDS, soaLine, unreachable, withSoa } from '../../support/scenes.js';

const NOT_LISTED = { tag: 'Z01_MNAME_NOT_IN_NS_LIST', facts: { mname: 'hidden.example.net' } };

/** The primary is another host, which answers like this. */
const hidden = (reply: Reply, serial?: number) =>
  withSoa({ mname: 'Hidden.example.net', ...(serial === undefined ? {} : { serial }) }, (q) => {
    if (q.server === '185.100.1.77') return reply;
    if (q.name !== 'hidden.example.net') return undefined;
    return q.type === 'A' ? { answer: ['hidden.example.net A 185.100.1.77'] } : {};
  });

const mnameAddress = (address: string) =>
  withSoa({ mname: 'hidden.example.net' }, (q) => {
    if (q.name !== 'hidden.example.net') return undefined;
    const type = address.includes(':') ? 'AAAA' : 'A';
    return q.type === type ? { answer: [`hidden.example.net ${type} ${address}`] } : {};
  });

const said = (tag: string, facts = {}, compared: readonly string[] = []) => [
  NOT_LISTED,
  {
    tag,
    servers: ['hidden.example.net/185.100.1.77'],
    facts: { ns: 'hidden.example.net/185.100.1.77', ...facts },
    evidence: ['185.100.1.77 SOA', ...compared],
  },
];

describeCheck(primary, [
  { title: 'a name server of the zone, with the newest serial', expect: [] },
  {
    title: 'localhost',
    scene: withSoa({ mname: 'LOCALHOST' }),
    expect: [
      { tag: 'Z01_MNAME_IS_LOCALHOST', facts: { servers: ALL_IDS }, evidence: ['ns1 SOA', 'ns2 SOA'] },
    ],
  },
  {
    title: 'the root, on one server',
    scene: {
      replies: except((q) =>
        isSoa(q) && SECOND.includes(q.server) ? { answer: [soaLine({ mname: '.' })] } : undefined,
      ),
    },
    expect: [{ tag: 'Z01_MNAME_IS_DOT', facts: { servers: SECOND_IDS }, evidence: ['ns2 SOA'] }],
  },
  {
    title: 'a hidden primary that answers strangers',
    scene: hidden({ answer: [soaLine({})] }),
    expect: [NOT_LISTED],
  },
  {
    title: 'its name does not exist',
    scene: withSoa({ mname: 'nowhere.example.net' }),
    expect: [
      { tag: 'Z01_MNAME_NOT_IN_NS_LIST' },
      {
        tag: 'Z01_MNAME_NOT_RESOLVE',
        facts: { mname: 'nowhere.example.net', why: 'the name does not exist' },
        servers: ['nowhere.example.net'],
        evidence: ['resolver A+AAAA nowhere.example.net', 'resolver NS .'],
      },
    ],
  },
  ...[
    { title: 'its name has no address', reply: {}, why: 'the name has neither A nor AAAA records' },
    {
      title: 'the servers of its name fail',
      reply: { rcode: 'SERVFAIL' as const },
      why: 'its own name servers fail',
    },
  ].map(({ title, reply, why }) => ({
    title,
    scene: withSoa({ mname: 'hidden.example.net' }, (q) =>
      q.name === 'hidden.example.net' ? reply : undefined,
    ),
    expect: [NOT_LISTED, { tag: 'Z01_MNAME_NOT_RESOLVE', facts: { why } }],
  })),
  {
    title: 'its name is an alias into another zone',
    scene: withSoa({ mname: 'alias.example.com' }, (q) => {
      if (q.type === 'SOA' && q.name === 'example.com') return { answer: ['example.com SOA a b 1 1 1 1 1'] };
      if (q.type === 'SOA' && q.name === 'ns1.example.net')
        return { authority: ['example.net SOA a b 1 1 1 1 1'] };
      if (q.name !== 'alias.example.com' || q.type !== 'A') return undefined;
      return { answer: ['alias.example.com CNAME ns1.example.net', 'ns1.example.net A 185.100.1.1'] };
    }),
    expect: [
      { tag: 'Z01_MNAME_NOT_IN_NS_LIST' },
      { tag: 'Z01_MNAME_NOT_RESOLVE', facts: { why: 'it is an alias for ns1.example.net' } },
    ],
  },
  {
    title: 'its address is a loopback one',
    scene: mnameAddress('127.0.0.1'),
    expect: [
      NOT_LISTED,
      {
        tag: 'Z01_MNAME_HAS_LOCALHOST_ADDR',
        facts: { address: '127.0.0.1' },
        servers: ['hidden.example.net'],
        evidence: ['resolver A+AAAA hidden.example.net', 'resolver NS .'],
      },
    ],
  },
  {
    title: 'the same over IPv6',
    scene: mnameAddress('::1'),
    expect: [NOT_LISTED, { tag: 'Z01_MNAME_HAS_LOCALHOST_ADDR', facts: { address: '::1' } }],
  },
  { title: 'it does not answer', scene: hidden('timeout'), expect: said('Z01_MNAME_NO_RESPONSE') },
  {
    title: 'it refuses',
    scene: hidden({ rcode: 'REFUSED' }),
    expect: said('Z01_MNAME_UNEXPECTED_RCODE', { rcode: 'REFUSED' }),
  },
  {
    title: 'it has no SOA record for the zone',
    scene: hidden({ authority: [`155.185.in-addr.arpa SOA a b 1 1 1 1 1`] }),
    expect: said('Z01_MNAME_MISSING_SOA_RECORD'),
  },
  {
    title: 'it answers without authority',
    scene: hidden({ aa: false, answer: [soaLine({})] }),
    expect: said('Z01_MNAME_NOT_AUTHORITATIVE'),
  },
  {
    title: 'its serial is older',
    scene: hidden({ answer: [soaLine({ serial: 7 })] }, 8),
    expect: said('Z01_MNAME_NOT_MASTER', { serial: 7, serials: ['8'] }, ['ns1 SOA', 'ns2 SOA']),
  },
  {
    title: 'its serial is newer, the count having gone round',
    scene: hidden({ answer: [soaLine({ serial: 3 })] }, 4294967290),
    expect: [NOT_LISTED],
  },
  {
    title: 'its serial is older, the count having gone round',
    scene: hidden({ answer: [soaLine({ serial: 4294967290 })] }, 3),
    expect: said('Z01_MNAME_NOT_MASTER', {}, ['ns1 SOA', 'ns2 SOA']),
  },
  {
    title: 'IPv6 is not used in this run',
    scene: { ...mnameAddress('2a0a:100:1::77'), families: { ipv4: true, ipv6: false } },
    expect: [NOT_LISTED],
  },
  {
    title: 'a primary inside the zone is looked up there',
    scene: withSoa({ mname: `ns.${ZONE}` }, (q) => {
      if (q.name === `ns.${ZONE}`) return q.type === 'A' ? { answer: [`ns.${ZONE} A 185.155.16.53`] } : {};
      return q.server === '185.155.16.53' ? { rcode: 'REFUSED' } : undefined;
    }),
    expect: [
      { tag: 'Z01_MNAME_NOT_IN_NS_LIST' },
      {
        tag: 'Z01_MNAME_UNEXPECTED_RCODE',
        servers: [`ns.${ZONE}/185.155.16.53`],
        evidence: ['185.155.16.53 SOA'],
      },
    ],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  { title: 'unknown: no route to the primary', scene: hidden('no-route'), expect: [NOT_LISTED] },
  {
    title: 'unknown: the primary cannot be looked up',
    scene: withSoa({ mname: 'hidden.example.net' }, (q) =>
      q.name === 'hidden.example.net' ? 'resolver-down' : undefined,
    ),
    expect: [NOT_LISTED],
  },
]);
