import * as packet from 'dns-packet';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hexOf } from '../../src/dns/bytes.js';
import { decodeMessage, Malformed } from '../../src/dns/decode.js';
import { encodeQuery } from '../../src/dns/encode.js';
import {
  classCode,
  classOf,
  parseClass,
  parseType,
  type RecordType,
  rcodeCode,
  rcodeOf,
  records,
  replyType,
  typeCode,
  typeOf,
} from '../../src/dns/message.js';
import { labelsOf, name } from '../../src/dns/name.js';

const ZONE = '16.155.185.in-addr.arpa';

/** A response written by another implementation. */
function response(parts: Partial<packet.Packet>, flags = 0): Buffer {
  return packet.encode({
    type: 'response',
    id: 4711,
    flags,
    questions: [{ type: 'SOA', name: ZONE }],
    ...parts,
  });
}

function decoded(wire: Uint8Array) {
  const message = decodeMessage(wire);
  if (message instanceof Malformed) throw new Error(message.reason);
  return message;
}

describe('decodeMessage', () => {
  const soa = {
    mname: 'ns1.example.net',
    rname: 'john\\.doe.example.net',
    serial: 4294967295,
    refresh: 1,
    retry: 2,
    expire: 3,
    minimum: 4,
  };
  const wire = response(
    {
      answers: [
        { type: 'SOA', name: ZONE, ttl: 3600, data: soa },
        { type: 'NS', name: ZONE, ttl: 60, data: 'ns1.example.net' },
        { type: 'MX', name: ZONE, ttl: 60, data: { preference: 10, exchange: 'mail.example.net' } },
        { type: 'TXT', name: ZONE, ttl: 60, data: ['v=spf1', '-all'] },
      ],
      additionals: [
        { type: 'A', name: 'ns1.example.net', ttl: 60, data: '185.100.1.1' },
        { type: 'AAAA', name: 'ns1.example.net', ttl: 60, data: '2a0a:100:1::1' },
        {
          type: 'OPT',
          name: '.',
          udpPayloadSize: 1232,
          extendedRcode: 1,
          ednsVersion: 3,
          flags: 0x8001,
          flag_do: true,
          options: [{ code: 12, data: Buffer.from('beef', 'hex') }],
        },
      ],
    },
    packet.AUTHORITATIVE_ANSWER,
  );

  test('reads what another implementation writes', () => {
    const message = decoded(wire);
    expect(message).toMatchObject({
      id: 4711,
      qr: true,
      aa: true,
      tc: false,
      ra: false,
      rcode: 'BADVERS',
      size: wire.length,
    });
    expect(message.question).toEqual([{ name: ZONE, type: 'SOA', class: 'IN' }]);
    expect(records(message, 'SOA')).toEqual([{ name: ZONE, type: 'SOA', class: 'IN', ttl: 3600, ...soa }]);
    expect(records(message, 'NS', { name: name('16.155.185.IN-ADDR.arpa') })).toMatchObject([
      { target: 'ns1.example.net' },
    ]);
    expect(records(message, 'NS', { name: name('17.155.185.in-addr.arpa') })).toEqual([]);
    expect(records(message, 'MX')).toMatchObject([{ preference: 10, exchange: 'mail.example.net' }]);
    expect(records(message, 'TXT')).toMatchObject([{ strings: ['v=spf1', '-all'] }]);
    expect(records(message, 'A', { section: 'additional' })).toMatchObject([{ address: '185.100.1.1' }]);
    expect(records(message, 'AAAA', { section: 'answer' })).toEqual([]);
    expect(message.additional).toHaveLength(2);
    expect(message.edns).toMatchObject({ version: 3, udpSize: 1232, do: true, z: 1 });
    expect(message.edns?.options.map(({ code, data }) => [code, Buffer.from(data).toString('hex')])).toEqual([
      [12, 'beef'],
    ]);
  });

  test.each([
    ['qr', 0x8000],
    ['aa', 0x0400],
    ['tc', 0x0200],
    ['rd', 0x0100],
    ['ra', 0x0080],
    ['ad', 0x0020],
    ['cd', 0x0010],
  ] as const)('the flag %s is a bit of its own', (flag, bit) => {
    const flags = ['qr', 'aa', 'tc', 'rd', 'ra', 'ad', 'cd'] as const;
    const header = Buffer.alloc(12);
    header.writeUInt16BE(bit, 2);
    const message = decoded(header);
    expect(flags.filter((each) => message[each])).toEqual([flag]);
    expect(message).toMatchObject({ opcode: 0, rcode: 'NOERROR', edns: null });
  });

  test('without the flag DO, EDNS has none', () => {
    const opt = { type: 'OPT', name: '.', flags: 0, options: [] } as unknown as packet.Answer;
    expect(decoded(response({ additionals: [opt] })).edns).toMatchObject({ do: false, z: 0 });
  });

  /** A message with one record of the root, of this type and with this data. */
  function withRecord(type: number, data: string, ttl = '0000003c') {
    const length = (data.length / 2).toString(16).padStart(4, '0');
    const rr = `00 ${type.toString(16).padStart(4, '0')} 0001 ${ttl} ${length} ${data}`;
    return decoded(Buffer.from(`1267 8400 0000 0001 0000 0000 ${rr}`.replaceAll(' ', ''), 'hex')).answer[0];
  }

  test.each<[RecordType, string, object]>([
    ['AAAA', '20010db8000000000000000000000001', { address: '2001:db8::1' }],
    ['NS', '016100', { target: 'a' }],
    ['CNAME', '016100', { target: 'a' }],
    ['PTR', '016100', { target: 'a' }],
    ['DNAME', '016100', { target: 'a' }],
    ['DS', 'c0ffee', { rdata: Buffer.from('c0ffee', 'hex') }],
    ['TYPE65280', '', { rdata: Buffer.alloc(0) }],
  ])('a record of type %s', (type, data, expected) => {
    expect(withRecord(typeCode(type), data)).toEqual({ name: '.', class: 'IN', ttl: 60, type, ...expected });
  });

  test('labels in front of a pointer are part of the name, whatever was read there before', () => {
    const ns = (owner: string, target: string) =>
      `${owner} 0002 0001 0000003c ${(target.replaceAll(' ', '').length / 2).toString(16).padStart(4, '0')} ${target}`;
    const records = [ns('c00c', '01 61 c00c'), ns('c00c', 'c021'), ns('01 62 c021', '01 62 01 63 c00e')];
    const hex = `1267 8400 0001 0003 0000 0000 01 78 01 79 00 0006 0001 ${records.join(' ')}`;
    const { answer } = decoded(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
    expect(answer.map((rr) => [rr.name, rr.type === 'NS' && rr.target])).toEqual([
      ['x.y', 'a.x.y'],
      ['x.y', 'a.x.y'],
      ['b.a.x.y', 'b.c.y'],
    ]);
  });

  test('a TTL with the top bit set is zero', () => {
    expect(withRecord(1, 'c0000201', '7fffffff')).toMatchObject({ ttl: 0x7fffffff });
    expect(withRecord(1, 'c0000201', '80000000')).toMatchObject({ ttl: 0 });
  });

  test('a name may have labels of 63 bytes, and 255 bytes in all', () => {
    const longest = `3f${'61'.repeat(63)}`.repeat(3);
    const target = (last: number) => `${longest}${last.toString(16)}${'61'.repeat(last)}00`;
    const rr = withRecord(2, target(61));
    expect(rr?.type === 'NS' && labelsOf(rr.target).map(({ length }) => length)).toEqual([63, 63, 63, 61]);
    expect(() => withRecord(2, target(62))).toThrow('longer than 255 bytes');
  });

  test('a message cut anywhere is malformed, and never an exception', () => {
    for (let end = 0; end < wire.length; end += 1) {
      expect(decodeMessage(wire.subarray(0, end))).toBeInstanceOf(Malformed);
    }
  });

  test('any bytes give a message or say why not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const message = decodeMessage(bytes);
        expect(message instanceof Malformed ? message.reason : message.size).toBeTruthy();
      }),
      { numRuns: 2000 },
    );
  });

  test('a changed byte in a good message does no harm', () => {
    fc.assert(
      fc.property(fc.nat(wire.length - 1), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(wire);
        changed[at] = byte;
        const message = decodeMessage(changed);
        expect(message instanceof Malformed || message.size === wire.length).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  const header = (counts: string) => `1267 8400 0001 ${counts}`;
  const question = '0361626300 0006 0001';
  test.each([
    ['a compression pointer to itself', `${header('0000 0000 0000')} c00c 0006 0001`, /pointer/],
    ['a compression pointer ahead', `${header('0000 0000 0000')} c0ff 0006 0001`, /pointer/],
    ['a pointer into the header', `${header('0000 0000 0000')} c000 0006 0001`, /pointer/],
    ['a label of a reserved kind', `${header('0000 0000 0000')} 41 00 0006 0001`, /label/],
    [
      'data longer than the message',
      `${header('0001 0000 0000')} ${question} c00c 0001 0001 00000000 ffff 01`,
      /longer/,
    ],
    [
      'an A record of three bytes',
      `${header('0001 0000 0000')} ${question} c00c 0001 0001 00000000 0003 010203`,
      /too early|fill/,
    ],
    [
      'an A record of five bytes',
      `${header('0001 0000 0000')} ${question} c00c 0001 0001 00000000 0005 0102030405`,
      /fill/,
    ],
    [
      'an NS name shorter than its data',
      `${header('0001 0000 0000')} ${question} c00c 0002 0001 00000000 0003 c00c00`,
      /fill/,
    ],
    [
      'a text string over the end',
      `${header('0001 0000 0000')} ${question} c00c 0010 0001 00000000 0002 ff61`,
      /text/,
    ],
    ['a label over the end', `${header('0000 0000 0000')} 09 61`, /past the end/],
    ['a compression pointer cut in two', `${header('0000 0000 0000')} 01 61 c0`, /past the end/],
    ['a name of a single byte', `${header('0000 0000 0000')} c1`, /past the end/],
    [
      'EDNS with three bytes of an option',
      `${header('0000 0000 0001')} ${question} 00 0029 04d0 00000000 0003 000300`,
      /too early/,
    ],
    [
      'EDNS with three bytes of an option, and a record behind it',
      `${header('0000 0000 0002')} ${question} 00 0029 04d0 00000000 0003 000300 00 0001 0001 00000000 0000`,
      /option/,
    ],
    [
      'an EDNS option over the end',
      `${header('0000 0000 0001')} ${question} 00 0029 04d0 00000000 0004 00030009`,
      /option/,
    ],
  ])('%s is malformed', (_, hex, reason) => {
    const message = decodeMessage(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
    expect(message instanceof Malformed && message.reason).toMatch(reason);
  });

  test('names that loop through labels end', () => {
    const loop = Buffer.from(`${header('0000 0000 0000')} 01 61 c00c 0006 0001`.replaceAll(' ', ''), 'hex');
    expect(decodeMessage(loop)).toBeInstanceOf(Malformed);
  });

  test.each([
    ['an answer', {}, { answers: [{ type: 'NS', name: ZONE, data: 'a.b' }] }, 'answer'],
    ['a referral', {}, { authorities: [{ type: 'NS', name: ZONE, data: 'a.b' }] }, 'referral'],
    ['no data', {}, { authorities: [{ type: 'SOA', name: ZONE, data: soa }] }, 'nodata'],
    ['no such name', { flags: 3 }, { authorities: [{ type: 'SOA', name: ZONE, data: soa }] }, 'nxdomain'],
    ['an empty response', {}, {}, 'answer'],
    [
      'an answer with name servers',
      {},
      {
        answers: [{ type: 'NS', name: ZONE, data: 'a.b' }],
        authorities: [{ type: 'NS', name: ZONE, data: 'a.b' }],
      },
      'answer',
    ],
    [
      'a referral with a DS record',
      {},
      {
        authorities: [
          { type: 'TXT', name: ZONE, data: ['x'] },
          { type: 'NS', name: ZONE, data: 'a.b' },
        ],
      },
      'referral',
    ],
    [
      'a SOA record with something beside it',
      {},
      {
        authorities: [{ type: 'SOA', name: ZONE, data: soa }],
        additionals: [{ type: 'A', name: 'a.b', data: '192.0.2.1' }],
      },
      'answer',
    ],
    [
      'two SOA records',
      {},
      {
        authorities: [
          { type: 'SOA', name: ZONE, data: soa },
          { type: 'SOA', name: ZONE, data: soa },
        ],
      },
      'answer',
    ],
    ['another lone record', {}, { authorities: [{ type: 'TXT', name: ZONE, data: ['x'] }] }, 'answer'],
  ] as const)('%s is known as one', (_, { flags = 0 }: { flags?: number }, parts, expected) => {
    expect(replyType(decoded(response(parts as Partial<packet.Packet>, flags)))).toBe(expected);
  });
});

describe('encodeQuery', () => {
  test('another implementation reads it', () => {
    const wire = encodeQuery({
      id: 99,
      name: name('Host\\.Master.Example.NET'),
      type: 'AAAA',
      class: 'CH',
      rd: true,
      edns: { version: 1, udpSize: 1232, do: true, z: 3, option: { code: 137, data: 'c0ffee' } },
    });
    const read = packet.decode(Buffer.from(wire));
    expect(read).toMatchObject({ id: 99, type: 'query', flag_rd: true, flag_aa: false });
    expect(read.questions).toMatchObject([{ type: 'AAAA', class: 'CH' }]);
    expect(read.additionals).toMatchObject([
      { type: 'OPT', udpPayloadSize: 1232, ednsVersion: 1, flags: 0x8003, options: [{ code: 137 }] },
    ]);
    expect(decoded(wire).edns?.options).toEqual([{ code: 137, data: Uint8Array.of(0xc0, 0xff, 0xee) }]);
    expect(decoded(wire).question).toEqual([
      { name: 'Host\\.Master.Example.NET', type: 'AAAA', class: 'CH' },
    ]);
  });

  test('a query with EDNS and no option is 28 bytes', () => {
    const edns = { version: 0, udpSize: 512, do: false, z: 0, option: null };
    const wire = encodeQuery({ id: 1, name: name('.'), type: 'NS', class: 'IN', rd: false, edns });
    const parts = ['000100000001000000000001', '00', '00020001', '00', '0029', '0200', '00000000', '0000'];
    expect(hexOf(wire)).toBe(parts.join(''));
  });

  test('a byte of a label is a byte on the wire', () => {
    const query = { id: 1, type: 'NS', class: 'IN', rd: false, edns: null } as const;
    expect(hexOf(encodeQuery({ ...query, name: name('\\255') }))).toContain('01ff00');
  });

  test('a query for the root without EDNS is 17 bytes', () => {
    const wire = encodeQuery({ id: 1, name: name('.'), type: 'NS', class: 'IN', rd: false, edns: null });
    expect(hexOf(wire)).toBe('00010000000100000000000000' + '00020001');
  });
});

describe('parseType and parseClass', () => {
  test('read what typeOf and classOf write', () => {
    const codes = Array.from({ length: 0x10000 }, (_, code) => code);
    const isOther = (code: number) =>
      parseType(typeOf(code)) !== typeOf(code) || parseClass(classOf(code)) !== classOf(code);
    expect(codes.filter(isOther)).toEqual([]);
  });

  test('read the number of one that has a name (RFC 3597 section 5)', () => {
    expect([parseType('TYPE6'), parseClass('CLASS1')]).toEqual(['SOA', 'IN']);
  });

  test.each(['', 'soa', 'NONSENSE', 'TYPE', 'TYPE65536', 'TYPE-1', 'TYPE1e3', 'CLASS1', 'constructor'])(
    '%o is no type',
    (text) => expect(parseType(text)).toBe(null),
  );
});

describe('codes', () => {
  test('have the names of the registry', () => {
    expect([
      typeOf(252),
      typeCode('AXFR'),
      classOf(3),
      classCode('CH'),
      rcodeOf(16),
      rcodeCode('BADVERS'),
    ]).toEqual(['AXFR', 252, 'CH', 3, 'BADVERS', 16]);
  });

  test('that nobody has named are numbers behind the word (RFC 3597)', () => {
    expect([typeOf(65280), classOf(65280), rcodeOf(3841)]).toEqual(['TYPE65280', 'CLASS65280', 'RCODE3841']);
    expect([typeCode('TYPE65280'), classCode('CLASS65280'), rcodeCode('RCODE3841')]).toEqual([
      65280, 65280, 3841,
    ]);
  });

  test('of words that are none are a bug', () => {
    expect(() => typeCode('TYPEX' as RecordType)).toThrow('TYPEX has no code');
  });
});
