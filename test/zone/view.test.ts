import { describe, expect, it } from 'vitest';
import { address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import { addressAt, ns, soa } from '../../src/questions/common.js';
import { except, NS, type Reply, type Scene, SOA, viewOf, ZONE } from '../support/observation.js';
import {
  ALL_IDS,
  atSecond,
  FIRST_IDS,
  isSoa,
  noResolver,
  SECOND_IDS,
  unreachable,
} from '../support/scenes.js';

const INSIDE = name(`ns.${ZONE}`);
const ids = (servers: readonly { readonly id: string }[]) => servers.map((server) => server.id);
const nsLines = (...names: string[]) => names.map((each) => `${ZONE} NS ${each}`);

/** The second server's name is an alias into another zone. */
const alias: Scene = {
  replies: except((q) => {
    if (q.server !== 'resolver' || q.name !== 'ns2.example.org' || q.type === 'SOA') return undefined;
    return {
      answer: [
        'ns2.example.org CNAME mail.example.net',
        ...(q.type === 'A' ? ['mail.example.net A 185.100.1.25'] : []),
      ],
    };
  }),
};

describe('the delegation', () => {
  it('has the nservers of the object with the addresses they resolve to', () => {
    expect(viewOf().delegation).toMatchObject({
      names: ['ns1.example.net', 'ns2.example.org'],
      unresolved: [],
    });
    expect(ids(viewOf().delegation.servers)).toEqual(ALL_IDS);
  });

  it('uses glue as given, and gives a name inside the zone no other address', () => {
    const nservers = [
      { name: INSIDE, glue: [address('187.3.3.3')] },
      { name: name(`b.${ZONE}`), glue: [] },
    ];
    expect(ids(viewOf({ target: { nservers } }).delegation.servers)).toEqual([`${INSIDE}/187.3.3.3`]);
  });

  it('has, if it exists already, the addresses from the zone, not the glue that leads there', () => {
    const zone = viewOf({
      target: { nservers: [] },
      replies: except((q) => {
        if (q.name === ZONE && ['193.0.9.5', '2001:67c:e0::5'].includes(q.server)) {
          return { aa: false, authority: nsLines(INSIDE), additional: [`${INSIDE} A 187.3.3.3`] };
        }
        return q.server === '187.3.3.3' && q.name === INSIDE && q.type === 'A'
          ? { answer: [`${INSIDE} A 187.3.3.4`] }
          : undefined;
      }),
    });
    expect(ids(zone.referred)).toEqual([`${INSIDE}/187.3.3.3`]);
    expect(ids(zone.delegation.servers)).toEqual([`${INSIDE}/187.3.3.4`]);
  });

  it('has no address for an alias into another zone; the newer tests have', () => {
    expect(ids(viewOf(alias).delegation.servers)).toEqual(FIRST_IDS);
    expect(ids(viewOf(alias).withAliases.delegation)).toEqual([...FIRST_IDS, 'ns2.example.org/185.100.1.25']);
  });

  it('knows which names could not be looked up', () => {
    expect(viewOf(noResolver).delegation).toEqual({
      names: ['ns1.example.net', 'ns2.example.org'],
      servers: [],
      unresolved: ['ns1.example.net', 'ns2.example.org'],
    });
  });
});

describe('the name servers of the zone', () => {
  it("are found through the first server's NS records, and named by all", () => {
    const zone = viewOf(
      atSecond((q) => (q.type === 'NS' ? { answer: [...NS, `${ZONE} NS ns9.example.com`] } : undefined)),
    );
    expect(ids(zone.child.servers)).toEqual(ALL_IDS);
    expect(zone.child.names).toEqual(['ns1.example.net', 'ns2.example.org', 'ns9.example.com']);
  });

  it('are found through the next server if the first has no answer', () => {
    const first = except((q) =>
      q.server === '185.100.1.1' && q.type === 'NS' ? { rcode: 'SERVFAIL' } : undefined,
    );
    expect(ids(viewOf({ replies: first }).child.servers)).toEqual(ALL_IDS);
  });

  it('have, inside the zone, the addresses that the zone gives', () => {
    const zone = viewOf({
      replies: except((q) => {
        if (q.server === 'resolver') return undefined;
        if (q.type === 'NS' && q.name === ZONE) return { answer: nsLines(INSIDE) };
        return q.name === INSIDE && q.type === 'A' ? { answer: [`${INSIDE} A 187.3.3.3`] } : undefined;
      }),
    });
    expect(ids(zone.child.servers)).toEqual([`${INSIDE}/187.3.3.3`]);
  });

  it('are, for the newer tests, those of any authoritative server', () => {
    const second = (aa: boolean) =>
      viewOf(atSecond((q) => (q.type === 'NS' ? { aa, answer: nsLines('mail.example.net') } : undefined)));
    expect(ids(second(true).withAliases.all)).toContain('mail.example.net/185.100.1.25');
    expect(ids(second(false).withAliases.all)).toEqual(ALL_IDS);
  });
});

describe('a working server', () => {
  it.each<[string, Reply, readonly string[]]>([
    ['gives the SOA record with authority', { answer: [SOA] }, ALL_IDS],
    ['is not one without authority', { aa: false, answer: [SOA] }, FIRST_IDS],
    ['is not one that says an error', { rcode: 'SERVFAIL', answer: [SOA] }, FIRST_IDS],
    ['is not one with the record of another zone', { answer: [SOA.replace(ZONE, 'example.net')] }, FIRST_IDS],
    ['is not one that is silent', 'timeout', FIRST_IDS],
    ['is not one that could not be asked', 'no-route', FIRST_IDS],
  ])('%s', (_, reply, expected) => {
    expect(ids(viewOf(atSecond((q) => (isSoa(q) ? reply : undefined))).working)).toEqual(expected);
  });

  it('is of a family that is used', () => {
    expect(ids(viewOf({ families: { ipv4: false, ipv6: true } }).working)).toEqual(
      ALL_IDS.filter((id) => id.includes(':')),
    );
  });
});

describe('a question', () => {
  const server = address('186.200.2.2');

  it('was asked, with or without an answer', () => {
    expect(viewOf().wasAsked(soa(server, ZONE))).toBe(true);
    expect(viewOf(atSecond(() => 'timeout')).wasAsked(soa(server, ZONE))).toBe(true);
    expect(viewOf(unreachable).wasAsked(soa(server, ZONE))).toBe(false);
  });

  it('to the inside of the zone is answered by the last server that can', () => {
    const zone = viewOf({
      replies: except((q) => {
        if (q.name !== INSIDE) return undefined;
        if (q.server === '2a0b:200:2::2') return { aa: false, rcode: 'REFUSED' };
        return { answer: [`${INSIDE} A ${q.server === '186.200.2.2' ? '187.3.3.3' : '187.9.9.9'}`] };
      }),
    });
    const exchange = zone.fromInside((at) => addressAt(at, INSIDE, 'A'));
    expect(exchange?.question.server).toBe('186.200.2.2');
    expect(SECOND_IDS).toContain(`ns2.example.org/${exchange?.question.server}`);
  });

  it('to the inside of the zone is not answered when no server could be asked', () => {
    expect(viewOf(unreachable).fromInside((at) => ns(at, ZONE))?.outcome.kind).toBe('unasked');
  });
});
