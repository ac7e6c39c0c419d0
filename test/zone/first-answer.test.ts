import { describe, expect, it } from 'vitest';
import { address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import { ns } from '../../src/questions/common.js';
import { firstAnswer, firstSoa, soaAt, zoneSoa } from '../../src/zone/first-answer.js';
import { serverAt } from '../../src/zone/server.js';
import { except, HOSTS, NS, type Reply, SOA, viewOf, ZONE } from '../support/observation.js';
import { isSoa, unreachable } from '../support/scenes.js';

/** In the order in which they are asked. */
const ADDRESSES = ['ns1.example.net', 'ns2.example.org'].flatMap((host) => HOSTS[host] ?? []);

/** A view whose servers give these replies to the question for the SOA record; further ones are healthy. */
const answering = (...replies: Reply[]) =>
  viewOf({ replies: except((q) => (isSoa(q) ? replies[ADDRESSES.indexOf(q.server)] : undefined)) });

const serial = (number: number) => ({ answer: [SOA.replace('2026112101', String(number))] });

describe('the SOA record of the zone', () => {
  it.each<[string, Reply, number]>([
    ['that answers', serial(7), 7],
    ['after one that is silent', 'timeout', 2026112101],
    ['after one that could not be asked', 'no-route', 2026112101],
    ['after one without authority', { ...serial(7), aa: false }, 2026112101],
    ['after one without a SOA record', {}, 2026112101],
    ['after one that gives it in proof of something else', { authority: [SOA] }, 2026112101],
    ['of whatever owner', { answer: ['example.net SOA a b 7 1 1 1 1'] }, 7],
  ])('is that of the first server %s', (_, reply, expected) => {
    expect(zoneSoa(answering(reply))?.record.serial).toBe(expected);
  });

  it('comes with its server', () => {
    const found = zoneSoa(answering('timeout', 'timeout', serial(7)));
    expect(found?.server.id).toBe('ns2.example.org/186.200.2.2');
    expect(found?.question.server).toBe('186.200.2.2');
  });

  it('is of a server whose family is used', () => {
    const zone = viewOf({ families: { ipv4: false, ipv6: true } });
    expect(zoneSoa(zone)?.server.id).toBe('ns1.example.net/2a0a:100:1::1');
  });

  it('is not known without an answer', () => {
    expect(zoneSoa(viewOf(unreachable))).toBeNull();
  });
});

describe('the SOA record of the first answer', () => {
  it('is taken without authority', () => {
    expect(firstSoa(answering({ ...serial(7), aa: false }))?.record.serial).toBe(7);
  });

  it('is none if that answer has none, whatever the next ones have', () => {
    expect(firstSoa(answering('timeout', {}))).toBeNull();
  });
});

describe('the first answer', () => {
  it('is the first that will do', () => {
    const zone = viewOf({
      replies: except((q) => {
        if (q.type !== 'NS' || q.name !== ZONE || !ADDRESSES.includes(q.server)) return undefined;
        return { answer: q.server === '186.200.2.2' ? [...NS, `${ZONE} NS mail.example.net`] : NS };
      }),
    });
    const ask = firstAnswer(
      zone,
      (server) => ns(server, ZONE),
      ({ answer }) => answer.length === 3,
    );
    expect(ask?.server.id).toBe('ns2.example.org/186.200.2.2');
  });
});

it('a server gives a SOA record with or without authority', () => {
  const server = serverAt(name('ns1.example.net'), address('185.100.1.1'));
  expect(soaAt(answering({ ...serial(7), aa: false }), server)?.serial).toBe(7);
  expect(soaAt(answering({}), server)).toBeUndefined();
  expect(soaAt(answering('timeout'), server)).toBeUndefined();
});
