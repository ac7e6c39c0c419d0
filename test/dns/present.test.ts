import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../src/dns/address.js';
import type { Message, ResourceRecord } from '../../src/dns/message.js';
import { fromLabels, name, parseName, ROOT } from '../../src/dns/name.js';
import {
  presentFlags,
  presentMessage,
  presentName,
  presentQuestion,
  presentRecord,
} from '../../src/dns/present.js';

const header = { name: name('example.net'), class: 'IN', ttl: 3600 } as const;
const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)) });

describe('a record as a line of a zone file', () => {
  const cases: readonly [ResourceRecord, string][] = [
    [{ ...header, type: 'A', address: address('192.0.2.1') }, 'A 192.0.2.1'],
    [{ ...header, type: 'AAAA', address: address('2001:db8::1') }, 'AAAA 2001:db8::1'],
    [{ ...header, type: 'NS', target: name('ns1.example.net') }, 'NS ns1.example.net.'],
    [{ ...header, type: 'CNAME', target: ROOT }, 'CNAME .'],
    [{ ...header, type: 'PTR', target: name('a.b') }, 'PTR a.b.'],
    [{ ...header, type: 'DNAME', target: name('a.b') }, 'DNAME a.b.'],
    [
      { ...header, type: 'MX', preference: 10, exchange: name('mail.example.net') },
      'MX 10 mail.example.net.',
    ],
    [
      {
        ...header,
        type: 'SOA',
        mname: name('ns1.example.net'),
        rname: name('john\\.doe.example.net'),
        serial: 4294967295,
        refresh: 1,
        retry: 2,
        expire: 3,
        minimum: 4,
      },
      'SOA ns1.example.net. john\\.doe.example.net. 4294967295 1 2 3 4',
    ],
    [{ ...header, type: 'TXT', strings: ['v=1', ''] }, 'TXT "v=1" ""'],
    [
      { ...header, type: 'TXT', strings: ['say "hi" \\ \n\x1b[31m\xff'] },
      'TXT "say \\"hi\\" \\\\ \\010\\027[31m\\255"',
    ],
    [{ ...header, type: 'TYPE65280', rdata: Uint8Array.of(0xab, 1) }, 'TYPE65280 \\# 2 AB01'],
    [{ ...header, type: 'DS', rdata: new Uint8Array(0) }, 'DS \\# 0'],
    [{ ...header, type: 'RRSIG', rdata: new Uint8Array(29) }, `RRSIG \\# 29 ${'00'.repeat(28)} 00`],
  ];
  it.each(cases)('%#: %s', (rr, text) => {
    expect(presentRecord(rr)).toBe(`example.net. 3600 IN ${text}`);
  });

  it('is printable ASCII whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(bytes), bytes, (strings, label) => {
        const owner = fromLabels([label.slice(0, 63) || 'a']);
        expect(presentRecord({ ...header, name: owner, type: 'TXT', strings })).toMatch(/^[ -~]+$/);
      }),
    );
  });
});

describe('a name', () => {
  it('is absolute, with special characters of zone files escaped', () => {
    expect(presentName(name('a;b"c(d)e@f$g.example'))).toBe('a\\;b\\"c\\(d\\)e\\@f\\$g.example.');
  });

  it('reads back as the same name', () => {
    const labels = fc.array(
      bytes.filter(({ length }) => length > 0 && length < 64),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(labels.map(fromLabels), (each) => {
        expect(parseName(presentName(each))).toBe(each);
      }),
    );
  });
});

describe('a message', () => {
  const message: Message = {
    id: 4711,
    qr: true,
    opcode: 0,
    aa: true,
    tc: false,
    rd: false,
    ra: true,
    ad: false,
    cd: false,
    rcode: 'NOERROR',
    question: [{ name: name('example.net'), type: 'NS', class: 'IN' }],
    answer: [{ ...header, type: 'NS', target: name('ns1.example.net') }],
    authority: [],
    additional: [{ ...header, name: name('ns1.example.net'), type: 'A', address: address('192.0.2.1') }],
    edns: {
      version: 0,
      udpSize: 1232,
      do: true,
      z: 4,
      options: [{ code: 3, data: Uint8Array.of(0x6e, 0x73) }],
    },
    size: 77,
  };

  it('is shown as a whole, without the sections that are empty', () => {
    expect(presentMessage(message)).toEqual([
      ';; opcode: QUERY, status: NOERROR, id: 4711, size: 77',
      ';; flags: qr aa ra',
      ';; EDNS: version: 0, flags: do 0x4, udp: 1232',
      ';; EDNS option 3: \\# 2 6E73',
      ';example.net. IN NS',
      ';; answer:',
      'example.net. 3600 IN NS ns1.example.net.',
      ';; additional:',
      'ns1.example.net. 3600 IN A 192.0.2.1',
    ]);
  });

  it('without a question, flags or EDNS has nothing invented', () => {
    const bare = {
      ...message,
      opcode: 3,
      qr: false,
      aa: false,
      ra: false,
      question: [],
      answer: [],
      additional: [],
    };
    expect(presentMessage({ ...bare, edns: null })).toEqual([
      ';; opcode: OPCODE3, status: NOERROR, id: 4711, size: 77',
      ';; flags: none',
    ]);
  });

  it('with EDNS and no flags says so', () => {
    const edns = { version: 1, udpSize: 512, do: false, z: 0, options: [] };
    expect(presentMessage({ ...message, edns })).toContain(';; EDNS: version: 1, flags: none, udp: 512');
  });

  it('has its flags in the order of the header', () => {
    const all = { qr: true, aa: true, tc: true, rd: true, ra: true, ad: true, cd: true };
    expect(presentFlags(all)).toBe('qr aa tc rd ra ad cd');
  });

  it('has its question without a TTL', () => {
    expect(presentQuestion({ name: ROOT, type: 'NS', class: 'CH' })).toBe('. CH NS');
  });
});
