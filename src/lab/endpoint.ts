import { once } from 'node:events';
import { Socket } from 'node:net';
import DNS from 'dns2';
import type { Query } from './message.js';
import { readQuery } from './wire.js';

/** A UDP and a TCP server on the same loopback host and port. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** Sends a packet from this endpoint's UDP socket. */
  send(bytes: Uint8Array, to: Peer): void;
  close(): Promise<void>;
}

export interface Peer {
  readonly address: string;
  readonly port: number;
}

/** Handles the queries that reach an endpoint. */
export interface Service {
  udp(query: Query, from: Peer, reply: (bytes: Uint8Array) => void): void;
  tcp(query: Query, connection: Connection): void;
  /** Packets are answered with ICMP "port unreachable". */
  readonly refusesUdp?: boolean;
  /** Connections are accepted and reset. */
  readonly resetsTcp?: boolean;
}

/** The way back over TCP. Call exactly one of these for a query. */
export interface Connection {
  send(message: Uint8Array): void;
  /** Sends the length of the message and half of it, then closes the connection. */
  sendHalf(message: Uint8Array): void;
  close(): void;
  /** Sends nothing: the connection stays as long as the client keeps it. */
  hold(): void;
}

const PORT_TRIES = 20;

/** Opens an endpoint on the first of the hosts that exists on this machine; the system chooses the port. */
export async function openEndpoint(hosts: readonly string[], service: Service): Promise<Endpoint> {
  const [host, ...others] = hosts;
  if (host === undefined) throw new Error('this machine has no loopback address to serve on');
  for (let tries = 1; ; tries += 1) {
    try {
      return await openAt(host, service);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      // The system chose a port that is free for UDP, but it may be in use for TCP.
      if (code === 'EADDRINUSE' && tries < PORT_TRIES) continue;
      if (others.length > 0) return openEndpoint(others, service);
      throw error;
    }
  }
}

async function openAt(host: string, service: Service): Promise<Endpoint> {
  const udp = await openUdp(host, service);
  const { port } = udp.address();
  const closeUdp = () => new Promise<void>((resolve) => udp.close(() => resolve()));
  try {
    const closeTcp = await openTcp(host, port, service);
    return {
      host,
      port,
      // A sender does not learn whether a datagram arrives.
      send: (bytes, to) => udp.send(bytes, to.port, to.address, () => {}),
      close: async () => {
        await Promise.all([closeUdp(), closeTcp()]);
      },
    };
  } catch (error) {
    await closeUdp();
    throw error;
  }
}

async function openUdp(host: string, service: Service): Promise<DNS.UDPServer> {
  const server = DNS.createUDPServer({ type: host.includes(':') ? 'udp6' : 'udp4' });
  server.on('request', (packet, send, client) => {
    const query = readQuery(packet);
    if (query === null || !('address' in client && 'port' in client)) return;
    service.udp(query, client, (bytes) => void send(Buffer.from(bytes)).catch(() => {}));
  });
  // dns2's listen() would never settle if the address cannot be bound.
  server.bind(0, host);
  await once(server, 'listening');
  if (service.refusesUdp) {
    // A socket connected to itself keeps the port, and the system refuses packets from others.
    server.connect(server.address().port, host);
    await once(server, 'connect');
  }
  return server;
}

/** Returns the function that closes the server and its connections. */
async function openTcp(host: string, port: number, service: Service): Promise<() => Promise<void>> {
  const server = DNS.createTCPServer();
  const connections = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    if (service.resetsTcp) {
      socket.resetAndDestroy();
      return;
    }
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
    // dns2 ends a connection after ten idle seconds; here the client chooses how long to wait.
    socket.setTimeout(0);
  });
  server.on('request', (packet, send, client) => {
    const query = readQuery(packet);
    if (query !== null && client instanceof Socket) service.tcp(query, connectionOn(client, send));
  });
  server.listen(port, host);
  await once(server, 'listening');
  return () => {
    for (const socket of connections) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
}

function connectionOn(socket: Socket, send: (message: Buffer) => unknown): Connection {
  return {
    send: (message) => send(Buffer.from(message)),
    sendHalf: (message) => {
      const half = message.subarray(0, message.length >> 1);
      socket.end(Uint8Array.of(message.length >> 8, message.length & 0xff, ...half));
    },
    close: () => socket.end(),
    hold: () => {
      if (socket.readableEnded) socket.destroy();
      else socket.once('end', () => socket.destroy());
    },
  };
}
