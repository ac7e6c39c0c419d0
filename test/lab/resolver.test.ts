import { describe, expect, it } from 'vitest';
import type { Query } from '../../src/lab/message.js';
import { resolve } from '../../src/lab/resolver.js';
import type { Scenario } from '../../src/lab/scenario.js';
import { buildWorld } from '../../src/lab/world.js';
import { labScenario, loadScenario } from '../support/lab.js';
import { queryOf } from './query.js';

const ZONE = '16.155.185.in-addr.arpa';
const SERVERS = ['185.100.1.1', '2a0a:100:1::1', '186.200.2.2', '2a0b:200:2::2'];

function lookUp(scenario: Scenario, question: string, more: Partial<Query> = {}) {
  const query = queryOf(question, { rd: true, ...more });
  const { rcode, aa, ra, answer, authority } = resolve(buildWorld(scenario), query);
  const data = answer.map((record) => {
    if ('address' in record) return record.address;
    if ('target' in record) return record.target;
    return record.type === 'TXT' ? record.strings.join('') : record.type;
  });
  return { rcode, aa, ra, data, authority: authority.map((record) => `${record.name} ${record.type}`) };
}

/** The zone, delegated to its two servers, which have these faults. */
const delegated = (...faults: Readonly<Record<string, unknown>>[]) =>
  labScenario({
    delegated: ['ns1.example.net', 'ns2.example.org'],
    servers: Object.fromEntries(SERVERS.map((at, i) => [at, faults[i] ?? {}])),
  });

describe('the resolver', () => {
  it.each([
    ['healthy-v4-zone', 'ns1.example.net A', ['185.100.1.1']],
    ['healthy-v4-zone', 'NS2.example.ORG AAAA', ['2a0b:200:2::2']],
    ['healthy-v4-zone', '. NS', ['a.root-servers.net']],
    ['healthy-v4-zone', 'example.net MX', ['MX']],
    ['healthy-v4-zone', 'mail.example.net A', ['185.100.1.25']],
    ['healthy-v4-zone', 'pri.authdns.ripe.net A', ['193.0.9.5']],
    ['healthy-v4-zone', '1.1.100.185.in-addr.arpa PTR', ['ns1.example.net']],
    ['same-ip-two-names', '1.1.100.185.in-addr.arpa PTR', ['ns1.example.net', 'ns2.example.org']],
    [
      'healthy-v6-zone',
      '2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.2.0.0.0.0.0.2.0.b.0.a.2.ip6.arpa PTR',
      ['ns2.example.org'],
    ],
    [
      'healthy-v4-zone',
      '1.1.100.185.origin.asnlookup.zonemaster.net TXT',
      ['64516 | 185.100.1.0/24 | NL | ripencc | 2014-01-01'],
    ],
    [
      'healthy-v4-zone',
      '2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.2.0.0.0.0.0.2.0.b.0.a.2.origin6.asn.cymru.com TXT',
      ['64532 | 2a0b:200:2::/48 | NL | ripencc | 2014-01-01'],
    ],
    ['nserver-cname', 'alias.example.net A', ['ns2.example.org', '186.200.2.2']],
    ['nserver-cname', 'alias.example.net CNAME', ['ns2.example.org']],
    ['already-delegated', `5.${ZONE} PTR`, ['mail.example.net']],
  ])('%s: %s', (scenario, question, data) => {
    expect(lookUp(loadScenario(scenario).scenario, question)).toMatchObject({
      rcode: 'NOERROR',
      aa: false,
      ra: true,
      data,
    });
  });

  it.each([
    ['healthy-v4-zone', 'nope.example.com A', 'NXDOMAIN', 'example.com SOA'],
    ['healthy-v4-zone', 'nope.invalid A', 'NXDOMAIN', '. SOA'],
    ['healthy-v4-zone', `${ZONE} SOA`, 'NXDOMAIN', '185.in-addr.arpa SOA'],
    ['no-ptr-for-ns', '2.2.200.186.in-addr.arpa PTR', 'NXDOMAIN', 'in-addr.arpa SOA'],
    ['nserver-unresolvable', 'ns2.example.org A', 'NOERROR', 'example.org SOA'],
    ['v4-only', 'ns1.example.net AAAA', 'NOERROR', 'example.net SOA'],
  ])('%s: %s is not there, %s', (scenario, question, rcode, soa) => {
    const found = lookUp(loadScenario(scenario).scenario, question);
    expect(found).toMatchObject({ rcode, data: [], authority: [soa] });
  });

  it('gives the aliases that lead to nothing', () => {
    const scenario = labScenario({ forward_records: ['a.example.net. CNAME nope.example.org.'] });
    expect(lookUp(scenario, 'a.example.net A')).toMatchObject({
      rcode: 'NXDOMAIN',
      data: ['nope.example.org'],
    });
  });

  it.each([
    ['across zones', ['a.example.net. CNAME a.example.org.', 'a.example.org. CNAME a.example.net.']],
    ['inside a zone', ['a.example.net. CNAME b.example.net.', 'b.example.net. CNAME a.example.net.']],
  ])('gives up on a loop of aliases %s', (_, forward_records) => {
    expect(lookUp(labScenario({ forward_records }), 'a.example.net A').rcode).toBe('SERVFAIL');
  });

  it('fails for the AS database if that is broken', () => {
    const scenario = labScenario({ no_asn_db: true });
    const question = '1.1.100.185.origin.asnlookup.zonemaster.net TXT';
    expect(lookUp(scenario, question)).toMatchObject({ rcode: 'SERVFAIL', data: [] });
  });

  it('gives the prefix and the AS of the scenario', () => {
    const scenario = labScenario({
      prefixes: { '185.100.1.1': '185.100.0.0/16' },
      asn: { '186.200.2.2': 64999 },
    });
    const data = (reversed: string) =>
      lookUp(scenario, `${reversed}.origin.asnlookup.zonemaster.net TXT`).data[0];
    expect(data('1.1.100.185')).toBe('64660 | 185.100.0.0/16 | NL | ripencc | 2014-01-01');
    expect(data('2.2.200.186')).toBe('64999 | 186.200.2.0/24 | NL | ripencc | 2014-01-01');
  });

  it.each([
    ['one server silent', [{ drop_udp: true }], 'NOERROR'],
    ['one server with wrong answers', [{ wrong_id: true }], 'NOERROR'],
    ['truncation, as TCP is there', Array(4).fill({ truncate_udp: true }), 'NOERROR'],
    ['all servers silent', Array(4).fill({ drop_udp: true }), 'SERVFAIL'],
    ['all servers failing', Array(4).fill({ rcode: 'SERVFAIL' }), 'SERVFAIL'],
    ['all servers without the zone', Array(4).fill({ not_loaded: true }), 'SERVFAIL'],
    ['truncation without TCP', Array(4).fill({ truncate_udp: true, rst_tcp: true }), 'SERVFAIL'],
    [
      'answers from elsewhere',
      [{ answer_from: '192.0.2.1' }, { drop_udp: true }, { garbage: true }, { wrong_question: true }],
      'SERVFAIL',
    ],
  ])('with %s', (_, faults, rcode) => {
    expect(lookUp(delegated(...faults), `5.${ZONE} PTR`).rcode).toBe(rcode);
  });

  it.each([
    ['does not recurse unasked', { rd: false }, 'REFUSED'],
    ['does not name its software', { question: queryOf('version.bind CH TXT').question }, 'REFUSED'],
    [
      'knows EDNS version 0 only',
      { edns: { version: 1, udpSize: 512, do: false, z: 0, options: [] } },
      'BADVERS',
    ],
  ])('%s', (_, query, rcode) => {
    expect(lookUp(labScenario(), '. NS', query)).toMatchObject({ rcode, data: [] });
  });
});
