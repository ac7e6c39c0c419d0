import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { OptAnswer } from 'dns-packet';
import { describe, expect, it, onTestFinished } from 'vitest';
import { address } from '../../src/dns/address.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { labScenario, loadDemo, loadScenario, scenarioNames, startTestLab } from '../support/lab.js';
import {
  askTcp,
  askUdp,
  exchangeTcp,
  exchangeUdp,
  framed,
  ID,
  query,
  RECURSIVE,
  read,
  received,
  refusalOf,
  route,
} from './client.js';

const ZONE = '16.155.185.in-addr.arpa';
const SOA = `${ZONE} SOA ns1.example.net hostmaster.example.net 2026112101 14400 7200 1209600 3600`;
const GOOD = '185.100.1.1';
const FAULTY = '186.200.2.2';
const ANSWERED = { id: ID, rcode: 0, question: `${ZONE} SOA`, answer: [SOA] };

/** A lab whose servers 186.200.2.2 and 2a0b:200:2::2 have these faults. */
function labWith(faults: Readonly<Record<string, unknown>>): Promise<Lab> {
  const servers = { [GOOD]: {}, '2a0a:100:1::1': {}, [FAULTY]: faults, '2a0b:200:2::2': faults };
  return startTestLab(labScenario({ servers }));
}

const OPT: OptAnswer = {
  type: 'OPT',
  name: '.',
  udpPayloadSize: 1232,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

const BOTH = [
  ['UDP', askUdp],
  ['TCP', askTcp],
] as const;

const soaQuery = query(ZONE, 'SOA');

describe('good servers', () => {
  it.each([GOOD, '2a0a:100:1::1', FAULTY, '2a0b:200:2::2'])('%s answers over UDP and TCP', async (at) => {
    const lab = await startTestLab('healthy-v4-zone');
    const expected = { ...ANSWERED, flags: 'qr aa', authority: [], additional: [], edns: false };
    expect(await askUdp(route(lab, at), soaQuery)).toEqual(expected);
    expect(await askTcp(route(lab, at), soaQuery)).toEqual(expected);
  });

  it('answers several queries on one TCP connection', async () => {
    const lab = await startTestLab('healthy-v4-zone');
    const { host, port } = route(lab, GOOD);
    const socket = connect(port, host);
    onTestFinished(() => void socket.destroy());
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.write(
      Buffer.concat([framed(query(ZONE, 'SOA', { id: 1 })), framed(query(ZONE, 'NS', { id: 2 }))]),
    );
    socket.end();
    await once(socket, 'end');
    const bytes = Buffer.concat(chunks);
    const length = bytes.readUInt16BE(0);
    const messages = [bytes.subarray(2, 2 + length), bytes.subarray(4 + length)].map(read);
    expect(messages.map((each) => [each.id, each.question])).toEqual([
      [1, `${ZONE} SOA`],
      [2, `${ZONE} NS`],
    ]);
  });

  it('gives EDNS to those who ask with it', async () => {
    const lab = await startTestLab('healthy-v4-zone');
    const withEdns = query(ZONE, 'SOA', { additionals: [OPT] });
    expect(await askUdp(route(lab, GOOD), withEdns)).toMatchObject({ ...ANSWERED, edns: true });
  });

  it('truncates answers that do not fit, and gives them over TCP', async () => {
    const records = Array.from({ length: 20 }, (_, i) => `@ TXT "${i} ${'x'.repeat(60)}"`);
    const lab = await startTestLab(labScenario({ records }));
    const asked = query(ZONE, 'TXT', { additionals: [OPT] });
    expect(await askUdp(route(lab, GOOD), asked)).toMatchObject({
      flags: 'qr aa tc',
      answer: [],
      edns: true,
    });
    const overTcp = await askTcp(route(lab, GOOD), asked);
    expect(overTcp.flags).toBe('qr aa');
    expect(overTcp.answer).toHaveLength(20);
  });

  it('refers from the root to the registry, which knows nothing of the zone yet', async () => {
    const lab = await startTestLab('healthy-v4-zone');
    const [root] = lab.routes.values();
    if (root === undefined) throw new Error('no root');
    const fromRoot = await askUdp(root, soaQuery);
    expect(fromRoot).toMatchObject({
      flags: 'qr',
      answer: [],
      authority: ['arpa NS ns1.infra.example', 'arpa NS ns2.infra.example'],
    });
    expect(fromRoot.additional).toContain('ns1.infra.example A 199.43.135.53');
    const fromInfra = await askUdp(route(lab, '199.43.135.53'), soaQuery);
    expect(fromInfra.authority).toEqual([
      '185.in-addr.arpa NS pri.authdns.ripe.net',
      '185.in-addr.arpa NS ns3.afrinic.net',
    ]);
    const fromRegistry = await askUdp(route(lab, '193.0.9.5'), soaQuery);
    expect(fromRegistry).toMatchObject({ rcode: 3, flags: 'qr aa' });
  });

  it('keeps a dot inside a label of an RNAME', async () => {
    const lab = await startTestLab('rname-escaped-dot');
    const [datagram] = await exchangeUdp([{ to: route(lab, GOOD), bytes: soaQuery }], 1);
    expect(datagram?.bytes.includes('\x0bhost.master\xc0', 0, 'latin1')).toBe(true);
  });
});

describe('faults on the wire', () => {
  it.each([
    { fault: { drop_udp: true }, udp: 'silent', tcp: 'message' },
    { fault: { drop_tcp: true }, udp: 'answers', tcp: 'silent' },
    { fault: { rst_tcp: true }, udp: 'answers', tcp: 'reset' },
    { fault: { close_tcp: true }, udp: 'answers', tcp: 'closed' },
    { fault: { drop_udp: true, drop_tcp: true }, udp: 'silent', tcp: 'silent' },
  ])('$fault: UDP $udp, TCP $tcp', async ({ fault, udp, tcp }) => {
    const lab = await labWith(fault);
    for (const at of [FAULTY, '2a0b:200:2::2']) {
      expect(await overUdp(lab, at)).toBe(udp);
      expect(await overTcp(lab, at)).toBe(tcp);
    }
  });

  it.each([FAULTY, '2a0b:200:2::2'])('refuse_udp: %s is closed for UDP, and answers over TCP', async (at) => {
    const lab = await labWith({ refuse_udp: true });
    expect(await refusalOf(route(lab, at))).toBe('ECONNREFUSED');
    expect(await askTcp(route(lab, at), soaQuery)).toMatchObject(ANSWERED);
  });

  it('truncate_udp: only TC over UDP, the answer over TCP', async () => {
    const lab = await labWith({ truncate_udp: true });
    expect(await askUdp(route(lab, FAULTY), soaQuery)).toMatchObject({
      id: ID,
      flags: 'qr aa tc',
      answer: [],
    });
    expect(await askTcp(route(lab, FAULTY), soaQuery)).toMatchObject({ ...ANSWERED, flags: 'qr aa' });
  });

  it.each(BOTH)('wrong_id: the answer, under another id (%s)', async (_, ask) => {
    const lab = await labWith({ wrong_id: true });
    expect(await ask(route(lab, FAULTY), soaQuery)).toMatchObject({ ...ANSWERED, id: ID + 1 });
  });

  it.each(BOTH)('wrong_question: the answer, to another question (%s)', async (_, ask) => {
    const lab = await labWith({ wrong_question: true });
    const heard = await ask(route(lab, FAULTY), soaQuery);
    expect(heard).toMatchObject({ id: ID, question: 'not-what-you-asked.example.net SOA' });
  });

  it('garbage: bytes after the id that no parser takes', async () => {
    const lab = await labWith({ garbage: true });
    const [datagram] = await exchangeUdp([{ to: route(lab, FAULTY), bytes: soaQuery }], 1);
    const stream = await exchangeTcp(route(lab, FAULTY), soaQuery);
    for (const bytes of [datagram?.bytes, stream.bytes.subarray(2)]) {
      expect(bytes?.readUInt16BE(0)).toBe(ID);
      expect(() => read(bytes)).toThrow();
    }
  });

  it('half_tcp: half of the announced length, then the end', async () => {
    const lab = await labWith({ half_tcp: true });
    const { bytes, end } = await exchangeTcp(route(lab, FAULTY), soaQuery);
    expect(end).toBe('closed');
    expect(bytes.length - 2).toBe(bytes.readUInt16BE(0) >> 1);
    expect(await askUdp(route(lab, FAULTY), soaQuery)).toMatchObject(ANSWERED);
  });

  it.each([
    [FAULTY, '186.200.2.77'],
    ['2a0b:200:2::2', '2a0b:200:2::77'],
  ])('answer_from: what %s should say comes from %s', async (at, other) => {
    const lab = await startTestLab('one-answers-from-elsewhere');
    const [datagram] = await exchangeUdp([{ to: route(lab, at), bytes: soaQuery }], 1);
    expect(datagram?.from).toEqual(route(lab, other));
    expect(datagram?.from).not.toEqual(route(lab, at));
    expect(read(datagram?.bytes)).toMatchObject(ANSWERED);
  });

  it('stray_packets: this many that answer nothing, then the answer', async () => {
    const lab = await labWith({ stray_packets: 5 });
    const datagrams = await exchangeUdp([{ to: route(lab, FAULTY), bytes: soaQuery }], 6);
    const ids = datagrams.map(({ bytes }) => bytes.readUInt16BE(0));
    expect(ids.indexOf(ID)).toBe(5);
    expect(read(datagrams[5]?.bytes)).toMatchObject(ANSWERED);
  });

  it('rate_limit: above the rate UDP answers are truncated or dropped, TCP is not limited', async () => {
    const lab = await labWith({ rate_limit: { per_second: 1, slip: 1 } });
    expect(await askUdp(route(lab, FAULTY), soaQuery)).toMatchObject(ANSWERED);
    expect(await askUdp(route(lab, FAULTY), soaQuery)).toMatchObject({ flags: 'qr aa tc', answer: [] });
    expect(await askTcp(route(lab, FAULTY), soaQuery)).toMatchObject(ANSWERED);
  });

  it.each(BOTH)('delay_ms: an answer that comes late (%s)', async (_, ask) => {
    const lab = await labWith({ delay_ms: 60 });
    const start = performance.now();
    expect(await ask(route(lab, FAULTY), soaQuery)).toMatchObject(ANSWERED);
    expect(performance.now() - start).toBeGreaterThan(58);
  });
});

/** Order shows silence: the query was handled, and the answer to a later one comes first. */
async function overUdp(lab: Lab, at: string): Promise<'answers' | 'silent'> {
  const to = route(lab, at);
  const socket = createSocket(to.host.includes(':') ? 'udp6' : 'udp4');
  onTestFinished(() => void socket.close());
  const first = once(socket, 'message');
  socket.send(soaQuery, to.port, to.host);
  await received(lab, at, 1);
  const good = route(lab, at.includes(':') ? '2a0a:100:1::1' : GOOD);
  socket.send(query(ZONE, 'SOA', { id: 1 }), good.port, good.host);
  const [bytes] = await first;
  return read(bytes).id === ID ? 'answers' : 'silent';
}

async function overTcp(lab: Lab, at: string): Promise<'message' | 'reset' | 'closed' | 'silent'> {
  const over = new AbortController();
  const before = lab.queries().get(address(at)) ?? 0;
  const silent = async () => {
    await received(lab, at, before + 1, over.signal);
    await exchangeTcp(route(lab, GOOD), soaQuery);
    return 'silent' as const;
  };
  const answered = exchangeTcp(route(lab, at), soaQuery).then(({ end }) => end);
  const first = await Promise.race([answered, silent()]);
  over.abort();
  return first;
}

describe('the resolver', () => {
  it('answers over UDP and TCP, and says that it recurses', async () => {
    const lab = await startTestLab('healthy-v4-zone');
    const asked = query('ns2.example.org', 'AAAA', RECURSIVE);
    const expected = { rcode: 0, flags: 'qr rd ra', answer: ['ns2.example.org AAAA 2a0b:200:2::2'] };
    expect(await askUdp(lab.resolver, asked)).toMatchObject(expected);
    expect(await askTcp(lab.resolver, asked)).toMatchObject(expected);
    expect(lab.queries().get('resolver')).toBe(2);
  });

  it('can be broken', async () => {
    const lab = await startTestLab('resolver-servfail');
    expect(await askUdp(lab.resolver, query('.', 'NS', RECURSIVE))).toMatchObject({ rcode: 2, answer: [] });
  });

  it('can be silent', async () => {
    const lab = await startTestLab('resolver-silent');
    const good = route(lab, GOOD);
    const sendings = [{ to: lab.resolver, bytes: query('.', 'NS', RECURSIVE) }];
    const heard = exchangeUdp([...sendings, { to: good, bytes: query(ZONE, 'SOA', { id: 1 }) }], 1);
    expect((await heard).map(({ from }) => from)).toEqual([good]);
    expect(lab.queries().get('resolver')).toBe(1);
  });
});

describe('a lab', () => {
  it('counts the queries to each address', async () => {
    const lab = await startTestLab('healthy-v4-zone');
    await askUdp(route(lab, GOOD), soaQuery);
    await askTcp(route(lab, GOOD), soaQuery);
    await askUdp(route(lab, FAULTY), soaQuery);
    expect([...lab.queries()]).toEqual([
      [address(GOOD), 2],
      [address(FAULTY), 1],
    ]);
  });

  it('has a distinct endpoint on loopback for every address', async () => {
    const lab = await startTestLab('healthy-v4-zone');
    const endpoints = [lab.resolver, ...lab.routes.values()].map(({ host, port }) => `${host} ${port}`);
    expect(new Set(endpoints).size).toBe(endpoints.length);
    for (const endpoint of endpoints) expect(endpoint).toMatch(/^(127\.\d+\.\d+\.\d+|::1) \d+$/);
  });

  it('does not start when the signal came before', async () => {
    const reason = new Error('stopped');
    await expect(startLab(labScenario(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it.each(scenarioNames())('serves %s', async (name) => {
    const { scenario } = loadScenario(name);
    const lab = await startTestLab(scenario);
    expect([...lab.routes.keys()]).toEqual(expect.arrayContaining([...scenario.servers.keys()]));
  });

  it.each(['healthy', 'broken'] as const)('serves the %s allocation of the demo', async (name) => {
    const { scenario } = loadDemo(name);
    const lab = await startTestLab(scenario);
    const heard = await askUdp(route(lab, GOOD), query(scenario.zone, 'SOA'));
    expect(heard.answer).toHaveLength(1);
  });
});
