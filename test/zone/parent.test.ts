import { describe, expect, it } from 'vitest';
import { address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import { question } from '../../src/record/question.js';
import { delegationIn, type ParentSays, parentSays } from '../../src/zone/parent.js';
import {
  except,
  messageFrom,
  NS,
  PARENT,
  type Reply,
  type ReplySpec,
  SOA,
  viewOf,
  ZONE,
} from '../support/observation.js';

const asked = question(address('193.0.9.5'), ZONE, 'SOA');
const message = (reply: ReplySpec) => messageFrom(asked, reply);
const ABOVE = `${PARENT} SOA a b 1 1 1 1 1`;
const ALIAS = `${ZONE} CNAME x.example.net`;
const ELSEWHERE = 'example.net NS ns1.example.net';

describe('the answer of a server of the parent', () => {
  it.each<[string, ReplySpec, ParentSays]>([
    ['a referral', { aa: false, authority: NS }, 'delegation'],
    ['a referral in other letters', { aa: false, authority: [`${ZONE.toUpperCase()} NS a.`] }, 'delegation'],
    ['a referral with an alias', { aa: false, answer: [ALIAS], authority: NS }, 'delegation'],
    ['a referral to another zone', { aa: false, authority: [ELSEWHERE] }, 'nothing'],
    ['a referral to the zone above', { aa: false, authority: [`${PARENT} NS a.`] }, 'nothing'],
    ['NS records in the answer', { aa: false, answer: NS }, 'nothing'],
    ['the SOA record of the zone', { answer: [SOA] }, 'soa'],
    ['the SOA record of the zone, and NS records', { answer: [SOA], authority: NS }, 'soa'],
    ['the SOA record without authority', { aa: false, answer: [SOA] }, 'nothing'],
    ['two SOA records', { answer: [SOA, SOA.replace('2026112101', '1')] }, 'no-data'],
    ['no such name', { rcode: 'NXDOMAIN', authority: [ABOVE] }, 'no-such-name'],
    ['no such name, without authority', { rcode: 'NXDOMAIN', aa: false, authority: [ABOVE] }, 'nothing'],
    ['no data', { authority: [ABOVE] }, 'no-data'],
    ['no data, and no SOA record', {}, 'no-data'],
    ['no data, without authority', { aa: false, authority: [ABOVE] }, 'nothing'],
    ['NS records with authority', { authority: NS }, 'no-data'],
    ['an alias', { answer: [ALIAS] }, 'alias'],
    ['an alias, without authority', { aa: false, answer: [ALIAS] }, 'nothing'],
    [
      'an alias, and a referral for its target',
      { aa: false, answer: [ALIAS], authority: [ELSEWHERE] },
      'alias-referral',
    ],
    ['the alias of another name', { answer: ['x.example.net CNAME y.example.net'] }, 'no-data'],
    ['a failure', { rcode: 'SERVFAIL', authority: NS }, 'nothing'],
    ['a refusal', { rcode: 'REFUSED', aa: false, authority: NS }, 'nothing'],
  ])('%s', (_, reply, says) => {
    expect(parentSays(message(reply), ZONE)).toBe(says);
  });

  it('says nothing if there is none', () => {
    expect(parentSays(null, ZONE)).toBe('nothing');
  });
});

describe('a delegation in the answers of the parent', () => {
  const INSIDE = name(`ns.${ZONE}`);

  it('has the names of all answers, each once, sorted', () => {
    const [first, second] = [
      ['Z.example', 'b.example'],
      ['z.example', 'a.example'],
    ].map((hosts) => message({ aa: false, authority: hosts.map((host) => `${ZONE} NS ${host}`) }));
    if (first === undefined || second === undefined) throw new Error('there are two answers');
    expect(delegationIn([first, second], ZONE)).toEqual(
      ['a.example', 'b.example', 'z.example'].map((host) => ({ name: host, glue: [] })),
    );
  });

  it('has glue for names inside the zone only, from all answers, each once', () => {
    const referral = (...additional: string[]) =>
      message({ aa: false, authority: [`${ZONE} NS ${INSIDE}`, `${ZONE} NS ns1.example.net`], additional });
    const referrals = [
      referral(`${INSIDE} AAAA 2001:db8::1`, `${INSIDE} A 192.0.2.1`, 'ns1.example.net A 192.0.2.9'),
      referral(`${INSIDE} A 192.0.2.1`, `${INSIDE} A 192.0.2.2`, `other.${ZONE} A 192.0.2.3`),
    ];
    expect(delegationIn(referrals, ZONE)).toEqual([
      { name: INSIDE, glue: ['192.0.2.1', '2001:db8::1', '192.0.2.2'] },
      { name: 'ns1.example.net', glue: [] },
    ]);
  });

  it('is not that of another zone', () => {
    expect(delegationIn([message({ aa: false, authority: [ELSEWHERE] })], ZONE)).toEqual([]);
    expect(delegationIn([], ZONE)).toEqual([]);
  });
});

describe('the parent zone', () => {
  const SERVERS = ['pri.authdns.ripe.net/193.0.9.5', 'pri.authdns.ripe.net/2001:67c:e0::5'];
  const above = name('155.185.in-addr.arpa');

  /** With these replies to the question for the SOA record of a name above the zone. */
  function found(soa: (host: string) => Reply | undefined) {
    const { parent } = viewOf({
      replies: except((q) => (q.server === 'resolver' && q.type === 'SOA' ? soa(q.name) : undefined)),
    });
    return { ...parent, servers: parent.servers.map(({ id }) => id) };
  }

  it('is named by the SOA record that comes with the denial of the name above', () => {
    expect(found(() => undefined)).toEqual({ status: 'found', zone: PARENT, servers: SERVERS });
  });

  it('is the name above if it has a SOA record itself', () => {
    const own: Reply = { answer: [`${above.toUpperCase()} SOA a b 1 1 1 1 1`] };
    expect(found((host) => (host === above ? own : undefined))).toMatchObject({
      status: 'found',
      zone: above,
    });
  });

  it.each<[string, Reply]>([
    ['fails', { rcode: 'SERVFAIL' }],
    ['does not answer', 'timeout'],
    ['comes without a SOA record', {}],
    ['comes with the SOA record of somewhere else', { answer: ['example.net SOA a b 1 1 1 1 1'] }],
    ['comes with the SOA record of the root', { authority: ['. SOA a b 1 1 1 1 1'] }],
  ])('is found further up if the answer for a name above %s', (_, reply) => {
    expect(found((host) => (host === above ? reply : undefined))).toMatchObject({
      status: 'found',
      zone: PARENT,
    });
  });

  it.each<[string, Reply, string]>([
    ['is not found if no answer has a SOA record', 'timeout', 'not-found'],
    ['is not known if nobody could be asked', 'local-error', 'unasked'],
  ])('%s', (_, reply, status) => {
    expect(found(() => reply)).toEqual({ status, zone: null, servers: [] });
  });
});
