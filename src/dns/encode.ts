import { classCode, type RecordClass, type RecordType, typeCode } from './message.js';
import { labelsOf, type Name } from './name.js';

export interface Query {
  readonly id: number;
  readonly name: Name;
  readonly type: RecordType;
  readonly class: RecordClass;
  readonly rd: boolean;
  readonly edns: QueryEdns | null;
}

export interface QueryEdns {
  readonly version: number;
  readonly udpSize: number;
  readonly do: boolean;
  readonly z: number;
  readonly option: { readonly code: number; readonly data: string } | null;
}

const HEADER = 12;
const RD = 0x0100;
const DO = 0x8000;
const OPT = 41;

/** A query with one question and, if asked for, an OPT record (RFC 1035 section 4.1, RFC 6891 section 6.1). */
export function encodeQuery(query: Query): Buffer {
  const name = wireText(query.name);
  const option = query.edns?.option == null ? null : Buffer.from(query.edns.option.data, 'hex');
  const optSize = query.edns === null ? 0 : 11 + (option === null ? 0 : 4 + option.length);
  // From the pool, because there are many queries. Every byte after the header is written below.
  const wire = Buffer.allocUnsafe(HEADER + name.length + 4 + optSize).fill(0, 0, HEADER);

  wire.writeUInt16BE(query.id, 0);
  wire.writeUInt16BE(query.rd ? RD : 0, 2);
  wire.writeUInt16BE(1, 4);
  wire.writeUInt16BE(query.edns === null ? 0 : 1, 10);
  let at = HEADER + wire.write(name, HEADER, 'latin1');
  at = wire.writeUInt16BE(typeCode(query.type), at);
  at = wire.writeUInt16BE(classCode(query.class), at);
  if (query.edns === null) return wire;

  at = wire.writeUInt8(0, at);
  at = wire.writeUInt16BE(OPT, at);
  at = wire.writeUInt16BE(query.edns.udpSize, at);
  at = wire.writeUInt8(0, at);
  at = wire.writeUInt8(query.edns.version, at);
  at = wire.writeUInt16BE((query.edns.do ? DO : 0) | query.edns.z, at);
  at = wire.writeUInt16BE(option === null ? 0 : 4 + option.length, at);
  if (option === null || query.edns.option === null) return wire;

  at = wire.writeUInt16BE(query.edns.option.code, at);
  at = wire.writeUInt16BE(option.length, at);
  option.copy(wire, at);
  return wire;
}

/** A name in wire format, one character per byte. */
function wireText(name: Name): string {
  let text = '';
  for (const label of labelsOf(name)) text += String.fromCharCode(label.length) + label;
  return `${text}\0`;
}
