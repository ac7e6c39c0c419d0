/**
 * The one place that knows how dns2 spells a message, and the limits of dns2 3.0:
 * - It splits a name at every dot. See `spell` for labels with a dot in them.
 * - It loses unknown options, and reads their length as bits. See `decodeOpt`.
 * - Its truncation drops the OPT record, which RFC 6891 section 7 requires. See `encodeUdp`.
 */
import type DNS from 'dns2';
import { Packet } from 'dns2';
import { classCode, classOf, type Edns, rcodeCode, typeCode, typeOf } from '../dns/message.js';
import { fromLabels, labelsOf, type Name } from '../dns/name.js';
import type { ZoneRecord } from '../zone-file/record.js';
import { type Query, type Response, truncated, UDP_PAYLOAD } from './message.js';

type Resource = DNS.Packet.Resource;
type EdnsOption = Edns['options'][number];

const OPT = Packet.TYPE.EDNS;

/** The longest message over TCP, because its length has 16 bits. */
const TCP_LIMIT = 65_535;

/** Reads a query that dns2 parsed; null if it is a response or has no readable question. */
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
      type: typeOf(question.type),
      class: classOf(question.class),
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

/** A bit in the lower half of the TTL field of an OPT record (RFC 6891 section 6.1.3). */
const DO = 0x8000;

/** Encodes the response to this query, truncated if it has more bytes than the client accepts. */
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
  const rcode = rcodeCode(response.rcode);
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
  // Set afterwards, because the constructor replaces a type or class of 0 by ANY.
  const asked = Object.assign(new Packet.Question(spell(question.name)), {
    type: typeCode(question.type),
    class: classCode(question.class),
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

/**
 * A name for dns2's encoder, which splits at every dot and writes the low byte of each character. A dot inside a label
 * (`host\.master` in an RNAME) is therefore passed as the private-use character that ends in the same byte. So are bytes
 * above 127, because dns2 folds their letter case when it compresses names.
 */
function spell(name: Name): string {
  const label = (bytes: string) =>
    bytes.replace(/[.\x80-\xff]/g, (c) => String.fromCharCode(0xe000 | c.charCodeAt(0)));
  return labelsOf(name).map(label).join('.');
}

function resource(record: ZoneRecord): Resource {
  const header = new Packet.Resource({
    name: spell(record.name),
    type: typeCode(record.type),
    class: classCode(record.class),
    ttl: record.ttl,
  });
  return Object.assign(header, rdata(record));
}

/** Record data in the form of dns2's encoders, or as bytes if its type has no encoder. */
function rdata(record: ZoneRecord): Partial<Omit<Resource, 'data'>> | { readonly data: Buffer | Buffer[] } {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return { address: record.address };
    case 'NS':
      return { ns: spell(record.target) };
    case 'CNAME':
    case 'PTR':
      return { domain: spell(record.target) };
    case 'DNAME':
      return { data: Packet.Name.encode(spell(record.target)) };
    case 'MX':
      return { priority: record.preference, exchange: spell(record.exchange) };
    case 'TXT':
      return { data: record.strings.map((string) => Buffer.from(string, 'latin1')) };
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
 * dns2's reader and writer of the OPT record know only the client-subnet option, and lose their place if there are two
 * others. These keep every option as bytes. They replace dns2's for the whole process, so load the lab only to serve.
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
