/** Configures each name server program to serve zones in the foreground, unprivileged, from one directory. */
import type { Endpoint } from '../../src/net/transport.js';

/** The task of a server. */
export interface Duty {
  /** The directory of all its files. */
  readonly directory: string;
  readonly endpoints: readonly Endpoint[];
  /** Name and file of each zone. */
  readonly zones: readonly { readonly name: string; readonly file: string }[];
  /** It also resolves for anybody through this resolver (only BIND can). */
  readonly recursionVia: Endpoint | null;
  /** Responses of a kind per second to one client, limited by the program itself. */
  readonly rateLimit: number | null;
}

/** The arguments of the program, and its configuration files by their names. */
export interface Setup {
  readonly args: readonly string[];
  readonly config: Readonly<Record<string, string>>;
}

export interface Program {
  readonly title: string;
  readonly command: string;
  /** Debian's package. */
  readonly packages: string;
  /** It listens only on addresses of an interface, not on all of 127.0.0.0/8. */
  readonly needsInterface?: true;
  setup(duty: Duty): Setup;
}

const bind: Program = {
  title: 'BIND 9',
  command: 'named',
  packages: 'bind9',
  needsInterface: true,
  setup: ({ directory, endpoints, zones, recursionVia, rateLimit }) => ({
    args: ['-g', '-c', `${directory}/named.conf`],
    config: {
      'named.conf': `
        options {
          directory "${directory}";
          pid-file none;
          session-keyfile "${directory}/session.key";
          ${endpoints.map(({ host, port }) => `${host.includes(':') ? 'listen-on-v6' : 'listen-on'} port ${port} { ${host}; };`).join('\n')}
          version none; hostname none; server-id none;
          allow-transfer { none; };
          notify no;
          dnssec-validation no;
          empty-zones-enable no;
          ${rateLimit === null ? '' : `rate-limit { responses-per-second ${rateLimit}; };`}
          ${
            recursionVia === null
              ? 'recursion no;'
              : `recursion yes; allow-recursion { any; };
                 forward only; forwarders { ${recursionVia.host} port ${recursionVia.port}; };`
          }
        };
        controls { };
        ${zones.map(({ name, file }) => `zone "${name}" { type primary; file "${file}"; };`).join('\n')}
      `,
    },
  }),
};

const nsd: Program = {
  title: 'NSD',
  command: 'nsd',
  packages: 'nsd',
  setup: ({ directory, endpoints, zones, rateLimit }) => ({
    args: ['-d', '-c', `${directory}/nsd.conf`],
    config: {
      'nsd.conf': `
server:
  ${endpoints.map(({ host, port }) => `ip-address: ${host}@${port}`).join('\n  ')}
  username: ""
  chroot: ""
  zonesdir: "${directory}"
  database: ""
  pidfile: ""
  zonelistfile: "${directory}/zone.list"
  xfrdfile: "${directory}/xfrd.state"
  xfrdir: "${directory}"
  hide-version: yes
  hide-identity: yes
  ${rateLimit === null ? '' : `rrl-ratelimit: ${rateLimit}`}
remote-control:
  control-enable: no
${zones.map(({ name, file }) => `zone:\n  name: "${name}"\n  zonefile: "${file}"`).join('\n')}
`,
    },
  }),
};

const knot: Program = {
  title: 'Knot DNS',
  command: 'knotd',
  packages: 'knot',
  setup: ({ directory, endpoints, zones, rateLimit }) => ({
    args: ['-c', `${directory}/knot.conf`],
    config: {
      'knot.conf': `
server:
    rundir: "${directory}"
    listen: [ ${endpoints.map(({ host, port }) => `${host}@${port}`).join(', ')} ]
    identity: ""
    version: ""
    udp-workers: 1
    tcp-workers: 1
    background-workers: 1
log:
  - target: stderr
    any: warning
${rateLimit === null ? '' : `mod-rrl:\n  - id: limited\n    rate-limit: ${rateLimit}\n    slip: 2`}
database:
    storage: "${directory}"
template:
  - id: default
    storage: "${directory}"
    zonefile-load: whole
    journal-content: none
${rateLimit === null ? '' : '    global-module: mod-rrl/limited'}
zone:
${zones.map(({ name, file }) => `  - domain: ${name}\n    file: "${file}"`).join('\n')}
`,
    },
  }),
};

const pdns: Program = {
  title: 'PowerDNS',
  command: 'pdns_server',
  packages: 'pdns-server pdns-backend-bind',
  setup: ({ directory, endpoints, zones }) => ({
    args: [`--config-dir=${directory}`],
    config: {
      'pdns.conf': `
launch=bind
bind-config=${directory}/zones.conf
local-address=${endpoints.map(({ host, port }) => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`)).join(',')}
socket-dir=${directory}
chroot=
setuid=
setgid=
daemon=no
guardian=no
write-pid=no
disable-axfr=yes
version-string=anonymous
security-poll-suffix=
`,
      'zones.conf': zones
        .map(({ name, file }) => `zone "${name}" { type master; file "${directory}/${file}"; };\n`)
        .join(''),
    },
  }),
};

/** The authoritative servers, by the first label of their names in the tests. */
export const SOFTWARE = ['bind', 'nsd', 'knot', 'pdns'] as const;
export type Software = (typeof SOFTWARE)[number];

export const PROGRAMS: Readonly<Record<Software, Program>> = { bind, nsd, knot, pdns };

/** The resolver. Its only zone, the root, has the whole DNS, so it never asks outside. */
export const RESOLVER: Program = {
  title: 'Unbound',
  command: 'unbound',
  packages: 'unbound',
  setup: ({ directory, endpoints, zones }) => ({
    args: ['-d', '-c', `${directory}/unbound.conf`],
    config: {
      'unbound.conf': `
server:
  ${endpoints.map(({ host, port }) => `interface: ${host}@${port}`).join('\n  ')}
  username: ""
  chroot: ""
  directory: "${directory}"
  pidfile: ""
  use-syslog: no
  do-daemonize: no
  module-config: "iterator"
  access-control: 127.0.0.0/8 allow
remote-control:
  control-enable: no
${zones.map(({ name, file }) => `auth-zone:\n  name: "${name}"\n  zonefile: "${file}"\n  for-downstream: no\n  for-upstream: yes\n  fallback-enabled: no`).join('\n')}
`,
    },
  }),
};
