import { describe, expect, it } from 'vitest';
import { name } from '../../src/dns/name.js';
import { resolution } from '../../src/zone/resolution.js';
import type { Lookups } from '../../src/zone/zone-exchanges.js';
import { exchangeOf, type Reply } from '../support/observation.js';

const HOST = name('ns.example.org');
const A = `${HOST} A 186.200.2.2`;
const AAAA = `${HOST} AAAA 2a0b:200:2::2`;

type Replies = Readonly<Record<string, Reply>>;

/** Replies by `name type`; the resolver works by default. */
const seen = (replies: Replies): Lookups => ({
  exchange: (q) => {
    const all: Replies = { '. NS': {}, ...replies };
    const reply = all[`${q.name} ${q.type}`];
    return reply === undefined ? undefined : exchangeOf(q, reply);
  },
});

const looked = (a: Reply, aaaa: Reply, more: Replies = {}) =>
  resolution(HOST, seen({ [`${HOST} A`]: a, [`${HOST} AAAA`]: aaaa, ...more }));

const cname = (...chain: string[]): Reply => ({
  answer: [
    ...chain.map((target, i) => `${chain[i - 1] ?? HOST} CNAME ${target}`),
    `${chain.at(-1) ?? HOST} A 186.200.2.2`,
  ],
});

const inZone = (apex: string): Reply => ({ authority: [`${apex} SOA a b 1 1 1 1 1`] });

describe('looking up a name', () => {
  it.each<[string, Reply, Reply, Replies, string, readonly string[]]>([
    [
      'gives addresses',
      { answer: [A] },
      { answer: [AAAA] },
      {},
      'resolved',
      ['186.200.2.2', '2a0b:200:2::2'],
    ],
    ['is content with one type', 'timeout', { answer: [AAAA] }, {}, 'resolved', ['2a0b:200:2::2']],
    ['takes no address of another name', { answer: ['www.example.org A 1.2.3.4'] }, {}, {}, 'no-address', []],
    ['finds no address', {}, {}, {}, 'no-address', []],
    ['finds no name', { rcode: 'NXDOMAIN' }, { rcode: 'NXDOMAIN' }, {}, 'no-such-name', []],
    ['fails with the servers of the name', { rcode: 'SERVFAIL' }, 'timeout', {}, 'failed', []],
    ['is unknown without a resolver', { rcode: 'SERVFAIL' }, 'timeout', { '. NS': 'timeout' }, 'unasked', []],
    ['is unknown when it could not be made', 'local-error', {}, {}, 'unasked', []],
    [
      'is unknown when half of it could not be made',
      'local-error',
      { answer: [AAAA] },
      {},
      'unasked',
      ['2a0b:200:2::2'],
    ],
  ])('%s', (_, a, aaaa, more, status, addresses) => {
    expect(looked(a, aaaa, more)).toMatchObject({ status, addresses });
  });

  it('is pending until both questions have ended', () => {
    expect(resolution(HOST, seen({ [`${HOST} A`]: { answer: [A] } })).status).toBe('pending');
  });

  it('orders addresses by their text, as the engine does', () => {
    const many: Reply = { answer: ['9.9.9.9', '10.0.0.1', '80.1.1.1'].map((each) => `${HOST} A ${each}`) };
    expect(looked(many, { answer: [AAAA] }).addresses).toEqual([
      '10.0.0.1',
      '2a0b:200:2::2',
      '80.1.1.1',
      '9.9.9.9',
    ]);
  });
});

describe('an alias', () => {
  const zones = (...apexes: [string, string][]): Replies =>
    Object.fromEntries(apexes.map(([host, apex]) => [`${host} SOA`, inZone(apex)]));

  it.each<[string, Reply, Replies, { aliases: string[]; nserverAddresses: string[]; aliasNoticed: boolean }]>(
    [
      [
        'inside its zone gives a name server addresses, and is noticed',
        cname('host.example.org'),
        zones(['example.org', 'example.org'], ['host.example.org', 'example.org']),
        { aliases: ['host.example.org'], nserverAddresses: ['186.200.2.2'], aliasNoticed: true },
      ],
      [
        'into another zone does neither',
        cname('host.example.com'),
        zones(['example.org', 'example.org'], ['host.example.com', 'example.com']),
        { aliases: ['host.example.com'], nserverAddresses: [], aliasNoticed: false },
      ],
      [
        'into a zone below does neither',
        cname('a.sub.example.org'),
        zones(['example.org', 'example.org'], ['a.sub.example.org', 'sub.example.org']),
        { aliases: ['a.sub.example.org'], nserverAddresses: [], aliasNoticed: false },
      ],
      [
        'of an alias gives no addresses, and is noticed',
        cname('b.example.org', 'c.example.org'),
        zones(['example.org', 'example.org'], ['c.example.org', 'example.org']),
        { aliases: ['b.example.org', 'c.example.org'], nserverAddresses: [], aliasNoticed: true },
      ],
      [
        'is not judged while its zone is not known',
        cname('host.example.org'),
        zones(['host.example.org', 'example.org']),
        { aliases: ['host.example.org'], nserverAddresses: [], aliasNoticed: false },
      ],
    ],
  )('%s', (_, a, more, expected) => {
    expect(looked(a, {}, more)).toMatchObject({
      status: 'resolved',
      addresses: ['186.200.2.2'],
      ...expected,
    });
  });

  it('without an address at its end is not noticed', () => {
    const dangling: Reply = { answer: [`${HOST} CNAME gone.example.org`] };
    const more = zones(['example.org', 'example.org'], ['gone.example.org', 'example.org']);
    expect(looked(dangling, dangling, more)).toMatchObject({ status: 'no-address', aliasNoticed: false });
  });

  it('of itself ends', () => {
    const loop: Reply = { answer: [`${HOST} CNAME b.example.org`, `b.example.org CNAME ${HOST}`] };
    expect(looked(loop, loop).status).toBe('no-address');
  });
});

describe('the questions of a lookup', () => {
  const asked = (replies: Replies) => {
    const { exchange } = seen(replies);
    const questions = new Set<string>();
    resolution(HOST, {
      exchange: (q) => {
        questions.add(`${q.name} ${q.type}`);
        return exchange(q);
      },
    });
    return [...questions];
  };

  it('are the addresses, and whether the resolver works', () => {
    expect(asked({})).toEqual([`${HOST} A`, `${HOST} AAAA`, '. NS']);
  });

  it('include, for an alias, the zones of all names in the chain', () => {
    const chain = cname('b.example.com', 'c.example.net');
    expect(asked({ [`${HOST} A`]: chain, [`${HOST} AAAA`]: chain })).toEqual([
      `${HOST} A`,
      `${HOST} AAAA`,
      'example.org SOA',
      'example.com SOA',
      'c.example.net SOA',
      '. NS',
    ]);
  });
});
