import { describe, expect, it } from 'vitest';
import { address } from '../../src/dns/address.js';
import type { Edns } from '../../src/dns/message.js';
import { name } from '../../src/dns/name.js';
import { answer } from '../../src/lab/behaviour.js';
import type { Response } from '../../src/lab/message.js';
import { buildWorld } from '../../src/lab/world.js';
import type { ZoneRecord } from '../../src/zone-file/record.js';
import { labScenario, loadDemo, loadScenario } from '../support/lab.js';
import { queryOf } from './query.js';

const ZONE = '16.155.185.in-addr.arpa';
const SERVER = '186.200.2.2';
const EDNS: Edns = {
  version: 0,
  udpSize: 4096,
  do: true,
  z: 3,
  options: [{ code: 137, data: Uint8Array.of(7) }],
};

interface Asking {
  readonly at?: string;
  readonly transport?: 'udp' | 'tcp';
  readonly edns?: Edns;
}

function ask(
  scenario: Parameters<typeof buildWorld>[0],
  question: string,
  asking: Asking = {},
): Response | null {
  const { at = SERVER, transport = 'udp', edns = null } = asking;
  const reaction = answer(buildWorld(scenario), address(at), queryOf(question, { edns }), transport);
  if (reaction.kind !== 'send') return null;
  const [message] = reaction.messages;
  if (message === undefined || message instanceof Uint8Array) throw new Error('not a response');
  return message;
}

/** With a server for the zone that has these faults. */
function askFaulty(faults: Readonly<Record<string, unknown>>, question: string, asking?: Asking) {
  return ask(labScenario({ servers: { [SERVER]: faults } }), question, asking);
}

const targets = (records: readonly ZoneRecord[] = []) =>
  records.map((record) => ('target' in record ? record.target : record.type));
const types = (records: readonly ZoneRecord[] = []) => records.map(({ type }) => type);

describe('a good server', () => {
  it.each([
    [`${ZONE} SOA`, { rcode: 'NOERROR', aa: true, ra: false, tc: false, edns: null }],
    [`nope.${ZONE} A`, { rcode: 'NXDOMAIN', aa: true, answer: [] }],
    [`${ZONE} AAAA`, { rcode: 'NOERROR', aa: true, answer: [] }],
    ['example.net A', { rcode: 'REFUSED', aa: false, answer: [], authority: [] }],
    [`${ZONE} AXFR`, { rcode: 'REFUSED' }],
  ])('%s', (question, expected) => {
    expect(ask(labScenario(), question)).toMatchObject(expected);
  });

  it('proves with the SOA record that there is nothing', () => {
    expect(types(ask(labScenario(), `nope.${ZONE} A`)?.authority)).toEqual(['SOA']);
    expect(types(ask(labScenario(), `${ZONE} AAAA`)?.authority)).toEqual(['SOA']);
  });

  it('gives the owner as it was asked for', () => {
    const upper = ZONE.toUpperCase();
    expect(ask(labScenario(), `${upper} NS`)?.answer.map((record) => record.name)).toEqual([upper, upper]);
  });

  it('follows aliases inside its zone, and no further', () => {
    const records = ['a CNAME b', 'b CNAME c.example.net.', 'd CNAME 5', 'e CNAME nope', 'f CNAME f'];
    const scenario = labScenario({ records });
    expect(targets(ask(scenario, `a.${ZONE} PTR`)?.answer)).toEqual([`b.${ZONE}`, 'c.example.net']);
    expect(targets(ask(scenario, `d.${ZONE} PTR`)?.answer)).toEqual([`5.${ZONE}`, 'mail.example.net']);
    expect(ask(scenario, `e.${ZONE} PTR`)).toMatchObject({ rcode: 'NOERROR', authority: [{ type: 'SOA' }] });
    expect(targets(ask(scenario, `d.${ZONE} CNAME`)?.answer)).toEqual([`5.${ZONE}`]);
    expect(ask(scenario, `f.${ZONE} PTR`)?.answer).toHaveLength(8);
  });

  it('adds the addresses of name servers in the zone', () => {
    const scenario = loadScenario('in-zone-nserver-with-glue').scenario;
    expect(types(ask(scenario, `${ZONE} NS`)?.additional)).toEqual(['A', 'AAAA']);
  });

  it('answers EDNS with no option and no flag but DO', () => {
    const expected = { version: 0, udpSize: 1232, do: true, z: 0, options: [] };
    expect(ask(labScenario(), `${ZONE} SOA`, { edns: EDNS })?.edns).toEqual(expected);
  });

  it('does not know EDNS version 1', () => {
    const response = ask(labScenario(), `${ZONE} SOA`, { edns: { ...EDNS, version: 1 } });
    expect(response).toMatchObject({ rcode: 'BADVERS', answer: [], edns: { version: 0 } });
  });
});

describe('faults in the data', () => {
  const version = { ...EDNS, version: 1 };
  it.each([
    [{ rcode: 'SERVFAIL' }, `${ZONE} SOA`, {}, { rcode: 'SERVFAIL', aa: false, answer: [] }],
    [{ rcode: 'SERVFAIL' }, 'example.net A', {}, { rcode: 'REFUSED' }],
    [{ rcode_types: { NS: 'NOTIMP' } }, `${ZONE} NS`, {}, { rcode: 'NOTIMP' }],
    [{ rcode_types: { NS: 'NOTIMP' } }, `${ZONE} SOA`, {}, { rcode: 'NOERROR' }],
    [{ rcode_out_of_zone: 'SERVFAIL' }, 'example.net A', {}, { rcode: 'SERVFAIL' }],
    [{ not_loaded: true }, `${ZONE} SOA`, {}, { rcode: 'REFUSED' }],
    [{ no_aa: true }, `${ZONE} SOA`, {}, { aa: false, answer: [{ type: 'SOA' }] }],
    [{ no_soa: true }, `${ZONE} SOA`, {}, { rcode: 'NOERROR', aa: true, answer: [], authority: [] }],
    [{ two_soa: true }, `${ZONE} SOA`, {}, { answer: [{ serial: 2026112101 }, { serial: 7 }] }],
    [{ soa: { serial: 1 } }, `${ZONE} SOA`, {}, { answer: [{ serial: 1, refresh: 14400 }] }],
    [{ zone_ns: ['ns9.example.com'] }, `${ZONE} NS`, {}, { answer: [{ target: 'ns9.example.com' }] }],
    [{ records: ['@ MX 5 a.'] }, `${ZONE} MX`, {}, { answer: [{ preference: 5, exchange: 'a' }] }],
    [{ ra: true }, `${ZONE} SOA`, {}, { ra: true, aa: true }],
    [{ recursor: true }, 'example.net A', {}, { rcode: 'NXDOMAIN', ra: true }],
    [
      { upward_referral: true },
      'example.net A',
      {},
      { rcode: 'NOERROR', authority: [{ name: '.', type: 'NS' }] },
    ],
    [{ case_sensitive: true }, `${ZONE.toUpperCase()} SOA`, {}, { rcode: 'REFUSED', answer: [] }],
    [{ case_sensitive: true }, `${ZONE} SOA`, {}, { rcode: 'NOERROR' }],
    [{ lower_question: true }, `${ZONE.toUpperCase()} SOA`, {}, { question: { name: ZONE } }],
    [
      { version: 'x 1' },
      'version.bind CH TXT',
      {},
      { aa: true, answer: [{ class: 'CH', strings: ['x 1'] }] },
    ],
    [{}, 'version.bind CH TXT', {}, { rcode: 'REFUSED' }],
    [{ edns_formerr: true }, `${ZONE} SOA`, { edns: EDNS }, { rcode: 'FORMERR', edns: null }],
    [{ edns_formerr: true }, `${ZONE} SOA`, {}, { rcode: 'NOERROR' }],
    [{ edns_ignored: true }, `${ZONE} SOA`, { edns: version }, { rcode: 'NOERROR', edns: null }],
    [{ edns1_ok: true }, `${ZONE} SOA`, { edns: version }, { rcode: 'NOERROR', edns: { version: 0 } }],
    [{ echo_options: true }, `${ZONE} SOA`, { edns: EDNS }, { edns: { options: EDNS.options, z: 0 } }],
    [{ echo_z: true }, `${ZONE} SOA`, { edns: EDNS }, { edns: { options: [], z: 3 } }],
  ])('%j, asked %s %j', (faults, question, asking, expected) => {
    expect(askFaulty(faults, question, asking)).toMatchObject(expected);
  });

  it.each([
    [{ drop_edns: true }, `${ZONE} SOA`, { edns: EDNS }, false],
    [{ drop_edns: true }, `${ZONE} SOA`, {}, true],
    [{ drop_types: ['AAAA'] }, `${ZONE} AAAA`, {}, false],
    [{ drop_types: ['AAAA'] }, `${ZONE} A`, {}, true],
  ])('%j, asked %s %j: answered %s', (faults, question, asking, answered) => {
    expect(askFaulty(faults, question, asking) !== null).toBe(answered);
  });

  it('axfr: the whole zone over TCP, from SOA to SOA', () => {
    const response = askFaulty({ axfr: true }, `${ZONE} AXFR`, { transport: 'tcp' });
    expect(types(response?.answer)).toEqual(['SOA', 'NS', 'NS', 'PTR', 'SOA']);
    expect(askFaulty({ axfr: true }, `${ZONE} AXFR`)?.rcode).toBe('REFUSED');
  });

  it('per_zone: only in that zone', () => {
    const scenario = loadDemo('broken').scenario;
    const soaOf = (zone: number) => ask(scenario, `${zone}.155.185.in-addr.arpa SOA`);
    expect(soaOf(20)?.answer).toMatchObject([{ serial: 2026112101 }]);
    expect(soaOf(21)?.answer).toMatchObject([{ serial: 2026111401, refresh: 14400 }]);
    expect(soaOf(23)?.rcode).toBe('REFUSED');
    expect(targets(ask(scenario, '22.155.185.in-addr.arpa NS')?.answer)).toContain('ns4.example.com');
  });
});

describe('the registry', () => {
  const at = '193.0.9.5';

  it('does not have the zone', () => {
    expect(ask(labScenario(), `${ZONE} SOA`, { at })).toMatchObject({ rcode: 'NXDOMAIN', aa: true });
  });

  it('refers to the servers of a zone it delegates already', () => {
    const { scenario } = loadScenario('already-delegated');
    const response = ask(scenario, `5.${ZONE} PTR`, { at });
    expect(response).toMatchObject({ rcode: 'NOERROR', aa: false, answer: [] });
    expect(targets(response?.authority)).toEqual(['ns1.example.net', 'ns2.example.org']);
  });

  it('is not asked for as large a zone as its own', () => {
    const zone = '185.in-addr.arpa';
    const scenario = labScenario({ zone, delegated: ['ns1.example.net'] });
    expect(targets(ask(scenario, `${zone} NS`, { at: '199.43.135.53' })?.authority)).toEqual([
      'ns1.example.net',
    ]);
    expect(ask(scenario, `${zone} NS`, { at })).toBeNull();
    expect(ask(scenario, `${zone} SOA`)).toMatchObject({ aa: true, answer: [{ type: 'SOA' }] });
  });

  it('gives glue, and itself answers for the DS', () => {
    const { scenario } = loadScenario('in-zone-nserver-with-glue');
    const delegated = { ...scenario, delegated: [name(`ns.${ZONE}`)] };
    expect(types(ask(delegated, `${ZONE} NS`, { at })?.additional)).toEqual(['A', 'AAAA']);
    expect(ask(delegated, `${ZONE} DS`, { at })).toMatchObject({
      aa: true,
      answer: [],
      authority: [{ type: 'SOA' }],
    });
  });
});

it('has every address that something leads to, so that nothing is asked outside', () => {
  const scenario = labScenario({
    delegation: { 'ns1.example.net': ['185.100.1.9'] },
    records: ['ns A 187.3.3.4'],
    forward_records: ['hidden.example.net. AAAA 2a0a:100:1::77'],
    servers: { [SERVER]: { answer_from: '186.200.2.77', records: ['ns A 187.3.3.5'] } },
  });
  const { servers } = buildWorld(scenario);
  const nobody = [
    '185.100.1.9',
    '187.3.3.4',
    '2a0a:100:1::77',
    '186.200.2.77',
    '187.3.3.5',
    '185.100.1.25',
    '185.100.1.1',
  ];
  for (const at of nobody) {
    expect(servers.get(address(at))?.faults, at).toEqual({ drop_udp: true, rst_tcp: true });
    expect(ask(scenario, `${ZONE} SOA`, { at }), at).toBeNull();
  }
});

it('is silent if there is no server', () => {
  expect(ask(labScenario(), `${ZONE} SOA`, { at: '192.0.2.1' })).toBeNull();
});
