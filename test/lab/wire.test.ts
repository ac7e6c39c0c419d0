import { decode, encode } from 'dns-packet';
import { Packet } from 'dns2';
import { describe, expect, it } from 'vitest';
import { name } from '../../src/dns/name.js';
import { emptyResponse, type Query, type Response } from '../../src/lab/message.js';
import { encodeTcp, encodeUdp, readQuery } from '../../src/lab/wire.js';
import { parseRecord } from '../../src/zone-file/record.js';

const ORIGIN = name('2.0.192.in-addr.arpa');
const QUERY: Query = {
  id: 4660,
  opcode: 0,
  rd: true,
  question: { name: ORIGIN, type: 'SOA', class: 'IN' },
  edns: null,
};
const EDNS = { version: 0, udpSize: 1232, do: true, z: 0, options: [] };

const response = (more: Partial<Response>): Response => ({ ...emptyResponse(QUERY), ...more });
const parsed = (bytes: Uint8Array) => readQuery(Packet.parse(Buffer.from(bytes)));
const answering = (line: string) => response({ answer: [parseRecord(line, ORIGIN)] });

describe('queries', () => {
  it('are read with letter case, flags and EDNS options as they are', () => {
    const bytes = encode({
      type: 'query',
      id: 4660,
      flags: 0x0100,
      questions: [{ name: 'A.in-ADDR.arpa', type: 'DS', class: 'CH' }],
    });
    bytes.writeUInt16BE(1, 10);
    const opt =
      '00' + '0029' + '02bc' + '00018003' + '0014' + '00890000' + '000a00083132333435363738' + '00030000';
    expect(parsed(Buffer.concat([bytes, Buffer.from(opt, 'hex')]))).toEqual({
      id: 4660,
      opcode: 0,
      rd: true,
      question: { name: 'A.in-ADDR.arpa', type: 'DS', class: 'CH' },
      edns: {
        version: 1,
        udpSize: 700,
        do: true,
        z: 3,
        options: [
          { code: 137, data: Uint8Array.of() },
          { code: 10, data: Uint8Array.from(Buffer.from('12345678')) },
          { code: 3, data: Uint8Array.of() },
        ],
      },
    });
  });

  it.each([
    ['a response', encode({ type: 'response', questions: [{ name: 'a', type: 'A' }] })],
    ['a message without a question', encode({ type: 'query' })],
    [
      'half a question',
      encode({ type: 'query', questions: [{ name: 'example', type: 'A' }] }).subarray(0, 16),
    ],
  ])('%s is none', (_, bytes) => {
    expect(parsed(bytes)).toBeNull();
  });
});

describe('responses', () => {
  it.each([
    ['@ A 192.0.2.1', '192.0.2.1'],
    ['@ AAAA 2001:db8::', '2001:db8::'],
    ['@ AAAA ::1', '::1'],
    ['@ NS ns.example.net.', 'ns.example.net'],
    ['@ CNAME .', '.'],
    ['@ DNAME dname.example.net.', 'dname.example.net'],
    ['5 PTR a', `a.${ORIGIN}`],
    ['@ MX 10 mail.example.net.', { preference: 10, exchange: 'mail.example.net' }],
    ['@ TXT "a b" c \\200\\. ""', [Buffer.from('a b'), Buffer.from('c'), Buffer.of(200, 46), Buffer.of()]],
    [
      '@ SOA m. r.example. 4294967295 1 2 3 4',
      { mname: 'm', rname: 'r.example', serial: 4294967295, refresh: 1, retry: 2, expire: 3, minimum: 4 },
    ],
  ])('%s', (line, data) => {
    const { answers } = decode(Buffer.from(encodeTcp(answering(line))));
    expect(answers).toMatchObject([{ ttl: 3600, class: 'IN', data }]);
  });

  it.each([
    ['host\\.master.example.net.', '\x0bhost.master\x07example\x03net\0'],
    ['a\\255\\228.b.', '\x03a\xff\xe4\x01b\0'],
    ['a\\\\b.', '\x03a\\b\0'],
  ])('the name %s is one label less than it has dots', (target, wire) => {
    const bytes = Buffer.from(encodeTcp(answering(`@ NS ${target}`)));
    expect(bytes.toString('latin1').endsWith(wire)).toBe(true);
  });

  it('repeat a question of type 0 and class 0', () => {
    const question = { name: ORIGIN, type: 'TYPE0', class: 'CLASS0' } as const;
    const bytes = Buffer.from(encodeTcp(response({ question })));
    expect(bytes.subarray(-4)).toEqual(Buffer.alloc(4));
  });

  it('carry the upper bits of the response code in EDNS', () => {
    const bytes = Buffer.from(encodeTcp(response({ rcode: 'BADVERS', edns: EDNS })));
    expect(bytes.readUInt8(3) & 15).toBe(0);
    expect(decode(bytes).additionals).toMatchObject([
      { type: 'OPT', extendedRcode: 1, ednsVersion: 0, flag_do: true },
    ]);
  });

  it('carry flags and options of EDNS', () => {
    const options = [{ code: 137, data: Uint8Array.of(1, 2, 3) }];
    const bytes = Buffer.from(encodeTcp(response({ edns: { ...EDNS, z: 5, options } })));
    const [opt] = decode(bytes).additionals ?? [];
    expect(opt).toMatchObject({
      udpPayloadSize: 1232,
      flags: 0x8005,
      options: [{ code: 137, data: Buffer.of(1, 2, 3) }],
    });
  });

  it.each([
    ['without EDNS', null, 512],
    ['with a small EDNS size', 100, 512],
    ['with a middling EDNS size', 800, 800],
    ['with a large EDNS size', 65_535, 1232],
  ])('are at most as long as the client takes over UDP: %s', (_, udpSize, limit) => {
    const edns = udpSize === null ? null : { ...EDNS, udpSize };
    const sized = (length: number) => {
      const text = (size: number) => parseRecord(`@ TXT "${'x'.repeat(size)}"`, ORIGIN);
      const empty = encodeTcp(response({ edns: edns && EDNS })).length;
      let left = length - empty;
      const answer = [];
      // A TXT record with n characters takes 13 + n bytes, because its owner is compressed.
      for (; left > 268 + 13; left -= 213) answer.push(text(200));
      return response({ edns: edns && EDNS, answer: [...answer, text(left - 13)] });
    };
    const query = { ...QUERY, edns };
    expect(encodeUdp(sized(limit), query)).toHaveLength(limit);
    const over = decode(Buffer.from(encodeUdp(sized(limit + 1), query)));
    expect(over).toMatchObject({ flag_tc: true, answers: [], questions: [{ name: ORIGIN }] });
    expect(over.additionals).toHaveLength(edns === null ? 0 : 1);
    expect(encodeTcp(sized(limit + 1))).toHaveLength(limit + 1);
  });
});
