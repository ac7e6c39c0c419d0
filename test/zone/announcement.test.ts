import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../src/dns/address.js';
import { ASN_SOURCES, announcement } from '../../src/questions/common.js';
import type { Question } from '../../src/record/question.js';
import { announcementOf } from '../../src/zone/announcement.js';
import { exchangeOf, type Reply } from '../support/observation.js';

const HOST = address('185.100.1.1');
const [FIRST = '', SECOND = ''] = ASN_SOURCES;
const isFirst = (q: Question) => q.name.endsWith(FIRST);
const nothing = (apex: string): Reply => ({ rcode: 'NXDOMAIN', authority: [`${apex} SOA a b 1 1 1 1 1`] });

/** The result for these replies of the two sources, whether the resolver works or not. */
function outcome(first: Reply, second: Reply = 'timeout', alive: Reply = {}, host = HOST) {
  return announcementOf(host, {
    exchange: (q) => exchangeOf(q, q.type === 'NS' ? alive : isFirst(q) ? first : second),
  });
}

const name = `1.1.100.185.origin.${FIRST}`;
const text = (...lines: string[]): Reply => ({ answer: lines.map((line) => `${name} TXT "${line}"`) });

describe('an announcement', () => {
  it.each<[string, Reply, ReturnType<typeof outcome>]>([
    [
      'is read',
      text('64500 | 185.100.1.0/24 | NL | ripencc | 2014-01-01'),
      { status: 'announced', prefix: '185.100.1.0/24', asns: [64500] },
    ],
    [
      'may have several origins',
      text('64500 64501 | 185.100.1.0/24'),
      { status: 'announced', prefix: '185.100.1.0/24', asns: [64500, 64501] },
    ],
    [
      'is the most specific of several',
      text('1 | 185.100.0.0/16', '2 | 185.100.1.0/24', '3 | 185.96.0.0/12'),
      { status: 'announced', prefix: '185.100.1.0/24', asns: [2] },
    ],
    ['with one field says nothing', text('64500'), { status: 'none' }],
    ['of other addresses is an error', text('1 | 185.100.1.0/24', '2 | 186.0.0.0/8'), { status: 'error' }],
    ['of the other family is an error', text('1 | 2a0a::/16'), { status: 'error' }],
    ['with host bits is an error', text('1 | 185.100.1.1/24'), { status: 'error' }],
    ['without a length is an error', text('1 | 185.100.1.1'), { status: 'error' }],
    ['with a length out of range is an error', text('1 | 185.100.1.0/33'), { status: 'error' }],
    ['with an octal prefix is an error', text('1 | 0271.100.1.0/24'), { status: 'error' }],
    ['with words for numbers is an error', text('AS64500 | 185.100.1.0/24'), { status: 'error' }],
    ['with a number too large is an error', text('4294967296 | 185.100.1.0/24'), { status: 'error' }],
    ['with escape sequences is an error', text('\u001b[2J | 185.100.1.0/24'), { status: 'error' }],
    ['is none where the answer is empty', { authority: [`${FIRST} SOA a b 1 1 1 1 1`] }, { status: 'none' }],
    [
      'is an error where the answer has no text',
      { answer: [`${name} CNAME a.example`] },
      { status: 'error' },
    ],
    ['is none where the database says so', nothing(FIRST), { status: 'none' }],
  ])('%s', (_, reply, expected) => {
    expect(outcome(reply)).toEqual(expected);
  });

  it.each<[string, Reply]>([
    ['fails', { rcode: 'SERVFAIL' }],
    ['does not answer', 'timeout'],
    ['is lame', { answer: [] }],
    ['is not there', nothing(FIRST.slice(FIRST.indexOf('.') + 1))],
  ])('is looked up in the second database if the first %s', (_, first) => {
    expect(outcome(first, text('1 | 185.100.1.0/24'))).toMatchObject({ status: 'announced' });
    expect(outcome(first, nothing(SECOND))).toEqual({ status: 'none' });
    expect(outcome(first, { rcode: 'REFUSED' })).toEqual({ status: 'error' });
  });

  it('is unknown, not an error, if the resolver resolves nothing', () => {
    expect(outcome('timeout', 'timeout', { rcode: 'SERVFAIL' })).toEqual({ status: 'unknown' });
    expect(outcome('resolver-down')).toEqual({ status: 'unknown' });
  });

  it('of IPv6 is read', () => {
    const host = address('2a0a:100:1::1');
    const reply: Reply = { answer: ['x TXT "1 | 2A0A:0100::/32"'] };
    expect(outcome(reply, 'timeout', {}, host)).toEqual({
      status: 'announced',
      prefix: '2a0a:100::/32',
      asns: [1],
    });
  });

  it('never throws, and gives numbers and a prefix of the address or nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (asns, prefix) => {
        const line = `${asns} | ${prefix}`.replaceAll('"', "'");
        const found = outcome(text(line));
        if (found.status !== 'announced') return;
        expect(found.prefix).toMatch(/^\d+\.\d+\.\d+\.\d+\/\d+$/);
      }),
    );
  });
});

describe('the questions for an announcement', () => {
  const asked = (replies: (q: Question) => Reply | undefined) => {
    const names: string[] = [];
    announcementOf(HOST, {
      exchange: (q) => {
        names.push(q.name);
        const reply = replies(q);
        return reply === undefined ? undefined : exchangeOf(q, reply);
      },
    });
    return names;
  };

  it('go to the second database only when the first has failed', () => {
    const [first, second] = ASN_SOURCES.map((source) => announcement(source, HOST).name);
    expect(first).toBe(`1.1.100.185.origin.${FIRST}`);
    expect(asked(() => undefined)).toEqual([first]);
    expect(asked(() => text('1 | 185.100.1.0/24'))).toEqual([first]);
    expect(asked((q) => (isFirst(q) ? { rcode: 'SERVFAIL' } : undefined))).toEqual([first, second]);
  });
});
