/** Server programs as child processes: found, started in the foreground, watched until they answer, stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { existsSync } from 'node:fs';
import { connect, createServer, isIPv6 } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { decode, encode, type Packet, RECURSION_DESIRED, streamDecode, streamEncode } from 'dns-packet';
import type { Endpoint } from '../../src/net/transport.js';

/** Debian keeps servers outside an ordinary user's PATH. */
const DIRECTORIES = [...(process.env.PATH ?? '').split(':'), '/usr/local/sbin', '/usr/sbin'];

/** The path of a program; null if it is not installed. */
export function findProgram(name: string): string | null {
  return DIRECTORIES.map((directory) => join(directory, name)).find((path) => existsSync(path)) ?? null;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const GRACE_MS = 5000;

/** A server in the foreground of a process of its own. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #log = '';

  constructor(program: string, args: readonly string[], directory: string) {
    this.#child = spawn(program, args, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.#child);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        this.#log += text;
      });
    }
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#log += error.message;
        resolve();
      });
      this.#child.once('close', () => resolve());
    });
    void this.#ended.then(() => running.delete(this.#child));
  }

  get ended(): boolean {
    return !running.has(this.#child);
  }

  /** Its output so far, on both streams. */
  get log(): string {
    return this.#log;
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    const patience = new AbortController();
    await Promise.race([this.#ended, delay(GRACE_MS, null, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}

/** An address of this machine that is probably unused: each server gets one, and a port on ::1. */
export function loopbackAddress(): string {
  return `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
}

const given = new Set<number>();

/**
 * A port that is free at this address for UDP and TCP, and stays so: it is below the system's ephemeral ports.
 */
export async function freePort(host: string): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(10_000, 32_768);
    if (given.has(port) || !(await isFree(host, port))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`no port of ${host} is free`);
}

async function isFree(host: string, port: number): Promise<boolean> {
  const tcp = createServer();
  const udp = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  try {
    await new Promise<void>((resolve, reject) => tcp.once('error', reject).listen(port, host, resolve));
    await new Promise<void>((resolve, reject) => udp.once('error', reject).bind(port, host, resolve));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  } finally {
    tcp.close();
    udp.close();
  }
}

const POLLS = 200;
const POLL_MS = 50;

/**
 * Waits until the server answers over UDP and TCP for every zone, or at all if there are no zones. Throws if it ends or
 * takes too long.
 */
export async function untilReady(
  server: ServerProcess,
  endpoints: readonly Endpoint[],
  zones: readonly string[],
): Promise<void> {
  const isReady = ({ answers = [] }: Packet) => zones.length === 0 || answers.length > 0;
  for (const endpoint of endpoints) {
    for (const zone of zones.length === 0 ? ['example'] : zones) {
      for (const ask of [askUdp, askTcp]) {
        for (let poll = 0; ; poll += 1) {
          if (server.ended) throw new Error(`it ended: ${server.log}`);
          const answer = await ask(endpoint, zone);
          if (answer !== null && isReady(answer)) break;
          if (poll === POLLS) throw new Error(`it does not answer for ${zone}: ${server.log}`);
          await delay(POLL_MS);
        }
      }
    }
  }
}

const ANSWER_MS = 500;

function soaQuery(zone: string): Packet {
  return {
    type: 'query',
    id: randomInt(65536),
    flags: RECURSION_DESIRED,
    questions: [{ type: 'SOA', name: zone }],
  };
}

function askUdp({ host, port }: Endpoint, zone: string): Promise<Packet | null> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    const end = (answer: Packet | null) => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    const timer = setTimeout(() => end(null), ANSWER_MS);
    socket.once('error', () => end(null)).once('message', (wire) => end(decode(wire)));
    socket.connect(port, host, () => socket.send(encode(soaQuery(zone))));
  });
}

function askTcp({ host, port }: Endpoint, zone: string): Promise<Packet | null> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: ANSWER_MS });
    let received = Buffer.alloc(0);
    const end = (answer: Packet | null) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once('connect', () => socket.write(streamEncode(soaQuery(zone))))
      .on('data', (bytes) => {
        received = Buffer.concat([received, bytes]);
        if (received.length >= 2 && received.length >= received.readUInt16BE(0) + 2)
          end(streamDecode(received));
      })
      .once('error', () => end(null))
      .once('timeout', () => end(null))
      .once('close', () => resolve(null));
  });
}
