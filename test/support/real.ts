/**
 * The same reverse zones on BIND 9, NSD, Knot DNS and PowerDNS, and Unbound as the resolver: real programs on loopback,
 * reached at public addresses through a route table. A test gives its servers' differences from healthy ones.
 */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, onTestFinished } from 'vitest';
import {
  type CheckOptions,
  check,
  type FindingReport,
  type Report,
  type ZoneReport,
  zonesOf,
} from '../../src/index.js';
import type { Endpoint } from '../../src/net/transport.js';
import { noteworthy } from '../../src/report/report.js';
import { findProgram, freePort, loopbackAddress, ServerProcess, untilReady } from './real-process.js';
import { PROGRAMS, type Program, RESOLVER, SOFTWARE, type Software } from './real-programs.js';
import { type Deviation, HOSTS, NSERVERS, rootZone, zoneText } from './real-zones.js';

export { SOFTWARE, type Software } from './real-programs.js';
export { NSERVERS, SERIAL, serversOf } from './real-zones.js';

export interface World {
  /** The address blocks whose zones are served. */
  readonly prefixes: readonly string[];
  readonly deviations?: Partial<Readonly<Record<Software, Deviation>>>;
  readonly resolverStopped?: true;
}

/** PowerDNS with `version-string=anonymous` hides its version behind SERVFAIL, which RIPE's checker points out. */
const PECULIAR: readonly string[] = ['N15_ERROR_ON_VERSION_QUERY'];

/** The findings that matter to a reader, without those of a healthy server. */
export function remarksOn(zone: ZoneReport): FindingReport[] {
  return zone.findings.filter((finding) => noteworthy(finding) && !PECULIAR.includes(finding.tag));
}

export interface RealServers {
  readonly resolver: Endpoint;
  readonly routes: ReadonlyMap<string, Endpoint>;
  /** Checks the zones of the world on all four servers. */
  check(options?: Partial<CheckOptions>): Promise<Report>;
}

/** A group of tests that need all the programs. If one is missing, it fails in CI; elsewhere it reports that it did not run. */
export function describeReal(title: string, tests: () => void): void {
  const missing = [...Object.values(PROGRAMS), RESOLVER].filter(
    ({ command }) => findProgram(command) === null,
  );
  const run = missing.length === 0 || process.env.REQUIRE_REAL_SERVERS === '1';
  if (!run) {
    const titles = missing.map((program) => program.title).join(', ');
    const packages = missing.map((program) => program.packages).join(' ');
    process.stderr.write(
      `\nSKIPPED: ${title}\n  not installed: ${titles} (on Debian: apt-get install ${packages})\n`,
    );
  }
  describe.runIf(run)(title, tests);
}

/** Starts the servers of the world, and stops them when the test is over. */
export async function startRealServers(world: World): Promise<RealServers> {
  const directory = await mkdtemp(join(tmpdir(), 'rdns-preflight-'));
  const processes: ServerProcess[] = [];
  onTestFinished(async () => {
    await Promise.all(processes.map((process) => process.stop()));
    await rm(directory, { recursive: true });
  });
  const [resolver] = await startServer(RESOLVER, join(directory, 'resolver'), processes, {
    hosts: [loopbackAddress()],
    zones: new Map([['.', rootZone()]]),
    stopped: world.resolverStopped,
  });
  if (resolver === undefined) throw new Error('the resolver has no endpoint');
  const routes = new Map<string, Endpoint>();
  await Promise.all(
    SOFTWARE.map(async (software) => {
      const program = PROGRAMS[software];
      const deviation = world.deviations?.[software] ?? {};
      const zones = deviation.zones ?? zoneNames(world);
      const endpoints = await startServer(program, join(directory, software), processes, {
        hosts: [program.needsInterface ? '127.0.0.1' : loopbackAddress(), '::1'],
        zones: new Map(zones.map((zone) => [zone, zoneText(deviation)])),
        stopped: deviation.stopped,
        recursionVia: deviation.recursion ? resolver : null,
        rateLimit: deviation.rateLimit ?? null,
      });
      for (const [i, endpoint] of endpoints.entries()) {
        routes.set(HOSTS[software].addresses[i] ?? '', endpoint);
      }
    }),
  );
  const usual = {
    targets: world.prefixes,
    nservers: NSERVERS,
    resolvers: [`${resolver.host}:${resolver.port}`],
    routes,
    timeoutMs: 2000,
    retries: 1,
  };
  return { resolver, routes, check: (options) => check({ ...usual, ...options }) };
}

function zoneNames({ prefixes }: World): string[] {
  return prefixes.flatMap((prefix) => zonesOf(prefix)).map(({ zone }) => zone);
}

interface Start {
  readonly hosts: readonly string[];
  /** The text of each zone, by its name. */
  readonly zones: ReadonlyMap<string, string>;
  readonly stopped?: boolean | undefined;
  readonly recursionVia?: Endpoint | null;
  readonly rateLimit?: number | null;
}

const START_ATTEMPTS = 3;

/** Starts a server, or only finds its place. If somebody else takes its ports first, tries again. */
async function startServer(
  program: Program,
  directory: string,
  processes: ServerProcess[],
  { hosts, zones, stopped = false, recursionVia = null, rateLimit = null }: Start,
): Promise<Endpoint[]> {
  await mkdir(directory);
  const executable = await executableOf(program, directory);
  const files = [...zones.keys()].map((name, i) => ({ name, file: `${i}.zone` }));
  for (const { name, file } of files) await writeFile(join(directory, file), zones.get(name) ?? '');
  for (let attempt = 1; ; attempt += 1) {
    const endpoints = await Promise.all(hosts.map(async (host) => ({ host, port: await freePort(host) })));
    if (stopped) return endpoints;
    const { args, config } = program.setup({ directory, endpoints, zones: files, recursionVia, rateLimit });
    for (const [file, text] of Object.entries(config)) await writeFile(join(directory, file), text);
    const process = new ServerProcess(executable, args, directory);
    processes.push(process);
    try {
      await untilReady(process, endpoints, [...zones.keys()]);
      return endpoints;
    } catch (error) {
      if (attempt < START_ATTEMPTS && /in use/i.test(process.log)) continue;
      throw new Error(`${program.title} does not start`, { cause: error });
    }
  }
}

/** Debian's AppArmor profiles, which match by path, keep some programs from reading files under /tmp: these are copied. */
async function executableOf({ title, command, packages }: Program, directory: string): Promise<string> {
  const path = findProgram(command);
  if (path === null) throw new Error(`${title} is not installed (on Debian: apt-get install ${packages})`);
  const confined = await readFile('/sys/module/apparmor/parameters/enabled', 'utf8').catch(() => 'N');
  if (!confined.startsWith('Y')) return path;
  const copy = join(directory, basename(path));
  await copyFile(path, copy);
  return copy;
}
