import { type Address, familyOf, parseAddress } from '../dns/address.js';
import { below, labelsOf, type Name, NameError, parseName } from '../dns/name.js';

/** A resource record as the lab serves it. */
export type LabRecord = RecordHeader & Rdata;

interface RecordHeader {
  readonly name: Name;
  readonly class: 'IN' | 'CH';
  /** Seconds. */
  readonly ttl: number;
}

export type Rdata =
  | { readonly type: 'A'; readonly address: Address }
  | { readonly type: 'AAAA'; readonly address: Address }
  | { readonly type: 'NS'; readonly target: Name }
  | { readonly type: 'CNAME'; readonly target: Name }
  | { readonly type: 'PTR'; readonly target: Name }
  | { readonly type: 'MX'; readonly preference: number; readonly exchange: Name }
  | { readonly type: 'TXT'; readonly strings: readonly string[] }
  | ({ readonly type: 'SOA' } & SoaData);

export interface SoaData {
  readonly mname: Name;
  readonly rname: Name;
  readonly serial: number;
  readonly refresh: number;
  readonly retry: number;
  readonly expire: number;
  readonly minimum: number;
}

const TTL = 3600;

/**
 * Reads one line of a zone file, `owner [TTL] [IN] type data` (RFC 1035 section 5.1). Comments, parentheses and omitted
 * owners are not supported. Names without a final dot are relative to `origin`. Throws an Error that says what is wrong.
 */
export function parseRecord(line: string, origin: Name): LabRecord {
  const [owner, ...rest] = [...line.matchAll(/"(?:[^"\\]|\\.)*"|\S+/g)].map(([token]) => token);
  const ttl = /^\d+$/.test(rest[0] ?? '') ? Number(rest.shift()) : TTL;
  if (rest[0]?.toUpperCase() === 'IN') rest.shift();
  const [type, ...data] = rest;
  if (owner === undefined || type === undefined) throw new Error('a record needs an owner and a type');
  return {
    name: relative(owner, origin),
    class: 'IN',
    ttl,
    ...parseRdata(type.toUpperCase(), data, origin),
  };
}

function parseRdata(type: string, data: readonly string[], origin: Name): Rdata {
  const field = (i: number): string => {
    const found = data[i];
    if (found === undefined) throw new Error(`the data of ${type} is too short`);
    return found;
  };
  const nameAt = (i: number): Name => relative(field(i), origin);
  const numberAt = (i: number): number => number(field(i));
  switch (type) {
    case 'A':
      return { type, address: addressOf(field(0), 'ipv4') };
    case 'AAAA':
      return { type, address: addressOf(field(0), 'ipv6') };
    case 'NS':
    case 'CNAME':
    case 'PTR':
      return { type, target: nameAt(0) };
    case 'MX':
      return { type, preference: numberAt(0), exchange: nameAt(1) };
    case 'TXT':
      return { type, strings: [field(0), ...data.slice(1)].map(unquote) };
    case 'SOA':
      return {
        type,
        mname: nameAt(0),
        rname: nameAt(1),
        serial: numberAt(2),
        refresh: numberAt(3),
        retry: numberAt(4),
        expire: numberAt(5),
        minimum: numberAt(6),
      };
    default:
      throw new Error(`the lab does not serve records of type ${type}`);
  }
}

function relative(text: string, origin: Name): Name {
  if (text === '@') return origin;
  const parsed = parseName(text);
  const isAbsolute = text.endsWith('.') && !text.endsWith('\\.');
  const full =
    parsed instanceof NameError || isAbsolute ? parsed : parseName(below(origin, ...labelsOf(parsed)));
  if (full instanceof NameError) throw new Error(`${text}: ${full.reason}`);
  return full;
}

function addressOf(text: string, family: 'ipv4' | 'ipv6'): Address {
  const parsed = parseAddress(text);
  if (parsed === null || familyOf(parsed) !== family) throw new Error(`${text} is not an ${family} address`);
  return parsed;
}

function number(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 0xffffffff) throw new Error(`${text} is not a 32-bit number`);
  return value;
}

function unquote(token: string): string {
  const body = token.startsWith('"') ? token.slice(1, -1) : token;
  const string = body.replace(/\\(\d{3}|.)/g, (_, escaped: string) =>
    escaped.length === 3 ? String.fromCharCode(Number(escaped)) : escaped,
  );
  if (Buffer.byteLength(string) > 255) throw new Error('a string of a TXT record is longer than 255 bytes');
  return string;
}
