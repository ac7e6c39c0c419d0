/** The same zones on NSD and Knot DNS, and Unbound as the resolver: real programs on loopback, unprivileged. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Names, public addresses and the places where these are served; a route table maps one to the other. */
export const HOSTS = {
  nsd: { name: 'nsd.example.org', address: '186.200.2.2', host: '127.53.2.2', port: 5302 },
  knot: { name: 'knot.example.com', address: '187.30.3.3', host: '127.53.3.3', port: 5303 },
};
const RESOLVER = { host: '127.53.0.1', port: 5301 };

/**
 * `rateLimit`: responses per second to one client, by the server's own response rate limiting; 0: no limit. `core`: the
 * core that all servers share; null: any.
 */
export async function startServers(zones, { rateLimit = 0, core = null } = {}) {
  const start = (program, args) => startPinned(core, program, args);
  const directory = mkdtempSync(join(tmpdir(), 'rdns-bench-'));
  const write = (file, text) => writeFileSync(join(directory, file), text);
  write('zone', zoneText());
  write('root', rootZone());
  write('nsd.conf', nsdConfig(directory, zones, rateLimit));
  write('knot.conf', knotConfig(directory, zones, rateLimit));
  write('unbound.conf', unboundConfig(directory));
  const processes = {
    nsd: start('/usr/sbin/nsd', ['-d', '-c', join(directory, 'nsd.conf')]),
    knot: start('/usr/sbin/knotd', ['-c', join(directory, 'knot.conf')]),
    unbound: start('/usr/sbin/unbound', ['-d', '-c', join(directory, 'unbound.conf')]),
  };
  const stop = async () => {
    const ended = Object.values(processes).map(
      (child) =>
        new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve())),
    );
    for (const child of Object.values(processes)) child.kill('SIGTERM');
    await Promise.all(ended);
    rmSync(directory, { recursive: true });
  };
  try {
    await Promise.all([
      ...Object.values(HOSTS).map((at) => untilAnswering(at, zones.at(-1))),
      untilAnswering(RESOLVER, '.'),
    ]);
  } catch (error) {
    // The next ones need their ports.
    await stop();
    throw error;
  }
  return {
    resolver: RESOLVER,
    routes: Object.values(HOSTS).map(({ address, host, port }) => [address, { host, port }]),
    stop,
  };
}

function startPinned(core, program, args) {
  const [command, ...rest] =
    core === null ? [program, ...args] : ['taskset', '-c', String(core), program, ...args];
  return spawn(command, rest, {
    stdio: ['ignore', 'ignore', process.env.BENCH_DEBUG ? 'inherit' : 'ignore'],
  });
}

async function untilAnswering({ host, port }, zone) {
  const labels =
    zone === '.' ? [] : zone.split('.').map((label) => [Buffer.from([label.length]), Buffer.from(label)]);
  const query = Buffer.concat([
    Buffer.from([0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    ...labels.flat(),
    Buffer.from([0, 0, 6, 0, 1]),
  ]);
  const socket = createSocket('udp4').on('error', () => {});
  const ready = new Promise((resolve) =>
    socket.on('message', (wire) => (wire[3] & 15) === 0 && resolve(true)),
  );
  for (let tries = 0; tries < 200; tries += 1) {
    socket.send(query, port, host, () => {});
    if (await Promise.race([ready, delay(100)])) {
      socket.close();
      return;
    }
  }
  throw new Error(`${host}:${port} does not answer`);
}

const text = (...lines) => `${lines.join('\n')}\n`;

function zoneText() {
  return text(
    '$TTL 3600',
    '@ SOA nsd.example.org. hostmaster.example.net. 2026112101 14400 7200 1209600 3600',
    ...Object.values(HOSTS).map(({ name }) => `@ NS ${name}.`),
    '5 PTR mail.example.net.',
  );
}

function rootZone() {
  return text(
    '$TTL 3600',
    '. SOA a.root-servers.net. hostmaster.example.net. 1 1800 900 604800 86400',
    '. NS a.root-servers.net.',
    'a.root-servers.net. A 198.41.0.4',
    'example.net. MX 10 mail.example.net.',
    'mail.example.net. A 185.100.1.25',
    ...Object.values(HOSTS).flatMap(({ name, address }, i) => {
      const reversed = address.split('.').reverse().join('.');
      const network = address.replace(/\d+$/, '0/24');
      return [
        `${name}. A ${address}`,
        `${reversed}.in-addr.arpa. PTR ${name}.`,
        `${reversed}.origin.asnlookup.zonemaster.net. TXT "${64500 + i} | ${network} | NL | ripencc | 2014-01-01"`,
      ];
    }),
  );
}

function nsdConfig(directory, zones, rateLimit) {
  const { host, port } = HOSTS.nsd;
  return text(
    'server:',
    `  ip-address: ${host}@${port}`,
    '  server-count: 1',
    '  username: ""',
    '  chroot: ""',
    `  zonesdir: "${directory}"`,
    '  database: ""',
    '  pidfile: ""',
    `  zonelistfile: "${directory}/zone.list"`,
    `  xfrdfile: "${directory}/xfrd.state"`,
    `  xfrdir: "${directory}"`,
    '  hide-version: yes',
    `  rrl-ratelimit: ${rateLimit}`,
    `  rrl-whitelist-ratelimit: ${rateLimit}`,
    'remote-control:',
    '  control-enable: no',
    ...zones.map((zone) => `zone:\n  name: "${zone}"\n  zonefile: "zone"`),
  );
}

function knotConfig(directory, zones, rateLimit) {
  const { host, port } = HOSTS.knot;
  return text(
    'server:',
    `    rundir: "${directory}"`,
    `    listen: ${host}@${port}`,
    '    version: ""',
    '    identity: ""',
    '    udp-workers: 1',
    '    tcp-workers: 1',
    '    background-workers: 1',
    'log:',
    '  - target: stderr',
    '    any: warning',
    'database:',
    `    storage: "${directory}"`,
    ...(rateLimit === 0
      ? []
      : ['mod-rrl:', '  - id: limited', `    rate-limit: ${rateLimit}`, '    slip: 2']),
    'template:',
    '  - id: default',
    `    storage: "${directory}"`,
    '    file: "zone"',
    '    zonefile-load: whole',
    '    zonefile-sync: -1',
    '    journal-content: none',
    ...(rateLimit === 0 ? [] : ['    global-module: mod-rrl/limited']),
    'zone:',
    ...zones.map((zone) => `  - domain: ${zone}`),
  );
}

function unboundConfig(directory) {
  return text(
    'server:',
    `  interface: ${RESOLVER.host}@${RESOLVER.port}`,
    '  username: ""',
    '  chroot: ""',
    `  directory: "${directory}"`,
    '  pidfile: ""',
    '  use-syslog: no',
    '  do-daemonize: no',
    '  module-config: "iterator"',
    '  access-control: 127.0.0.0/8 allow',
    'remote-control:',
    '  control-enable: no',
    'auth-zone:',
    '  name: "."',
    `  zonefile: "${directory}/root"`,
    '  for-downstream: no',
    '  for-upstream: yes',
    '  fallback-enabled: no',
  );
}
