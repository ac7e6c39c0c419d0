import { describe, expect, it } from 'vitest';
import { type Name, name } from '../../src/dns/name.js';
import { question } from '../../src/record/question.js';
import { followAliases, isAnswerForAnother, isBrokenChain, isPlain } from '../../src/zone/alias-chain.js';
import { except, messageFrom, type Reply, type ReplySpec, viewOf } from '../support/observation.js';

const HOST = name('ns.example.org');

const message = (reply: ReplySpec) => messageFrom(question('resolver', HOST, 'A'), reply);

/** `count` aliases after each other, then an address. */
function chain(count: number): string[] {
  const names = [String(HOST), ...Array.from({ length: count }, (_, i) => `a${i}.example.org`)];
  const aliases = names.slice(1).map((target, i) => `${names[i]} CNAME ${target}`);
  return [...aliases, `${names.at(-1)} A 192.0.2.1`];
}

describe('the answer of a resolver about a host', () => {
  it.each<[string, ReplySpec, { plain: boolean; broken: boolean; forAnother: boolean }]>([
    ['an address', { answer: chain(0) }, { plain: true, broken: false, forAnother: false }],
    ['nothing', {}, { plain: true, broken: false, forAnother: false }],
    ['no such name', { rcode: 'NXDOMAIN' }, { plain: true, broken: false, forAnother: false }],
    ['SERVFAIL', { rcode: 'SERVFAIL' }, { plain: false, broken: false, forAnother: false }],
    ['8 aliases', { answer: chain(8) }, { plain: true, broken: false, forAnother: false }],
    ['9 aliases', { answer: chain(9) }, { plain: false, broken: false, forAnother: false }],
    [
      'aliases out of order',
      { answer: chain(3).reverse() },
      { plain: true, broken: false, forAnother: false },
    ],
    [
      'an alias in other letters',
      { answer: ['NS.example.ORG CNAME a.example', 'A.EXAMPLE A 192.0.2.1'] },
      { plain: true, broken: false, forAnother: false },
    ],
    [
      'an alias without an address',
      { answer: [`${HOST} CNAME a.example`] },
      { plain: true, broken: false, forAnother: false },
    ],
    [
      'an alias that does not belong to the chain',
      { answer: [`${HOST} CNAME a.example`, 'b.example CNAME c.example'] },
      { plain: false, broken: true, forAnother: false },
    ],
    [
      'a gap in the chain',
      { answer: [`${HOST} CNAME a.example`, 'b.example CNAME c.example', 'c.example A 192.0.2.1'] },
      { plain: false, broken: true, forAnother: true },
    ],
    [
      'only the alias of another',
      { answer: ['b.example CNAME c.example'] },
      { plain: false, broken: true, forAnother: false },
    ],
    [
      'the address of the alias, not of its target',
      { answer: [`${HOST} CNAME a.example`, `${HOST} A 192.0.2.1`] },
      { plain: false, broken: false, forAnother: true },
    ],
    [
      'addresses of the target and of another',
      { answer: [`${HOST} CNAME a.example`, 'a.example A 192.0.2.1', 'b.example A 192.0.2.2'] },
      { plain: true, broken: false, forAnother: false },
    ],
    [
      'aliases that stand in another section',
      { answer: [`${HOST} A 192.0.2.1`], additional: ['b.example CNAME c.example'] },
      { plain: true, broken: false, forAnother: false },
    ],
  ])('%s', (_, reply, expected) => {
    const answer = message(reply);
    expect({
      plain: isPlain(answer, HOST),
      broken: isBrokenChain(answer, HOST),
      forAnother: isAnswerForAnother(answer, HOST),
    }).toEqual(expected);
  });
});

describe('following aliases one by one', () => {
  /** By the target of each alias; what has none is a host. */
  const followed = (aliases: Readonly<Record<string, readonly string[] | Reply>>) => {
    const replies = except((q) => {
      if (q.type !== 'CNAME') return undefined;
      const targets = aliases[q.name];
      if (!Array.isArray(targets)) return typeof targets === 'object' ? {} : (targets ?? {});
      return { answer: targets.map((target) => `${q.name} CNAME ${target}`) };
    });
    return followAliases(viewOf({ replies }), HOST);
  };
  const names = (...some: string[]): Name[] => some.map(name);

  it.each<[string, Readonly<Record<string, readonly string[] | Reply>>, object]>([
    ['ends at once with a host', {}, { names: names('ns.example.org'), end: 'host' }],
    [
      'ends with a host',
      { 'ns.example.org': ['A.example'], 'a.example': ['b.example'] },
      { names: names('ns.example.org', 'a.example', 'b.example'), end: 'host' },
    ],
    [
      'notices a loop',
      { 'ns.example.org': ['a.example'], 'a.example': ['NS.example.org'] },
      { names: names('ns.example.org', 'a.example'), end: 'loop' },
    ],
    ['notices an alias for itself', { 'ns.example.org': ['ns.example.org'] }, { names: [HOST], end: 'loop' }],
    [
      'notices several targets',
      { 'ns.example.org': ['a.example', 'b.example'] },
      { names: [HOST], end: 'several' },
    ],
    [
      'takes a target in two spellings for one',
      { 'ns.example.org': ['a.example', 'A.example'] },
      { names: names('ns.example.org', 'a.example'), end: 'host' },
    ],
    [
      'does not know what does not answer',
      { 'ns.example.org': 'timeout' },
      { names: [HOST], end: 'unknown' },
    ],
  ])('%s', (_, aliases, expected) => {
    expect(followed(aliases)).toEqual(expected);
  });

  it('gives up after more than anybody follows', () => {
    const next = (i: number) => [i === 0 ? String(HOST) : `a${i}.example`, [`a${i + 1}.example`]] as const;
    const found = followed(Object.fromEntries(Array.from({ length: 50 }, (_, i) => next(i))));
    expect(found.end).toBe('long');
    expect(found.names).toHaveLength(26);
  });
});
