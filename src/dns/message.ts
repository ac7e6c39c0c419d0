import type { Address } from './address.js';
import { type Name, sameName } from './name.js';

/** A decoded DNS message (RFC 1035 section 4.1). The OPT record is in `edns` instead of `additional`. */
export interface Message {
  readonly id: number;
  readonly qr: boolean;
  readonly opcode: number;
  readonly aa: boolean;
  readonly tc: boolean;
  readonly rd: boolean;
  readonly ra: boolean;
  readonly ad: boolean;
  readonly cd: boolean;
  /** Includes the upper bits from EDNS, if present (RFC 6891 section 6.1.3). */
  readonly rcode: Rcode;
  readonly question: readonly QuestionSection[];
  readonly answer: readonly ResourceRecord[];
  readonly authority: readonly ResourceRecord[];
  readonly additional: readonly ResourceRecord[];
  readonly edns: Edns | null;
  /** Bytes on the wire. */
  readonly size: number;
}

export interface QuestionSection {
  readonly name: Name;
  readonly type: RecordType;
  readonly class: RecordClass;
}

export interface Edns {
  readonly version: number;
  readonly udpSize: number;
  readonly do: boolean;
  /** The 15 bits next to DO; zero in a well-formed message today. */
  readonly z: number;
  readonly options: readonly { readonly code: number; readonly data: Uint8Array }[];
}

export type ResourceRecord = RecordHeader & Rdata;

interface RecordHeader {
  readonly name: Name;
  readonly class: RecordClass;
  /** Seconds. */
  readonly ttl: number;
}

export type Rdata =
  | Each<'A' | 'AAAA', { readonly address: Address }>
  | Each<'NS' | 'CNAME' | 'PTR' | 'DNAME', { readonly target: Name }>
  | ({ readonly type: 'SOA' } & Soa)
  | { readonly type: 'MX'; readonly preference: number; readonly exchange: Name }
  /** Each string has one character (0–255) per byte, so it is not safe to print. */
  | { readonly type: 'TXT'; readonly strings: readonly string[] }
  | Each<OpaqueType, { readonly rdata: Uint8Array }>;

type Each<Type extends string, Data> = Type extends string ? { readonly type: Type } & Data : never;

export interface Soa {
  readonly mname: Name;
  /** A mailbox as a name: the first label is the part before the at sign (RFC 1035 section 8). */
  readonly rname: Name;
  readonly serial: number;
  /** Seconds, like the next three. */
  readonly refresh: number;
  readonly retry: number;
  readonly expire: number;
  readonly minimum: number;
}

const TYPE_CODES = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  DNAME: 39,
  OPT: 41,
  DS: 43,
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  NSEC3: 50,
  NSEC3PARAM: 51,
  CDS: 59,
  CDNSKEY: 60,
  AXFR: 252,
  ANY: 255,
} as const;

/** Types whose data is kept as bytes. Unknown types are named as in RFC 3597. */
type OpaqueType =
  | Exclude<keyof typeof TYPE_CODES, 'A' | 'AAAA' | 'NS' | 'CNAME' | 'PTR' | 'DNAME' | 'SOA' | 'MX' | 'TXT'>
  | `TYPE${number}`;
export type RecordType = keyof typeof TYPE_CODES | `TYPE${number}`;

const CLASS_CODES = { IN: 1, CH: 3, HS: 4, NONE: 254, ANY: 255 } as const;
export type RecordClass = keyof typeof CLASS_CODES | `CLASS${number}`;

const RCODE_CODES = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  YXDOMAIN: 6,
  YXRRSET: 7,
  NXRRSET: 8,
  NOTAUTH: 9,
  NOTZONE: 10,
  BADVERS: 16,
} as const;
export type Rcode = keyof typeof RCODE_CODES | `RCODE${number}`;

export function sameQuestion(a: QuestionSection, b: QuestionSection): boolean {
  return sameName(a.name, b.name) && a.type === b.type && a.class === b.class;
}

export const typeCode = (type: RecordType): number => codeOf(TYPE_CODES, type, 'TYPE');
export const typeOf = (code: number): RecordType => TYPE_NAMES.get(code) ?? `TYPE${code}`;
export const classCode = (name: RecordClass): number => codeOf(CLASS_CODES, name, 'CLASS');
export const classOf = (code: number): RecordClass => CLASS_NAMES.get(code) ?? `CLASS${code}`;
export const rcodeCode = (rcode: Rcode): number => codeOf(RCODE_CODES, rcode, 'RCODE');
export const rcodeOf = (code: number): Rcode => RCODE_NAMES.get(code) ?? `RCODE${code}`;

/** Reads a type by its name, or by its number as in RFC 3597 section 5 (TYPE123); null for any other text. */
export const parseType = (text: string): RecordType | null => named(TYPE_CODES, text, 'TYPE', typeOf);
/** Reads a class by its name or number; null for any other text. */
export const parseClass = (text: string): RecordClass | null => named(CLASS_CODES, text, 'CLASS', classOf);

const TYPE_NAMES = byCode(TYPE_CODES);
const CLASS_NAMES = byCode(CLASS_CODES);
const RCODE_NAMES = byCode(RCODE_CODES);

/** The response codes that have a name here. */
export const RCODES = [...RCODE_NAMES.values()];

function byCode<K extends string>(codes: Readonly<Record<K, number>>): Map<number, K> {
  return new Map((Object.entries(codes) as [K, number][]).map(([key, code]) => [code, key]));
}

function codeOf(codes: Readonly<Record<string, number>>, key: string, generic: string): number {
  const code = codes[key] ?? Number(key.slice(generic.length));
  if (!Number.isInteger(code)) throw new Error(`${key} has no code`);
  return code;
}

function named<T>(
  codes: Readonly<Record<string, number>>,
  text: string,
  generic: string,
  of: (code: number) => T,
): T | null {
  const isNumber = text.startsWith(generic) && /^\d{1,5}$/.test(text.slice(generic.length));
  if (!isNumber && !Object.hasOwn(codes, text)) return null;
  const code = codeOf(codes, text, generic);
  return code > 0xffff ? null : of(code);
}

export type Section = 'answer' | 'authority' | 'additional';

const SECTIONS: readonly Section[] = ['answer', 'authority', 'additional'];

/** The records of a type, in one section or in all, with any owner or with the owner `name`. */
export function records<T extends Rdata['type']>(
  message: Message,
  type: T,
  where: { readonly name?: Name; readonly section?: Section } = {},
): Extract<ResourceRecord, { readonly type: T }>[] {
  const { name, section } = where;
  const found: Extract<ResourceRecord, { readonly type: T }>[] = [];
  const isWanted = (rr: ResourceRecord): rr is Extract<ResourceRecord, { readonly type: T }> =>
    rr.type === type && (name === undefined || sameName(rr.name, name));
  for (const each of SECTIONS) {
    if (section !== undefined && section !== each) continue;
    for (const rr of message[each]) if (isWanted(rr)) found.push(rr);
  }
  return found;
}

/** The kind of a response, with the distinctions of RIPE's engine (ldns_pkt_reply_type). */
export type ReplyType = 'nxdomain' | 'nodata' | 'referral' | 'answer';

export function replyType(message: Message): ReplyType {
  if (message.rcode === 'NXDOMAIN') return 'nxdomain';
  if (message.answer.length > 0) return 'answer';
  const lone = message.authority.length === 1 && message.additional.length === 0;
  if (lone && message.authority[0]?.type === 'SOA') return 'nodata';
  return message.authority.some((rr) => rr.type === 'NS') ? 'referral' : 'answer';
}
