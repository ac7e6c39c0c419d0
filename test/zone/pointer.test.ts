import { describe, expect, it } from 'vitest';
import { address } from '../../src/dns/address.js';
import type { Question } from '../../src/record/question.js';
import { pointerOf } from '../../src/zone/pointer.js';
import { except, type Reply, viewOf, ZONE } from '../support/observation.js';

const OUTSIDE = address('186.200.2.2');
const OUTSIDE_NAME = '2.2.200.186.in-addr.arpa';
const INSIDE = address('185.155.16.53');
const INSIDE_NAME = `53.${ZONE}`;

const found = (host: typeof OUTSIDE, reply: (q: Question) => Reply | undefined) => {
  const { status, names } = pointerOf(
    viewOf({ replies: except((q) => (q.type === 'PTR' ? reply(q) : undefined)) }),
    host,
  );
  return { status, names };
};

describe('the PTR record of an address', () => {
  it.each<[string, Reply, { status: string; names: string[] }]>([
    [
      'is found',
      { answer: [`${OUTSIDE_NAME} PTR NS2.example.org`] },
      { status: 'found', names: ['ns2.example.org'] },
    ],
    ['is not there', { rcode: 'NXDOMAIN' }, { status: 'none', names: [] }],
    ['fails', { rcode: 'SERVFAIL' }, { status: 'failed', names: [] }],
    ['has no PTR record', { authority: ['in-addr.arpa SOA a b 1 1 1 1 1'] }, { status: 'none', names: [] }],
    ['has lame servers', {}, { status: 'failed', names: [] }],
    ['does not answer', 'timeout', { status: 'failed', names: [] }],
    ['could not be asked for', 'local-error', { status: 'unknown', names: [] }],
  ])('outside the zone %s', (_, reply, expected) => {
    expect(found(OUTSIDE, () => reply)).toEqual(expected);
  });

  it("is the zone's own to give inside the zone: the last of its servers is asked first", () => {
    const replies = (q: Question): Reply | undefined => {
      if (q.server === 'resolver') return { rcode: 'NXDOMAIN' };
      return q.server.startsWith('2a0b')
        ? { answer: [`${INSIDE_NAME} PTR a.example`] }
        : { rcode: 'NXDOMAIN' };
    };
    expect(found(INSIDE, replies)).toEqual({ status: 'found', names: ['a.example'] });
  });

  it('is taken from the next server if one fails', () => {
    const replies = (q: Question): Reply =>
      q.server === '185.100.1.1' ? { answer: [`${INSIDE_NAME} PTR a.example`] } : { rcode: 'SERVFAIL' };
    expect(found(INSIDE, replies).names).toEqual(['a.example']);
  });

  it('is followed out of the zone', () => {
    const replies = (q: Question): Reply =>
      q.name === INSIDE_NAME
        ? { answer: [`${INSIDE_NAME} CNAME 53.customer.example`] }
        : { answer: ['53.customer.example PTR a.example'] };
    expect(found(INSIDE, replies)).toEqual({ status: 'found', names: ['a.example'] });
  });
});
