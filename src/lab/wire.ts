/**
 * The one place that knows how dns2 spells a message, and the limits of dns2 3.0:
 * - It splits a name at every dot. See `spell` for labels with a dot in them.
 * - It loses unknown options, and takes their length for bits. See `decodeOpt`.
 * - Its truncation drops the OPT record, which RFC 6891 section 7 requires. See `encodeUdp`.
 */
import type DNS from 'dns2';
import { Packet } from 'dns2';
import { fromLabels, labelsOf, type Name } from '../dns/name.js';
import { UDP_PAYLOAD } from './authority.js';
import { type Edns, type EdnsOption, type Query, RCODES, type Response, truncated } from './message.js';
import type { LabRecord } from './record.js';

type Resource = DNS.Packet.Resource;

/** Types without a name in dns2. */
const MORE_TYPES = {
  DNAME: 39,
  DS: 43,
  RRSIG: 46,
  NSEC: 47,
  NSEC3: 50,
  NSEC3PARAM: 51,
  CDS: 59,
  CDNSKEY: 60,
};
const { EDNS: OPT, ...DNS2_TYPES } = Packet.TYPE;
const TYPES: Readonly<Record<string, number>> = { ...DNS2_TYPES, ...MORE_TYPES };
const TYPE_NAMES = new Map(Object.entries(TYPES).map(([type, code]) => [code, type]));
const CLASSES: Readonly<Record<string, number>> = { IN: Packet.CLASS.IN, CH: Packet.CLASS.CH };
const CLASS_NAMES = new Map(Object.entries(CLASSES).map(([cls, code]) => [code, cls]));

/** The longest message over TCP: its length has 16 bits. */
const TCP_LIMIT = 65_535;

/** The query that dns2 parsed; null if it is a response or has no readable question. */
export function readQuery({ header, questions, additionals }: Packet): Query | null {
  const [question] = questions;
  if (header.qr === 1 || question === undefined) return null;
  const opt = additionals.find((record) => record.type === OPT);
  return {
    id: header.id,
    opcode: header.opcode,
    rd: header.rd === 1,
    question: {
      name: fromLabels(question.name === '' ? [] : question.name.split('.')),
      type: TYPE_NAMES.get(question.type) ?? `TYPE${question.type}`,
      class: CLASS_NAMES.get(question.class) ?? `CLASS${question.class}`,
    },
    edns: opt === undefined ? null : readEdns(opt),
  };
}

function readEdns(opt: Resource): Edns {
  return {
    version: (opt.ttl >> 16) & 0xff,
    udpSize: opt.class,
    do: (opt.ttl & DO) !== 0,
    z: opt.ttl & ~DO & 0xffff,
    options: optionsOf(opt),
  };
}

/** In the lower half of the TTL field of an OPT record (RFC 6891 section 6.1.3). */
const DO = 0x8000;

/** The response to this query, truncated if it has more bytes than the client accepts. */
export function encodeUdp(response: Response, query: Query): Uint8Array {
  const limit = query.edns === null ? 512 : Math.min(Math.max(query.edns.udpSize, 512), UDP_PAYLOAD);
  const whole = encode(response);
  return whole.length <= limit ? whole : encode(truncated(response));
}

export function encodeTcp(response: Response): Uint8Array {
  const whole = encode(response);
  return whole.length <= TCP_LIMIT ? whole : encode({ ...truncated(response), tc: false, rcode: 'SERVFAIL' });
}

function encode(response: Response): Uint8Array {
  const { question, edns } = response;
  const rcode = RCODES[response.rcode];
  const packet = new Packet();
  packet.header = new Packet.Header({
    id: response.id,
    qr: 1,
    opcode: response.opcode,
    aa: bit(response.aa),
    tc: bit(response.tc),
    rd: bit(response.rd),
    ra: bit(response.ra),
    rcode,
  });
  // Set afterwards, because the constructor takes a type or class of 0 as missing and uses ANY.
  const asked = Object.assign(new Packet.Question(spell(question.name)), {
    type: codeOf(TYPES, question.type, 'TYPE'),
    class: codeOf(CLASSES, question.class, 'CLASS'),
  });
  packet.questions = [asked];
  packet.answers = response.answer.map(resource);
  packet.authorities = response.authority.map(resource);
  packet.additionals = [
    ...response.additional.map(resource),
    ...(edns === null ? [] : [optResource(edns, rcode)]),
  ];
  return packet.toBuffer();
}

const bit = (set: boolean): 0 | 1 => (set ? 1 : 0);

function codeOf(codes: Readonly<Record<string, number>>, known: string, generic: string): number {
  return codes[known] ?? Number(known.slice(generic.length));
}

/**
 * A name for dns2's encoder, which splits at every dot and writes the low byte of each character. A dot inside a label
 * (`host\.master` in an RNAME) is therefore passed as the private-use character that ends in the same byte. Bytes above
 * 127 are passed in the same way, because dns2 folds their letter case when it compresses names.
 */
function spell(name: Name): string {
  const label = (bytes: string) =>
    bytes.replace(/[.\x80-\xff]/g, (c) => String.fromCharCode(0xe000 | c.charCodeAt(0)));
  return labelsOf(name).map(label).join('.');
}

function resource(record: LabRecord): Resource {
  return new Packet.Resource({
    name: spell(record.name),
    type: codeOf(TYPES, record.type, 'TYPE'),
    class: codeOf(CLASSES, record.class, 'CLASS'),
    ttl: record.ttl,
    ...rdata(record),
  });
}

function rdata(record: LabRecord): Partial<Resource> {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return { address: record.address };
    case 'NS':
      return { ns: spell(record.target) };
    case 'CNAME':
    case 'PTR':
      return { domain: spell(record.target) };
    case 'MX':
      return { priority: record.preference, exchange: spell(record.exchange) };
    case 'TXT':
      return { data: [...record.strings] };
    case 'SOA':
      return {
        primary: spell(record.mname),
        admin: spell(record.rname),
        serial: record.serial,
        refresh: record.refresh,
        retry: record.retry,
        expiration: record.expire,
        minimum: record.minimum,
      };
  }
}

function optResource({ version, udpSize, do: dnssecOk, z, options }: Edns, rcode: number): Resource {
  const flags = (dnssecOk ? DO : 0) | z;
  const ttl = ((rcode >> 4) << 24) | (version << 16) | flags;
  // dns2 recomputes the TTL from the last two if the response code needs more than four bits.
  const opt = { type: OPT, class: udpSize, ttl, rdata: options, version, doFlag: dnssecOk };
  return new Packet.Resource(opt);
}

function optionsOf(opt: Resource): readonly EdnsOption[] {
  return 'rdata' in opt && Array.isArray(opt.rdata) ? opt.rdata.filter(isOption) : [];
}

function isOption(value: unknown): value is EdnsOption {
  return typeof value === 'object' && value !== null && 'code' in value && 'data' in value;
}

/**
 * dns2's reader and writer of the OPT record know only the option client subnet, and lose their place if there are two
 * others. These keep every option as bytes. They replace dns2's for the whole process: load the lab only to serve.
 */
Object.assign(Packet.Resource.EDNS, { decode: decodeOpt, encode: encodeOpt });

function decodeOpt(this: Resource, reader: DNS.Packet.Reader, length: number): Resource {
  const end = reader.offset / 8 + length;
  const options: EdnsOption[] = [];
  while (reader.offset / 8 + 4 <= end) {
    const code = reader.read(16);
    const size = reader.read(16);
    options.push({ code, data: Uint8Array.from({ length: size }, () => reader.read(8)) });
  }
  return Object.assign(this, { rdata: options });
}

function encodeOpt(opt: Resource, writer: DNS.Packet.Writer): void {
  for (const { code, data } of optionsOf(opt)) {
    writer.write(code, 16);
    writer.write(data.length, 16);
    for (const byte of data) writer.write(byte, 8);
  }
}
