/** Messages as text, as in zone files and dig. The text is always printable ASCII. */
import { hexOf } from './bytes.js';
import type { Message, QuestionSection, Rdata, ResourceRecord } from './message.js';
import { type Name, ROOT } from './name.js';

/** A name as in a zone file: absolute, with special characters escaped (RFC 1035 section 5.1). */
export function presentName(name: Name): string {
  return name === ROOT ? ROOT : `${name.replaceAll(/[";()@$]/g, '\\$&')}.`;
}

/** `owner ttl class type data`, on one line. */
export function presentRecord(rr: ResourceRecord): string {
  return `${presentName(rr.name)} ${rr.ttl} ${rr.class} ${rr.type} ${presentRdata(rr)}`;
}

export function presentQuestion(question: QuestionSection): string {
  return `${presentName(question.name)} ${question.class} ${question.type}`;
}

const FLAGS = ['qr', 'aa', 'tc', 'rd', 'ra', 'ad', 'cd'] as const;

/** The set flags, in the order of the header. */
export function presentFlags(message: Pick<Message, (typeof FLAGS)[number]>): string {
  return FLAGS.filter((flag) => message[flag]).join(' ');
}

const OPCODES: Readonly<Record<number, string>> = {
  0: 'QUERY',
  1: 'IQUERY',
  2: 'STATUS',
  4: 'NOTIFY',
  5: 'UPDATE',
};

/** The whole message, line by line. Lines other than records and the question start with two semicolons. */
export function presentMessage(message: Message): string[] {
  const opcode = OPCODES[message.opcode] ?? `OPCODE${message.opcode}`;
  return [
    `;; opcode: ${opcode}, status: ${message.rcode}, id: ${message.id}, size: ${message.size}`,
    `;; flags: ${presentFlags(message) || 'none'}`,
    ...presentEdns(message),
    ...message.question.map((question) => `;${presentQuestion(question)}`),
    ...(['answer', 'authority', 'additional'] as const).flatMap((section) =>
      message[section].length === 0 ? [] : [`;; ${section}:`, ...message[section].map(presentRecord)],
    ),
  ];
}

function presentEdns({ edns }: Message): string[] {
  if (edns === null) return [];
  const flags = [...(edns.do ? ['do'] : []), ...(edns.z === 0 ? [] : [`0x${edns.z.toString(16)}`])].join(' ');
  return [
    `;; EDNS: version: ${edns.version}, flags: ${flags || 'none'}, udp: ${edns.udpSize}`,
    ...edns.options.map(({ code, data }) => `;; EDNS option ${code}: ${opaque(data)}`),
  ];
}

function presentRdata(rr: Rdata): string {
  if ('rdata' in rr) return opaque(rr.rdata);
  switch (rr.type) {
    case 'A':
    case 'AAAA':
      return rr.address;
    case 'NS':
    case 'CNAME':
    case 'PTR':
    case 'DNAME':
      return presentName(rr.target);
    case 'MX':
      return `${rr.preference} ${presentName(rr.exchange)}`;
    case 'TXT':
      return rr.strings.map(presentString).join(' ');
    case 'SOA': {
      const numbers = [rr.serial, rr.refresh, rr.retry, rr.expire, rr.minimum];
      return [presentName(rr.mname), presentName(rr.rname), ...numbers].join(' ');
    }
  }
}

/** A character string in quotes (RFC 1035 section 5.1). */
function presentString(text: string): string {
  return `"${presentBytes(text).replaceAll('"', '\\"')}"`;
}

/** Text from the wire, one character per byte. Bytes other than printable ASCII become \DDD (RFC 1035 section 5.1). */
export function presentBytes(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[^ -~]/g, (c) => `\\${String(c.charCodeAt(0)).padStart(3, '0')}`);
}

/** Data of unknown meaning (RFC 3597 section 5), with the hex in words short enough to wrap. */
function opaque(data: Uint8Array): string {
  const hex = hexOf(data).toUpperCase();
  return ['\\#', data.length, ...(hex.match(/.{1,56}/g) ?? [])].join(' ');
}
