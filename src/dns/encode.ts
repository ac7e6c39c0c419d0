import { fromHex } from './bytes.js';
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

const RD = 0x0100;
const DO = 0x8000;
const OPT = 41;

/** A query with one question and, if asked for, an OPT record (RFC 1035 section 4.1, RFC 6891 section 6.1). */
export function encodeQuery({ id, name, type, class: klass, rd, edns }: Query): Uint8Array {
  const wire: number[] = [];
  const u16 = (value: number) => wire.push(value >> 8, value & 255);
  u16(id);
  u16(rd ? RD : 0);
  for (const count of [1, 0, 0, edns === null ? 0 : 1]) u16(count);
  for (const label of labelsOf(name)) {
    wire.push(label.length);
    for (let i = 0; i < label.length; i += 1) wire.push(label.charCodeAt(i));
  }
  wire.push(0);
  u16(typeCode(type));
  u16(classCode(klass));
  if (edns === null) return Uint8Array.from(wire);

  wire.push(0);
  u16(OPT);
  u16(edns.udpSize);
  wire.push(0, edns.version);
  u16((edns.do ? DO : 0) | edns.z);
  const data = edns.option === null ? [] : fromHex(edns.option.data);
  u16(edns.option === null ? 0 : 4 + data.length);
  if (edns.option === null) return Uint8Array.from(wire);

  u16(edns.option.code);
  u16(data.length);
  wire.push(...data);
  return Uint8Array.from(wire);
}
