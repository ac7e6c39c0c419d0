/** A plain client over dns-packet and sockets. It shows exactly what a server sends, right or wrong. */
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Answer, type DecodedPacket, decode, encode, type Packet, type Question } from 'dns-packet';
import { address } from '../../src/dns/address.js';
import type { Lab, Route } from '../../src/lab/lab.js';

export const ID = 4242;

export function route(lab: Lab, at: string): Route {
  const found = lab.routes.get(address(at));
  if (found === undefined) throw new Error(`no route to ${at}`);
  return found;
}

/** Waits until a server has received this many queries. */
export async function received(lab: Lab, at: string, count: number, over?: AbortSignal): Promise<void> {
  while (!over?.aborted && (lab.queries().get(address(at)) ?? 0) < count) await nextTurn();
}

export interface Heard {
  readonly id: number;
  readonly rcode: number;
  readonly flags: string;
  readonly question: string;
  /** Records as `owner TYPE data`, without the OPT record. */
  readonly answer: readonly string[];
  readonly authority: readonly string[];
  readonly additional: readonly string[];
  readonly edns: boolean;
}

export interface Datagram {
  readonly bytes: Buffer;
  readonly from: Route;
}

/** A query as bytes: no flags and no EDNS, unless given. */
export function query(name: string, type: Question['type'], more: Partial<Packet> = {}): Buffer {
  return encode({ type: 'query', id: ID, flags: 0, questions: [{ name, type }], ...more });
}

export const RECURSIVE: Partial<Packet> = { flags: 0x0100 };

/** Sends packets from one socket, each to its route; returns the first `count` that come back. */
export function exchangeUdp(
  sendings: readonly { readonly to: Route; readonly bytes: Uint8Array }[],
  count: number,
): Promise<Datagram[]> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(sendings[0]?.to.host.includes(':') ? 'udp6' : 'udp4');
    const heard: Datagram[] = [];
    socket.on('error', reject);
    socket.on('message', (bytes, { address, port }) => {
      heard.push({ bytes, from: { host: address, port } });
      if (heard.length === count) socket.close(() => resolve(heard));
    });
    for (const { to, bytes } of sendings) socket.send(bytes, to.port, to.host);
  });
}

export async function askUdp(to: Route, bytes: Uint8Array): Promise<Heard> {
  const [first] = await exchangeUdp([{ to, bytes }], 1);
  return read(first?.bytes);
}

/** The system's answer for a UDP port: the code of the error that a connected socket gets. */
export function refusalOf(to: Route): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(to.host.includes(':') ? 'udp6' : 'udp4');
    socket.on('error', (error: NodeJS.ErrnoException) => socket.close(() => resolve(error.code ?? '')));
    socket.on('message', () => socket.close(() => reject(new Error('answered'))));
    socket.connect(to.port, to.host, () => socket.send(query('.', 'NS')));
  });
}

export interface Stream {
  /** All that came, with the lengths. */
  readonly bytes: Buffer;
  readonly end: 'message' | 'closed' | 'reset';
}

/** Asks over TCP until a whole message arrives, or the server closes or resets the connection. */
export function exchangeTcp(to: Route, bytes: Uint8Array): Promise<Stream> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(to.port, to.host);
    const finish = (end: Stream['end']) => {
      socket.destroy();
      resolve({ bytes: Buffer.concat(chunks), end });
    };
    socket.on('connect', () => socket.write(framed(bytes)));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const all = Buffer.concat(chunks);
      if (all.length >= 2 && all.length >= 2 + all.readUInt16BE(0)) finish('message');
    });
    socket.on('end', () => finish('closed'));
    socket.on('error', () => finish('reset'));
  });
}

export async function askTcp(to: Route, bytes: Uint8Array): Promise<Heard> {
  const stream = await exchangeTcp(to, bytes);
  if (stream.end !== 'message') throw new Error(`no message: ${stream.end}`);
  return read(stream.bytes.subarray(2));
}

export function framed(bytes: Uint8Array): Buffer {
  return Buffer.from([bytes.length >> 8, bytes.length & 0xff, ...bytes]);
}

/** Decodes a message; throws if it is none. */
export function read(bytes: Buffer | undefined): Heard {
  if (bytes === undefined) throw new Error('nothing came');
  const packet: DecodedPacket = decode(bytes);
  const flag = (name: string, set: boolean) => (set ? [name] : []);
  const lines = (records: readonly Answer[] = []) =>
    records.filter((record) => record.type !== 'OPT').map(line);
  const [question] = packet.questions ?? [];
  return {
    id: packet.id ?? -1,
    rcode: bytes.readUInt8(3) & 15,
    flags: [
      ...flag('qr', packet.flag_qr),
      ...flag('aa', packet.flag_aa),
      ...flag('tc', packet.flag_tc),
      ...flag('rd', packet.flag_rd),
      ...flag('ra', packet.flag_ra),
    ].join(' '),
    question: `${question?.name} ${question?.type}`,
    answer: lines(packet.answers),
    authority: lines(packet.authorities),
    additional: lines(packet.additionals),
    edns: (packet.additionals ?? []).some((record) => record.type === 'OPT'),
  };
}

function line(record: Answer): string {
  return `${record.name} ${record.type} ${'data' in record ? dataOf(record) : ''}`;
}

function dataOf(record: Answer): string {
  switch (record.type) {
    case 'SOA': {
      const { mname, rname, serial, refresh, retry, expire, minimum } = record.data;
      return [mname, rname, serial, refresh, retry, expire, minimum].join(' ');
    }
    case 'MX':
      return `${record.data.preference} ${record.data.exchange}`;
    case 'TXT':
      return [record.data].flat().map(String).join(' ');
    case 'A':
    case 'AAAA':
    case 'NS':
    case 'CNAME':
    case 'PTR':
      return record.data;
    default:
      return '?';
  }
}
