import { createSocket } from 'node:dgram';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type NetworkOptions, networkSource } from '../../src/ask/network.js';
import { type Address, address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import type { Endpoint } from '../../src/net/transport.js';
import { ns, resolve, resolverAlive, soa } from '../../src/questions/common.js';
import type { Exchange } from '../../src/record/exchange.js';
import { question } from '../../src/record/question.js';
import { labScenario, startTestLab } from '../support/lab.js';
import { ends, outcome as result } from '../support/layers.js';

const ZONE = name('16.155.185.in-addr.arpa');
const GOOD = address('185.100.1.1');
const FAULTY = address('186.200.2.2');
const FAULTY6 = address('2a0b:200:2::2');

/** A source for a lab in which one server has these faults. Silence is found out fast; nothing else takes time. */
async function sourceFor(faults: Readonly<Record<string, unknown>>, over: Partial<NetworkOptions> = {}) {
  const servers = { '185.100.1.1': {}, '2a0a:100:1::1': {}, [FAULTY]: faults, [FAULTY6]: faults };
  const lab = await startTestLab(labScenario({ servers }));
  const source = networkSource({
    resolvers: [lab.resolver],
    routes: lab.routes,
    timeoutMs: 200,
    retries: 1,
    inFlight: 20,
    rate: Number.POSITIVE_INFINITY,
    signal: new AbortController().signal,
    ...over,
  });
  onTestFinished(() => source.close());
  return { lab, source };
}

/** The routes to a server that answers over UDP with the id and these flags alone. */
async function headersFrom(server: Address, flags: number): Promise<ReadonlyMap<Address, Endpoint>> {
  const socket = createSocket('udp4', (query, peer) => {
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(flags, 2);
    socket.send(header, peer.port, peer.address);
  });
  onTestFinished(() => void socket.close());
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return new Map([[server, { host: '127.0.0.1', port: socket.address().port }]]);
}

describe('one question to a server', () => {
  const answered = 'NOERROR aa';
  test.each<
    [
      fault: string,
      faults: Readonly<Record<string, unknown>>,
      udp: string,
      udpEnds: string[],
      tcp: string,
      tcpEnds: string[],
    ]
  >([
    ['none', {}, answered, ['udp answered'], answered, ['tcp answered']],
    [
      'silent',
      { drop_udp: true, drop_tcp: true },
      'unanswered: timeout',
      ['udp timeout', 'udp timeout'],
      'unanswered: timeout',
      ['tcp timeout', 'tcp timeout'],
    ],
    [
      'UDP only, TCP silent',
      { drop_tcp: true },
      answered,
      ['udp answered'],
      'unanswered: timeout',
      ['tcp timeout', 'tcp timeout'],
    ],
    [
      'TCP only, UDP silent',
      { drop_udp: true },
      'unanswered: timeout',
      ['udp timeout', 'udp timeout'],
      answered,
      ['tcp answered'],
    ],
    ['SERVFAIL', { rcode: 'SERVFAIL' }, 'SERVFAIL', ['udp answered'], 'SERVFAIL', ['tcp answered']],
    ['REFUSED', { rcode: 'REFUSED' }, 'REFUSED', ['udp answered'], 'REFUSED', ['tcp answered']],
    ['not authoritative', { no_aa: true }, 'NOERROR', ['udp answered'], 'NOERROR', ['tcp answered']],
    [
      'truncated',
      { truncate_udp: true },
      answered,
      ['udp truncated', 'tcp answered'],
      answered,
      ['tcp answered'],
    ],
    [
      'truncated, and no TCP',
      { truncate_udp: true, close_tcp: true },
      'unanswered: closed',
      ['udp truncated', 'tcp closed', 'udp truncated', 'tcp closed'],
      'unanswered: closed',
      ['tcp closed', 'tcp closed'],
    ],
    [
      'wrong id',
      { wrong_id: true },
      'unanswered: timeout',
      ['udp timeout', 'udp timeout'],
      'unanswered: garbled',
      ['tcp garbled', 'tcp garbled'],
    ],
    [
      'wrong question',
      { wrong_question: true },
      'unanswered: timeout',
      ['udp timeout', 'udp timeout'],
      'unanswered: garbled',
      ['tcp garbled', 'tcp garbled'],
    ],
    [
      'garbage',
      { garbage: true },
      'unanswered: timeout',
      ['udp timeout', 'udp timeout'],
      'unanswered: garbled',
      ['tcp garbled', 'tcp garbled'],
    ],
    [
      'half a TCP message',
      { half_tcp: true },
      answered,
      ['udp answered'],
      'unanswered: closed',
      ['tcp closed', 'tcp closed'],
    ],
    [
      'connection closed',
      { close_tcp: true },
      answered,
      ['udp answered'],
      'unanswered: closed',
      ['tcp closed', 'tcp closed'],
    ],
    [
      'port closed',
      { refuse_udp: true },
      'unanswered: refused',
      ['udp refused', 'udp refused'],
      answered,
      ['tcp answered'],
    ],
  ])('%s', async (_, faults, udp, udpEnds, tcp, tcpEnds) => {
    const { source } = await sourceFor(faults);
    const [overUdp, overTcp] = await Promise.all([
      source.ask(soa(FAULTY, ZONE)),
      source.ask(soa(FAULTY, ZONE, 'tcp')),
    ]);
    expect([result(overUdp), ends(overUdp)]).toEqual([udp, udpEnds]);
    expect([result(overTcp), ends(overTcp)]).toEqual([tcp, tcpEnds]);
  });

  test('a flood of other packets keeps no answer from being heard', async () => {
    const { source } = await sourceFor({ stray_packets: 500 }, { timeoutMs: 60_000 });
    const exchange = await source.ask(soa(FAULTY, ZONE));
    expect([result(exchange), ends(exchange)]).toEqual([answered, ['udp answered']]);
    const overTcp = await source.ask(soa(FAULTY, ZONE, 'tcp'));
    expect([result(overTcp), ends(overTcp)]).toEqual([answered, ['tcp answered']]);
  });

  test('a slow server is waited for as long as the retries allow', async () => {
    const { source } = await sourceFor({ delay_ms: 250 });
    const exchange = await source.ask(soa(FAULTY, ZONE));
    // The answer to the first sending comes while the second one waits; it is about the same question, and late.
    expect([result(exchange), ends(exchange)]).toEqual(['NOERROR aa', ['udp timeout', 'udp answered']]);
  });

  test('an answer from another address is heard, and says where it came from', async () => {
    const servers = { [GOOD]: {}, '2a0a:100:1::1': {}, [FAULTY]: { answer_from: GOOD }, [FAULTY6]: {} };
    const lab = await startTestLab(labScenario({ servers }));
    const { source } = await sourceFor({}, { routes: lab.routes });
    const exchange = await source.ask(soa(FAULTY, ZONE));
    expect([result(exchange), ends(exchange)]).toEqual(['NOERROR aa', ['udp timeout', 'udp answered']]);
    expect(exchange.outcome).toMatchObject({ from: '185.100.1.1' });
  });

  test.each([
    ['an error', 0x8001, 'FORMERR', ['udp answered']],
    ['what only sends us to TCP', 0x8200, 'unanswered: refused', ['udp truncated', 'tcp refused']],
    ['anything else', 0x8000, 'unanswered: timeout', ['udp timeout']],
  ] as const)('a header without the question: %s', async (_title, flags, end, attempts) => {
    const routes = await headersFrom(FAULTY, flags);
    const { source } = await sourceFor({}, { routes, retries: 0 });
    const exchange = await source.ask(soa(FAULTY, ZONE));
    expect(result(exchange)).toBe(end);
    expect(ends(exchange)).toEqual(attempts);
  });

  test('what arrives and is no answer is kept, and not without end', async () => {
    const { source } = await sourceFor({ wrong_id: true, stray_packets: 50 });
    const exchange = await source.ask(soa(FAULTY, ZONE));
    const strays = exchange.attempts.flatMap((attempt) => attempt.strays);
    expect(strays.length).toBeGreaterThan(0);
    expect(strays.length).toBeLessThanOrEqual(8);
    expect(strays.map((stray) => stray.why)).toContain('wrong-id');
  });

  test('a closed TCP port is refused', async () => {
    const { source } = await sourceFor({}, { routes: new Map([[FAULTY, await closedEndpoint()]]) });
    expect(result(await source.ask(soa(FAULTY, ZONE, 'tcp')))).toBe('unanswered: refused');
    expect(result(await source.ask(soa(FAULTY, ZONE)))).toBe('unanswered: refused');
  });

  test('an address this machine has no route to could not be asked', async () => {
    // The kernel refuses to send to the broadcast address.
    const { source } = await sourceFor({}, { routes: new Map() });
    const BROADCAST = address('255.255.255.255');
    const [udp, tcp] = [soa(BROADCAST, ZONE), soa(BROADCAST, ZONE, 'tcp')];
    expect((await source.ask(udp)).outcome.kind).toBe('unasked');
    expect((await source.ask(tcp)).outcome.kind).toBe('unasked');
  });
});

describe('a run', () => {
  test('asks a question once', async () => {
    const { source, lab } = await sourceFor({});
    const exchanges = await Promise.all(
      [soa(GOOD, ZONE), soa(GOOD, ZONE), soa(GOOD, ZONE)].map((q) => source.ask(q)),
    );
    expect(new Set(exchanges).size).toBe(1);
    expect(await source.ask(soa(GOOD, ZONE))).toBe(exchanges[0]);
    expect(lab.queries().get(GOOD)).toBe(1);
    expect(source.sent).toBe(1);
  });

  test('a server that never answers costs one chain of attempts, whatever else was to be asked', async () => {
    const { source, lab } = await sourceFor({ drop_udp: true }, { inFlight: 2 });
    const questions = Array.from({ length: 50 }, (_, i) => question(FAULTY, name(`${i}.${ZONE}`), 'A'));
    const exchanges = await Promise.all(questions.map((q) => source.ask(q)));
    expect(lab.queries().get(FAULTY)).toBeLessThanOrEqual(4);
    expect(new Set(exchanges.map(result))).toEqual(
      new Set(['unanswered: timeout', 'unanswered: silent-before']),
    );
  });

  test('a server that answers some questions is asked each of the others', async () => {
    const { source } = await sourceFor({ drop_types: ['AAAA'] }, { inFlight: 1 });
    expect(result(await source.ask(soa(FAULTY, ZONE)))).toBe('NOERROR aa');
    expect(result(await source.ask(question(FAULTY, ZONE, 'AAAA')))).toBe('unanswered: timeout');
    expect(result(await source.ask(question(FAULTY, ZONE, 'A')))).toBe('NOERROR aa');
    const again = await source.ask(question(FAULTY, name(`x.${ZONE}`), 'AAAA'));
    expect(again.attempts.length).toBeGreaterThan(1);
  });

  const about = (i: number) => name(`${i}.${ZONE}`);
  const counted = (exchanges: readonly Exchange[]) => exchanges.filter(({ attempts }) => attempts.length > 0);

  test('a kind of question that a server never answers is not asked on and on', async () => {
    const { source } = await sourceFor({ drop_types: ['AAAA'] }, { timeoutMs: 20 });
    const names = Array.from({ length: 30 }, (_, i) => about(i));
    await Promise.all(names.map((each) => source.ask(question(FAULTY, each, 'A'))));
    const exchanges: Exchange[] = [];
    for (const each of names) exchanges.push(await source.ask(question(FAULTY, each, 'AAAA')));
    expect(new Set(exchanges.slice(0, 4).map(result))).toEqual(new Set(['unanswered: timeout']));
    expect(new Set(exchanges.slice(4).map(result))).toEqual(new Set(['unanswered: silent-before']));
    expect(counted(exchanges)).toHaveLength(4);
  });

  test('a kind of question is asked about each name that nothing was answered about: the server may know others', async () => {
    const { source } = await sourceFor({ drop_types: ['AAAA'] }, { timeoutMs: 20 });
    await source.ask(soa(FAULTY, ZONE));
    const names = Array.from({ length: 8 }, (_, i) => about(i));
    const exchanges: Exchange[] = [];
    for (const each of names) exchanges.push(await source.ask(question(FAULTY, each, 'AAAA')));
    expect(counted(exchanges)).toHaveLength(8);
  });

  test('a server that answers from elsewhere is heard at once from then on', async () => {
    const servers = { [GOOD]: {}, '2a0a:100:1::1': {}, [FAULTY]: { answer_from: GOOD }, [FAULTY6]: {} };
    const lab = await startTestLab(labScenario({ servers }));
    const { source } = await sourceFor({}, { routes: lab.routes });
    await source.ask(soa(FAULTY, ZONE));
    const next = await source.ask(ns(FAULTY, ZONE));
    expect([result(next), ends(next)]).toEqual(['NOERROR aa', ['udp answered']]);
    expect(next.outcome).toMatchObject({ from: GOOD });
  });

  test('a server that truncates whatever it says is not asked more slowly for it', async () => {
    const { source } = await sourceFor({ truncate_udp: true }, { timeoutMs: 5000 });
    const names = Array.from({ length: 60 }, (_, i) => about(i));
    const exchanges = await Promise.all(names.map((each) => source.ask(question(FAULTY, each, 'A'))));
    const starts = exchanges.flatMap(({ attempts }) => attempts.map(({ sentAt }) => sentAt));
    // At 20 messages a second, the slowest pace, it would take 6 seconds.
    expect(Math.max(...starts) - Math.min(...starts)).toBeLessThan(2000);
  });

  test('many questions over one TCP connection', async () => {
    const { source } = await sourceFor({});
    const exchanges = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        source.ask(question(GOOD, name(`x${i}.${ZONE}`), 'A', { transport: 'tcp' })),
      ),
    );
    expect(new Set(exchanges.map(result))).toEqual(new Set(['NXDOMAIN aa']));
  });

  test('stopping ends everything at once, and says so', async () => {
    const stop = new AbortController();
    const { source } = await sourceFor(
      { drop_udp: true, drop_tcp: true },
      { timeoutMs: 60_000, signal: stop.signal },
    );
    const asked = [soa(FAULTY, ZONE), soa(FAULTY, ZONE, 'tcp'), ns(FAULTY, ZONE)].map((q) => source.ask(q));
    setImmediate(() => stop.abort());
    expect((await Promise.all(asked)).map(result)).toEqual(Array(3).fill('unasked: stopped'));
    expect(result(await source.ask(ns(GOOD, ZONE)))).toBe('unasked: stopped');
  });
});

describe('the resolver', () => {
  const host = name('ns1.example.net');

  test('resolves', async () => {
    const { source } = await sourceFor({});
    const exchange = await source.ask(resolve(host, 'A'));
    expect(exchange.outcome).toMatchObject({
      kind: 'answered',
      message: { answer: [{ address: '185.100.1.1' }], rd: true },
    });
  });

  test.each([['silent'], ['servfail']])('the next one is asked when the first is %s', async (fault) => {
    const broken = await startTestLab(labScenario({ resolver: { fault } }));
    const good = await startTestLab(labScenario());
    const { source } = await sourceFor({}, { resolvers: [broken.resolver, good.resolver] });
    expect(result(await source.ask(resolve(host, 'A')))).toBe('NOERROR');
  });

  test('without any, nothing is asked', async () => {
    const { source } = await sourceFor({}, { resolvers: [] });
    expect(result(await source.ask(resolverAlive()))).toBe('unasked: resolver-down');
  });
});

async function closedEndpoint(): Promise<Endpoint> {
  const lab = await startTestLab(labScenario());
  const route = lab.routes.get(GOOD as Address);
  await lab.close();
  if (route === undefined) throw new Error('the lab serves no such address');
  return route;
}
