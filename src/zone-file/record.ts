import { type Address, type Family, familyOf, parseAddress } from '../dns/address.js';
import type { Rdata, ResourceRecord } from '../dns/message.js';
import { below, isAbsolute, labelsOf, type Name, NameError, parseName } from '../dns/name.js';

/** A record of a type whose presentation format is read here. */
export type ZoneRecord = Exclude<ResourceRecord, Opaque>;

type Opaque = { readonly rdata: Uint8Array };

const TTL = 3600;

/**
 * Reads one line of a zone file, `owner [TTL] [IN] type data` (RFC 1035 section 5.1), one character per byte. Names without
 * a final dot are relative to `origin`. Comments, parentheses and an omitted owner are not supported. Throws an Error that
 * says what is wrong.
 */
export function parseRecord(line: string, origin: Name): ZoneRecord {
  const [owner, ...rest] = [...line.matchAll(/"(?:[^"\\]|\\.)*"|\S+/g)].map(([token]) => token);
  const ttl = /^\d+$/.test(rest[0] ?? '') ? Number(rest.shift()) : TTL;
  if (rest[0]?.toUpperCase() === 'IN') rest.shift();
  const [type, ...data] = rest;
  if (owner === undefined || type === undefined) throw new Error('a record needs an owner and a type');
  const header = { name: relative(owner, origin), class: 'IN', ttl } as const;
  return { ...header, ...parseRdata(type.toUpperCase(), data, origin) };
}

function parseRdata(type: string, data: readonly string[], origin: Name): Exclude<Rdata, Opaque> {
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
    case 'DNAME':
      return { type, target: nameAt(0) };
    case 'MX':
      return { type, preference: numberAt(0), exchange: nameAt(1) };
    case 'TXT':
      return { type, strings: [field(0), ...data.slice(1)].map(characterString) };
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
      throw new Error(`records of type ${type} are not supported`);
  }
}

function relative(text: string, origin: Name): Name {
  if (text === '@') return origin;
  const parsed = parseName(text);
  const isFull = parsed instanceof NameError || isAbsolute(text);
  const full = isFull ? parsed : parseName(below(origin, ...labelsOf(parsed)));
  if (full instanceof NameError) throw new Error(`${text}: ${full.reason}`);
  return full;
}

function addressOf(text: string, family: Family): Address {
  const parsed = parseAddress(text);
  if (parsed === null || familyOf(parsed) !== family) throw new Error(`${text} is not an ${family} address`);
  return parsed;
}

function number(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 0xffffffff) throw new Error(`${text} is not a 32-bit number`);
  return value;
}

function characterString(token: string): string {
  const body = token.startsWith('"') ? token.slice(1, -1) : token;
  const string = body.replace(/\\(\d{3}|.)/g, (_, escaped: string) =>
    escaped.length === 3 ? String.fromCharCode(Number(escaped)) : escaped,
  );
  if (string.length > 255) throw new Error('a string of a TXT record is longer than 255 bytes');
  if (/[^\0-\xff]/.test(string)) throw new Error('a string of a TXT record has a character above 255');
  return string;
}
