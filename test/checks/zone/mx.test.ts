import { mx } from '../../../src/checks/zone/mx.js';
import { address } from '../../../src/dns/address.js';
import { type Name, name, ROOT } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { except, HOSTS, healthy, NS, type Reply, type Scene, SOA, ZONE } from '../../support/observation.js';
import {
  ALL_IDS,
  atSecond,
  FIRST_IDS,
  isSoa,
  SECOND,
  SECOND_IDS,
  unreachable,
} from '../../support/scenes.js';

const line = (preference: number, host: string) => `${ZONE} MX ${preference} ${host}`;

/** All servers answer the MX query like this. */
const all = (...answer: string[]): Scene => ({
  replies: except((q) => (q.server !== 'resolver' && q.type === 'MX' ? { answer } : undefined)),
});

const second = (reply: Reply) => atSecond((q) => (q.type === 'MX' ? reply : undefined));

const nserver = (host: string) => ({ name: name(host), glue: (HOSTS[host] ?? []).map(address) });

/** A zone of another name, served like the usual one. */
const zoneNamed = (zone: Name, mxRecords: readonly string[]): Scene => {
  const rename = (text: string) => `${zone}${text.slice(ZONE.length)}`;
  return {
    target: { zone, nservers: Object.keys(HOSTS).slice(0, 2).map(nserver) },
    replies: (q) => {
      // All names are inside the root zone.
      if (q.server === 'resolver' || q.type === 'A' || q.type === 'AAAA')
        return healthy({ ...q, server: 'resolver' });
      if (q.name !== zone) return { rcode: 'NXDOMAIN', authority: [rename(SOA)] };
      if (q.type === 'NS') return { answer: NS.map(rename) };
      return { answer: q.type === 'SOA' ? [rename(SOA)] : mxRecords.map((each) => `${zone} MX ${each}`) };
    },
  };
};

describeCheck(mx, [
  { title: 'a reverse zone without MX records', expect: [] },
  {
    title: 'the same MX records everywhere',
    scene: all(line(10, 'a.example.net'), line(20, 'b.example.net')),
    expect: [
      {
        tag: 'Z09_MX_DATA',
        facts: { mailservers: ['a.example.net', 'b.example.net'], servers: ALL_IDS },
        evidence: ['ns1 MX', 'ns2 MX'],
      },
    ],
  },
  {
    title: 'MX records on some servers',
    scene: second({ answer: [line(10, 'a.example.net')] }),
    expect: [
      { tag: 'Z09_INCONSISTENT_MX', evidence: ['ns1 MX', 'ns2 MX'] },
      { tag: 'Z09_NO_MX_FOUND', servers: FIRST_IDS, evidence: ['ns1 MX'] },
      { tag: 'Z09_MX_FOUND', servers: SECOND_IDS, evidence: ['ns2 MX'] },
      { tag: 'Z09_MX_DATA', facts: { mailservers: ['a.example.net'], servers: SECOND_IDS } },
    ],
  },
  {
    title: 'different MX records',
    scene: {
      replies: except((q) =>
        q.server !== 'resolver' && q.type === 'MX'
          ? { answer: [line(10, SECOND.includes(q.server) ? 'b.example.net' : 'a.example.net')] }
          : undefined,
      ),
    },
    expect: [
      { tag: 'Z09_INCONSISTENT_MX_DATA', evidence: ['ns1 MX', 'ns2 MX'] },
      { tag: 'Z09_MX_DATA', facts: { mailservers: ['a.example.net'], servers: FIRST_IDS } },
      { tag: 'Z09_MX_DATA', facts: { mailservers: ['b.example.net'], servers: SECOND_IDS } },
    ],
  },
  {
    title: 'the same MX records in other order and letter case',
    scene: {
      replies: except((q) => {
        if (q.server === 'resolver' || q.type !== 'MX') return undefined;
        const [a, b] = [line(10, 'a.example.net'), line(20, 'b.example.net')];
        return { answer: SECOND.includes(q.server) ? [line(20, 'B.example.net'), a] : [a, b] };
      }),
    },
    expect: [{ tag: 'Z09_MX_DATA', servers: ALL_IDS }],
  },
  { title: 'no mail wanted', scene: all(line(0, '.')), expect: [] },
  {
    title: 'no mail wanted, said with another preference',
    scene: all(line(10, '.')),
    expect: [{ tag: 'Z09_NULL_MX_NON_ZERO_PREF', facts: { preference: 10 }, evidence: ['ns1 MX', 'ns2 MX'] }],
  },
  {
    title: 'no mail wanted, and a mail server',
    scene: all(line(0, '.'), line(10, 'a.example.net')),
    expect: [{ tag: 'Z09_NULL_MX_WITH_OTHER_MX', evidence: ['ns1 MX', 'ns2 MX'] }],
  },
  {
    title: 'no answer',
    scene: second('timeout'),
    expect: [{ tag: 'Z09_NO_RESPONSE_MX_QUERY', servers: SECOND_IDS, evidence: ['ns2 MX'] }],
  },
  {
    title: 'an error',
    scene: second({ rcode: 'NOTIMP' }),
    expect: [
      {
        tag: 'Z09_UNEXPECTED_RCODE_MX',
        facts: { rcode: 'NOTIMP' },
        servers: SECOND_IDS,
        evidence: ['ns2 MX'],
      },
    ],
  },
  {
    title: 'no authority',
    scene: second({ aa: false }),
    expect: [{ tag: 'Z09_NON_AUTH_MX_RESPONSE', servers: SECOND_IDS, evidence: ['ns2 MX'] }],
  },
  {
    title: 'a server without the zone is not judged',
    scene: atSecond((q) =>
      isSoa(q)
        ? { rcode: 'REFUSED', aa: false }
        : q.type === 'MX'
          ? { rcode: 'REFUSED', aa: false }
          : undefined,
    ),
    expect: [],
  },
  {
    title: 'without any answer with authority the engine does not look further',
    scene: { replies: except((q) => (q.server !== 'resolver' && q.type === 'MX' ? 'timeout' : undefined)) },
    expect: [],
  },
  {
    title: 'the root with mail servers',
    scene: zoneNamed(ROOT, ['10 a.example.net']),
    expect: [{ tag: 'Z09_ROOT_EMAIL_DOMAIN', evidence: ['ns1 MX', 'ns2 MX'] }],
  },
  {
    title: 'a top-level domain with mail servers',
    scene: zoneNamed(name('test'), ['10 a.example.net']),
    expect: [
      {
        tag: 'Z09_TLD_EMAIL_DOMAIN',
        facts: { mailservers: ['a.example.net'] },
        evidence: ['ns1 MX', 'ns2 MX'],
      },
    ],
  },
  {
    title: 'a domain of people without mail servers',
    scene: zoneNamed(name('example.com'), []),
    expect: [{ tag: 'Z09_MISSING_MAIL_TARGET', servers: ALL_IDS, evidence: ['ns1 MX', 'ns2 MX'] }],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  { title: 'unknown: one server was not asked', scene: second('stopped'), expect: [] },
]);
