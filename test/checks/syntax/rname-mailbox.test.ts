import { rnameMailbox } from '../../../src/checks/syntax/rname-mailbox.js';
import { describeCheck } from '../../support/checks.js';
import { except, healthy, type Reply, ZONE } from '../../support/observation.js';
import {
  ALL_IDS,
  FIRST_IDS,
  isSoa,
  SECOND,
  SECOND_IDS,
  soaLine,
  unreachable,
  withSoa,
} from '../../support/scenes.js';

const byResolver = (answers: Readonly<Record<string, Reply>>) =>
  withSoa({}, (q) => (q.server === 'resolver' ? answers[`${q.name} ${q.type}`] : undefined));

const invalid = (rname: string) => ({
  title: `${rname} is no mailbox`,
  scene: withSoa({ rname }),
  expect: [{ tag: 'RNAME_RFC822_INVALID', facts: { rname }, servers: ALL_IDS }],
});

const valid = (rname: string, mailbox: string) => ({
  title: `${rname} is ${mailbox}`,
  scene: withSoa({ rname }),
  expect: [{ tag: 'RNAME_RFC822_VALID', facts: { mailbox } }],
});

const undeliverable = (host: string, why: string) => [
  {
    tag: 'RNAME_MAIL_DOMAIN_INVALID',
    facts: { mailbox: 'hostmaster@example.net', host, why },
    servers: ALL_IDS,
  },
];

describeCheck(rnameMailbox, [
  {
    title: 'a mailbox with a mail server',
    expect: [
      {
        tag: 'RNAME_RFC822_VALID',
        facts: { mailbox: 'hostmaster@example.net' },
        servers: ALL_IDS,
        evidence: ['ns1 SOA', 'ns2 SOA'],
      },
    ],
  },
  valid('john\\.doe.example.net', 'john.doe@example.net'),
  valid("o'neill+dns.example.net", "o'neill+dns@example.net"),
  valid('hostmaster.EXAMPLE.net', 'hostmaster@example.net'),
  invalid('hostmaster@example.net'),
  invalid('.'),
  invalid('hostmaster'),
  invalid('hostmaster.localhost'),
  invalid('john\\.\\.doe.example.net'),
  invalid('\\.john.example.net'),
  invalid('two\\032words.example.net'),
  invalid('hostmaster.under_score.net'),
  invalid('hostmaster.-example.net'),
  {
    title: 'no MX records: the domain itself takes mail',
    scene: byResolver({ 'example.net MX': {}, 'example.net A': { answer: ['example.net A 185.100.1.9'] } }),
    expect: [{ tag: 'RNAME_RFC822_VALID' }],
  },
  {
    title: 'the domain is an alias for one with a mail server',
    scene: byResolver({
      'example.net MX': {
        answer: ['example.net CNAME mail.example', 'mail.example MX 5 mail.example.net'],
      },
    }),
    expect: [{ tag: 'RNAME_RFC822_VALID' }],
  },
  {
    title: 'the domain does not exist',
    scene: byResolver({ 'example.net MX': { rcode: 'NXDOMAIN' } }),
    expect: undeliverable('example.net', 'does not exist'),
  },
  {
    title: 'the servers of the domain fail',
    scene: byResolver({ 'example.net MX': { rcode: 'SERVFAIL' } }),
    expect: undeliverable('example.net', 'gets SERVFAIL from its name servers'),
  },
  {
    title: 'the servers of the domain are silent, others are not',
    scene: byResolver({ 'example.net MX': 'timeout' }),
    expect: undeliverable('example.net', 'gets no answer from its name servers'),
  },
  {
    title: 'the domain takes no mail (RFC 7505)',
    scene: byResolver({
      'example.net MX': { answer: ['example.net MX 0 .'] },
      '. A': {},
      '. AAAA': {},
    }),
    expect: undeliverable('.', 'says that the domain takes no mail (RFC 7505)'),
  },
  {
    title: 'the mail server has no address',
    scene: byResolver({ 'mail.example.net A': {}, 'mail.example.net AAAA': {} }),
    expect: undeliverable('mail.example.net', 'has no address'),
  },
  {
    title: 'the mail server does not exist',
    scene: byResolver({ 'example.net MX': { answer: ['example.net MX 10 nowhere.example.net'] } }),
    expect: undeliverable('nowhere.example.net', 'does not exist'),
  },
  {
    title: 'the servers of the mail server fail',
    scene: byResolver({
      'mail.example.net A': { rcode: 'SERVFAIL' },
      'mail.example.net AAAA': { rcode: 'SERVFAIL' },
    }),
    expect: undeliverable('mail.example.net', 'gets no answer from its name servers'),
  },
  {
    title: 'the mail server is an alias',
    scene: byResolver({
      'mail.example.net A': {
        answer: ['mail.example.net CNAME mx.example', 'mx.example A 185.100.1.25'],
      },
    }),
    expect: undeliverable('mail.example.net', 'is an alias for mx.example'),
  },
  {
    title: 'the mail server is localhost',
    scene: byResolver({ 'mail.example.net A': { answer: ['mail.example.net A 127.0.0.1'] } }),
    expect: undeliverable('mail.example.net', 'has a loopback address'),
  },
  {
    title: 'localhost in one family, an address in the other',
    scene: byResolver({
      'mail.example.net A': { answer: ['mail.example.net A 127.0.0.1'] },
      'mail.example.net AAAA': { answer: ['mail.example.net AAAA 2a0a:100:1::25'] },
    }),
    expect: [{ tag: 'RNAME_RFC822_VALID' }],
  },
  {
    title: 'a mailbox inside the zone is looked up at the servers of the zone',
    scene: withSoa({ rname: `hostmaster.mail.${ZONE}` }, (q) => {
      if (q.server === 'resolver')
        return q.name.endsWith('155.185.in-addr.arpa') ? { rcode: 'NXDOMAIN' } : undefined;
      if (q.name !== `mail.${ZONE}`) return undefined;
      if (q.type === 'MX') return { answer: [`mail.${ZONE} MX 10 mail.${ZONE}`] };
      return q.type === 'A' ? { answer: [`mail.${ZONE} A 185.155.16.25`] } : {};
    }),
    expect: [{ tag: 'RNAME_RFC822_VALID', facts: { mailbox: `hostmaster@mail.${ZONE}` } }],
  },
  {
    title: 'two RNAMEs, one of them bad: each with its servers',
    scene: {
      replies: except((q) =>
        isSoa(q) && SECOND.includes(q.server) ? { answer: [soaLine({ rname: 'a@example.net' })] } : undefined,
      ),
    },
    expect: [
      { tag: 'RNAME_RFC822_VALID', servers: FIRST_IDS },
      { tag: 'RNAME_RFC822_INVALID', servers: SECOND_IDS, evidence: ['ns2 SOA'] },
    ],
  },
  {
    title: 'two RNAMEs, one without mail server: neither is called valid',
    scene: {
      replies: except((q) => {
        if (isSoa(q) && SECOND.includes(q.server)) return { answer: [soaLine({ rname: 'a.example.com' })] };
        return q.server === 'resolver' && q.name === 'example.com' ? {} : undefined;
      }, healthy),
    },
    expect: [
      {
        tag: 'RNAME_MAIL_DOMAIN_INVALID',
        facts: { mailbox: 'a@example.com' },
        servers: SECOND_IDS,
        evidence: ['ns2 SOA', 'resolver A+AAAA example.com', 'resolver MX example.com', 'resolver NS .'],
      },
    ],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  {
    title: 'unknown: no resolver for the mail domain',
    scene: withSoa({}, (q) => (q.server === 'resolver' && q.type === 'MX' ? 'resolver-down' : undefined)),
    expect: [],
  },
  {
    title: 'unknown: the resolver finds the servers, but nothing else any more',
    scene: withSoa({}, (q) =>
      q.server === 'resolver' && (q.type === 'MX' || q.name === '.') ? { rcode: 'SERVFAIL' } : undefined,
    ),
    expect: [],
  },
]);
