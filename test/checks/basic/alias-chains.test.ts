import { aliasChains } from '../../../src/checks/basic/alias-chains.js';
import { fold, name } from '../../../src/dns/name.js';
import { describeCheck } from '../../support/checks.js';
import { except, type Reply, type Responder, TARGET } from '../../support/observation.js';

const HOST = name('alias.example.net');
const target = { nservers: [...TARGET.nservers, { name: HOST, glue: [] }] };

/** A resolver with these aliases; a lookup through one of them fails. */
function aliases(pairs: Readonly<Record<string, string | readonly string[]>>): Responder {
  return except((q) => {
    if (q.server !== 'resolver') return undefined;
    const host = fold(q.name);
    if (q.type === 'SOA') return { authority: [`${host.split('.').slice(-2).join('.')} SOA a b 1 1 1 1 1`] };
    const to = pairs[host];
    if (to === undefined)
      return host.startsWith('end.') ? { authority: ['net SOA a b 1 1 1 1 1'] } : undefined;
    if (q.type !== 'CNAME') return { rcode: 'SERVFAIL' };
    return { answer: [to].flat().map((each) => `${host} CNAME ${each}`) };
  });
}

/** A chain of aliases, each in its own zone or all in one. */
function chain(length: number, domainOf: (i: number) => string): Record<string, string> {
  const names = [
    HOST,
    ...Array.from({ length: length - 1 }, (_, i) => `a${i}.${domainOf(i)}`),
    'end.example.org',
  ];
  return Object.fromEntries(names.slice(0, -1).map((from, i) => [from, names[i + 1] ?? '']));
}

const answers = (lines: readonly string[]): Responder =>
  except((q): Reply | undefined =>
    q.server === 'resolver' && fold(q.name) === HOST && q.type === 'A' ? { answer: lines } : undefined,
  );

describeCheck(aliasChains, [
  { title: 'no aliases', expect: [] },
  {
    title: 'one alias, and the resolver finds its way',
    scene: { target, replies: answers([`${HOST} CNAME ns1.example.net`, 'ns1.example.net A 185.100.1.1']) },
    expect: [],
  },
  {
    title: 'a loop within a zone',
    scene: { target, replies: aliases({ [HOST]: 'b.example.net', 'b.example.net': HOST }) },
    expect: [
      {
        tag: 'CNAME_LOOP_INNER',
        facts: { host: HOST, chain: [HOST, 'b.example.net'] },
        servers: [HOST],
        evidence: ['resolver CNAME alias.example.net', 'resolver CNAME b.example.net'],
      },
    ],
  },
  {
    title: 'an alias for itself',
    scene: { target, replies: aliases({ [HOST]: HOST }) },
    expect: [{ tag: 'CNAME_LOOP_INNER' }],
  },
  {
    title: 'a loop through another zone',
    scene: { target, replies: aliases({ [HOST]: 'b.example.org', 'b.example.org': HOST }) },
    expect: [
      {
        tag: 'CNAME_LOOP_OUTER',
        facts: { chain: [HOST, 'b.example.org'] },
        evidence: ['resolver CNAME alias.example.net', 'resolver CNAME b.example.org'],
      },
    ],
  },
  {
    title: 'the MNAME is in a loop',
    scene: {
      replies: except(
        (q) =>
          q.type === 'SOA' && q.server !== 'resolver' && q.name.startsWith('16.')
            ? { answer: [`${q.name} SOA ${HOST} hostmaster.example.net 1 14400 7200 1209600 3600`] }
            : undefined,
        aliases({ [HOST]: 'b.example.net', 'b.example.net': HOST }),
      ),
    },
    expect: [{ tag: 'CNAME_LOOP_INNER', facts: { host: HOST } }],
  },
  {
    title: 'twelve zones one after the other',
    scene: { target, replies: aliases(chain(12, (i) => `zone${i}.net`)) },
    expect: [
      {
        tag: 'CNAME_CHAIN_TOO_LONG',
        facts: { host: HOST, count: 12 },
        evidence: [
          'resolver CNAME a0.zone0.net',
          'resolver CNAME a1.zone1.net',
          'resolver CNAME a10.zone10.net',
          'resolver CNAME a2.zone2.net',
          'resolver CNAME a3.zone3.net',
          'resolver CNAME a4.zone4.net',
          'resolver CNAME a5.zone5.net',
          'resolver CNAME a6.zone6.net',
          'resolver CNAME a7.zone7.net',
          'resolver CNAME a8.zone8.net',
          'resolver CNAME a9.zone9.net',
          'resolver CNAME alias.example.net',
          'resolver CNAME end.example.org',
        ],
      },
    ],
  },
  {
    title: 'ten zones are followed',
    scene: { target, replies: aliases(chain(10, (i) => `zone${i}.net`)) },
    expect: [],
  },
  {
    title: 'twelve aliases in one zone',
    scene: { target, replies: aliases(chain(12, () => 'example.net')) },
    expect: [
      {
        tag: 'CNAME_RECORDS_TOO_MANY',
        facts: { count: 12 },
        evidence: [
          'resolver CNAME a0.example.net',
          'resolver CNAME a1.example.net',
          'resolver CNAME a10.example.net',
          'resolver CNAME a2.example.net',
          'resolver CNAME a3.example.net',
          'resolver CNAME a4.example.net',
          'resolver CNAME a5.example.net',
          'resolver CNAME a6.example.net',
          'resolver CNAME a7.example.net',
          'resolver CNAME a8.example.net',
          'resolver CNAME a9.example.net',
          'resolver CNAME alias.example.net',
          'resolver CNAME end.example.org',
        ],
      },
    ],
  },
  {
    title: 'two CNAME records at one name',
    scene: { target, replies: aliases({ [HOST]: ['ns1.example.net', 'ns2.example.org'] }) },
    expect: [
      {
        tag: 'CNAME_RECORDS_MULTIPLE_FOR_NAME',
        facts: { host: HOST, alias: HOST },
        evidence: ['resolver CNAME alias.example.net'],
      },
    ],
  },
  {
    title: 'CNAME records that lead nowhere from the name',
    scene: {
      target,
      replies: answers([
        `${HOST} CNAME b.example.net`,
        'x.example.net CNAME y.example.net',
        'b.example.net A 185.100.1.1',
      ]),
    },
    expect: [
      {
        tag: 'CNAME_RECORDS_CHAIN_BROKEN',
        facts: { host: HOST },
        evidence: ['resolver A alias.example.net'],
      },
    ],
  },
  {
    title: 'the address of another name',
    scene: { target, replies: answers([`${HOST} CNAME b.example.net`, 'c.example.net A 185.100.1.1']) },
    expect: [{ tag: 'CNAME_NO_MATCH', facts: { host: HOST }, evidence: ['resolver A alias.example.net'] }],
  },
  {
    title: 'a name whose servers fail, and that is no alias',
    scene: {
      target,
      replies: except((q) =>
        q.server === 'resolver' && fold(q.name) === HOST && q.type !== 'SOA'
          ? { rcode: 'SERVFAIL' }
          : undefined,
      ),
    },
    expect: [],
  },
  {
    title: 'the resolver is down: nothing is known of the names',
    scene: { target, replies: except((q) => (q.server === 'resolver' ? 'timeout' : undefined)) },
    expect: [],
  },
]);
