import { describe, expect, it } from 'vitest';
import { parseScenario, ScenarioError, zonesUnderTest } from '../../src/lab/scenario.js';

const SERVER = '185.100.1.1';
const good = {
  zone: '16.155.185.in-addr.arpa',
  delegation: { 'ns1.example.net': [] },
  hosts: { 'ns1.example.net': [SERVER] },
  servers: { [SERVER]: {} },
};
const withServer = (server: unknown) => ({ ...good, servers: { [SERVER]: server } });

describe('a scenario', () => {
  it('may be in an object with other things', () => {
    expect(parseScenario({ name: 'x', verdict: 'accept', scenario: good })).toEqual(parseScenario(good));
  });

  it('has its names in lower case and its addresses in canonical form', () => {
    const scenario = parseScenario({
      ...good,
      zone: '8.B.D.0.1.0.0.2.IP6.ARPA.',
      hosts: { 'NS1.example.net.': ['2001:DB8:0::1'] },
      more_zones: ['9.b.d.0.1.0.0.2.ip6.arpa'],
    });
    if (scenario instanceof ScenarioError) throw new Error(scenario.reason);
    expect(zonesUnderTest(scenario)).toEqual(['8.b.d.0.1.0.0.2.ip6.arpa', '9.b.d.0.1.0.0.2.ip6.arpa']);
    expect([...scenario.hosts]).toEqual([['ns1.example.net', ['2001:db8::1']]]);
  });

  it.each([
    [null, 'must be an object'],
    [[], 'must be an object'],
    [{ scenario: 7 }, 'scenario: must be an object'],
    [{}, 'zone: is missing'],
    [{ ...good, zone: 7 }, 'zone: must be a string'],
    [{ ...good, zone: 'example.net' }, 'zone: a reverse zone is below in-addr.arpa or ip6.arpa'],
    [{ ...good, dnssec: {} }, 'dnssec: is not a known key'],
    [{ ...good, __proto__: null, toString: 1 }, 'toString: is not a known key'],
    [{ ...good, hosts: { 'ns1.example.net': '192.0.2.1' } }, 'hosts["ns1.example.net"]: must be a list'],
    [
      { ...good, hosts: { 'ns1.example.net': [SERVER, '192.0.2.256'] } },
      'hosts["ns1.example.net"][1]: "192.0.2.256" is not an IP address',
    ],
    [{ ...good, hosts: { 'a..b': [] } }, 'hosts["a..b"]: the name has an empty label'],
    [{ ...good, records: ['@ A'] }, 'records[0]: the data of A is too short'],
    [{ ...good, records: ['@ A 2001:db8::1'] }, 'records[0]: 2001:db8::1 is not an ipv4 address'],
    [{ ...good, records: ['@ LOC 1'] }, 'records[0]: records of type LOC are not supported'],
    [
      { ...good, records: [`@ TXT "${'é'.repeat(128)}"`] },
      'records[0]: a string of a TXT record is longer than 255 bytes',
    ],
    [
      { ...good, forward_records: ['a A 192.0.2.1'] },
      'forward_records[0]: the owner must be a name with a final dot',
    ],
    [
      { ...good, asn: { [SERVER]: '1" "2' } },
      'asn["185.100.1.1"]: must be 1 to 100 printable ASCII characters, none of them a quote or backslash',
    ],
    [{ ...good, resolver: { fault: 'mad' } }, 'resolver.fault: must be one of silent, servfail'],
    [withServer({ drop_upd: true }), 'servers["185.100.1.1"].drop_upd: is not a known key'],
    [withServer({ drop_udp: 1 }), 'servers["185.100.1.1"].drop_udp: must be true or false'],
    [
      withServer({ delay_ms: -1 }),
      'servers["185.100.1.1"].delay_ms: must be a whole number from 0 to 600000',
    ],
    [
      withServer({ soa: { serial: 2 ** 32 } }),
      'servers["185.100.1.1"].soa.serial: must be a whole number from 0 to 4294967295',
    ],
    ...['aaaa', 'AAAAA', 'TYPE65536'].map((type): [unknown, string] => [
      withServer({ drop_types: [type] }),
      'servers["185.100.1.1"].drop_types[0]: must be a record type in capitals',
    ]),
    [
      withServer({ version: 'é'.repeat(128) }),
      'servers["185.100.1.1"].version: must be at most 255 bytes long',
    ],
    [
      withServer({ answer_from: '2001:db8::1' }),
      'servers["185.100.1.1"].answer_from: must be of the same family as the server',
    ],
    [
      withServer({ per_zone: { '1.2.10.in-addr.arpa': {} } }),
      'servers["185.100.1.1"].per_zone: 1.2.10.in-addr.arpa is not a zone of the scenario',
    ],
  ])('%j: %s', (json, reason) => {
    expect(parseScenario(json)).toEqual(new ScenarioError(reason));
  });

  it('is refused in words that are safe to print', () => {
    const result = parseScenario({ ...good, records: ['\x1b[31m\u009b A x'], 'a\nb': 1 });
    expect(result).toBeInstanceOf(ScenarioError);
    expect(result).toMatchObject({
      reason: expect.stringMatching(/^records\[0\]: \\u001b\[31m\\u00c2\\u009b: [ -~]+$/),
    });
  });

  it('names the response codes there are', () => {
    const result = parseScenario(withServer({ rcode: 'NOPE' }));
    expect(result).toBeInstanceOf(ScenarioError);
    expect(result).toMatchObject({
      reason: expect.stringMatching(/rcode: must be one of NOERROR, .*SERVFAIL/),
    });
  });
});
