import { addressFromBytes } from './address.js';
import { latin1Of } from './bytes.js';
import {
  classOf,
  type Edns,
  type Message,
  type QuestionSection,
  type Rdata,
  type ResourceRecord,
  rcodeOf,
  typeOf,
} from './message.js';
import { fromLabels, type Name } from './name.js';

/** Why bytes are not a DNS message. */
export class Malformed {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

const HEADER = 12;
const MAX_NAME = 255;
const OPT = 41;

/**
 * Decodes a message strictly by RFC 1035 section 4. Every length must fit, a compression pointer must point backwards, and
 * record data of a known type must fill its length exactly. Bytes after the last record are ignored.
 */
export function decodeMessage(bytes: Uint8Array): Message | Malformed {
  try {
    return new Decoder(bytes).message();
  } catch (error) {
    if (error instanceof Broken) return new Malformed(error.message);
    throw error;
  }
}

/** Ends the decoding from any depth; never leaves `decodeMessage`. */
class Broken extends Error {}

class Decoder {
  readonly #wire: Uint8Array;
  readonly #numbers: DataView;
  /** The names read so far, by their offset, because most names of a message only point back to one of them. */
  readonly #names = new Map<number, Name>();
  #at = 0;
  #opt: Opt | null = null;

  constructor(bytes: Uint8Array) {
    this.#wire = bytes;
    this.#numbers = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  message(): Message {
    const [id, flags] = [this.#u16(), this.#u16()];
    const [questions, answers, authorities, additionals] = [
      this.#u16(),
      this.#u16(),
      this.#u16(),
      this.#u16(),
    ];
    const question = this.#questions(questions);
    const answer = this.#records(answers);
    const authority = this.#records(authorities);
    const additional = this.#records(additionals);
    const opt = this.#opt;
    return {
      id,
      qr: (flags & 0x8000) !== 0,
      opcode: (flags >> 11) & 15,
      aa: (flags & 0x0400) !== 0,
      tc: (flags & 0x0200) !== 0,
      rd: (flags & 0x0100) !== 0,
      ra: (flags & 0x0080) !== 0,
      ad: (flags & 0x0020) !== 0,
      cd: (flags & 0x0010) !== 0,
      rcode: rcodeOf((flags & 15) | ((opt?.extendedRcode ?? 0) << 4)),
      question,
      answer,
      authority,
      additional,
      edns: opt?.edns ?? null,
      size: this.#wire.length,
    };
  }

  #questions(count: number): QuestionSection[] {
    const questions: QuestionSection[] = [];
    for (let i = 0; i < count; i += 1) {
      questions.push({ name: this.#name(), type: typeOf(this.#u16()), class: classOf(this.#u16()) });
    }
    return questions;
  }

  /** The records of a section, except OPT records. Keeps the first OPT record of the message. */
  #records(count: number): ResourceRecord[] {
    const records: ResourceRecord[] = [];
    for (let i = 0; i < count; i += 1) {
      const name = this.#name();
      const [type, klass, ttl, length] = [this.#u16(), this.#u16(), this.#u32(), this.#u16()];
      const end = this.#at + length;
      if (end > this.#wire.length) throw new Broken('record data longer than the message');
      if (type === OPT) {
        const opt = this.#optData(klass, ttl, end);
        this.#opt ??= opt;
        continue;
      }
      const rdata = this.#rdata(type, end);
      if (this.#at !== end) throw new Broken(`data of a ${typeOf(type)} record does not fill its length`);
      // A TTL with the top bit set counts as zero (RFC 2181 section 8).
      records.push({ name, class: classOf(klass), ttl: ttl > 0x7fffffff ? 0 : ttl, ...rdata });
    }
    return records;
  }

  #rdata(code: number, end: number): Rdata {
    const type = typeOf(code);
    switch (type) {
      case 'A':
        return { type, address: addressFromBytes(this.#bytes(4)) };
      case 'AAAA':
        return { type, address: addressFromBytes(this.#bytes(16)) };
      case 'NS':
      case 'CNAME':
      case 'PTR':
      case 'DNAME':
        return { type, target: this.#name() };
      case 'MX':
        return { type, preference: this.#u16(), exchange: this.#name() };
      case 'TXT':
        return { type, strings: this.#strings(end) };
      case 'SOA':
        return {
          type,
          mname: this.#name(),
          rname: this.#name(),
          serial: this.#u32(),
          refresh: this.#u32(),
          retry: this.#u32(),
          expire: this.#u32(),
          minimum: this.#u32(),
        };
      default:
        return { type, rdata: this.#bytes(end - this.#at) };
    }
  }

  #optData(udpSize: number, ttl: number, end: number): Opt {
    const options: { code: number; data: Uint8Array }[] = [];
    while (this.#at < end) {
      const [code, length] = [this.#u16(), this.#u16()];
      if (this.#at + length > end) throw new Broken('an EDNS option longer than its record');
      options.push({ code, data: this.#bytes(length) });
    }
    const edns = { version: (ttl >>> 16) & 255, udpSize, do: (ttl & 0x8000) !== 0, z: ttl & 0x7fff, options };
    return { extendedRcode: ttl >>> 24, edns };
  }

  #strings(end: number): string[] {
    const strings: string[] = [];
    while (this.#at < end) {
      const length = this.#u8();
      if (this.#at + length > end) throw new Broken('a text string longer than its record');
      const start = this.#take(length);
      strings.push(latin1Of(this.#wire, start, start + length));
    }
    return strings;
  }

  #name(): Name {
    const start = this.#at;
    const labels: string[] = [];
    let size = 1;
    let at = start;
    let afterPointer: number | null = null;
    for (;;) {
      const length = this.#wire[at];
      if (length === undefined) throw new Broken('a name runs past the end');
      if (length === 0) break;
      if (length >= 0xc0) {
        const low = this.#wire[at + 1];
        if (low === undefined) throw new Broken('a name runs past the end');
        const target = ((length & 0x3f) << 8) | low;
        if (target >= at || target < HEADER)
          throw new Broken('a compression pointer that does not point back');
        afterPointer ??= at + 2;
        const known = labels.length === 0 ? this.#names.get(target) : undefined;
        if (known !== undefined) {
          this.#at = afterPointer;
          return known;
        }
        at = target;
        continue;
      }
      if (length > 63) throw new Broken('a label of an unknown kind');
      size += length + 1;
      if (size > MAX_NAME) throw new Broken('a name longer than 255 bytes');
      labels.push(latin1Of(this.#wire, at + 1, at + 1 + length));
      at += length + 1;
    }
    this.#at = afterPointer ?? at + 1;
    const name = fromLabels(labels);
    this.#names.set(start, name);
    return name;
  }

  #bytes(length: number): Uint8Array {
    const start = this.#take(length);
    return this.#wire.subarray(start, start + length);
  }

  #u8(): number {
    return this.#numbers.getUint8(this.#take(1));
  }

  #u16(): number {
    return this.#numbers.getUint16(this.#take(2));
  }

  #u32(): number {
    return this.#numbers.getUint32(this.#take(4));
  }

  /** Consumes bytes; returns the offset of the first. */
  #take(size: number): number {
    const start = this.#at;
    if (start + size > this.#wire.length) throw new Broken('the message ends too early');
    this.#at = start + size;
    return start;
  }
}

interface Opt {
  readonly extendedRcode: number;
  readonly edns: Edns;
}
