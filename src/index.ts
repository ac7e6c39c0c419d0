import { getServers } from 'node:dns';
import { DEFAULTS } from './defaults.js';
import type { Address } from './dns/address.js';
import { PROFILES, type Profile, parseProfile } from './judge/profile.js';
import { isProfileName } from './judge/profile-choice.js';
import type { Endpoint } from './net/transport.js';
import { formatPrefix } from './prefix/prefix.js';
import type { KnownReport, KnownZoneReport } from './report/report.js';
import { judged, run } from './run.js';
import {
  InputError,
  parseDs,
  parseNserver,
  parseResolver,
  zonesOfPrefix,
  zoneTargets,
} from './target/input.js';

export { LEVELS, type Level } from './finding/level.js';
export type { Facts, Tag } from './judge/catalogue.js';
export type { Verdict } from './judge/verdict.js';
export type {
  KnownFindingReport as FindingReport,
  KnownReport as Report,
  KnownZoneReport as ZoneReport,
} from './report/report.js';
export { InputError } from './target/input.js';
export { type Profile, parseProfile };

export interface Zone {
  /** Without the final dot. */
  readonly zone: string;
  /** The addresses it maps: CIDR, or a range `a - b`. */
  readonly prefix: string;
  /** For a part of an IPv4 /24: the zone that must point into it. */
  readonly parent: string | null;
}

/** The reverse zones of an address block, in order of address. Throws InputError. */
export function zonesOf(prefix: string): Zone[] {
  return zonesOfPrefix(prefix).map(({ zone, block, parent }) => ({
    zone,
    prefix: formatPrefix(block),
    parent,
  }));
}

export interface CheckOptions {
  /** Prefixes (CIDR, or a range `a - b`) and names of reverse zones. */
  readonly targets: readonly string[];
  /**
   * The name servers the zones are to be delegated to, each as `name` or `name/address[,address...]`. If there are none,
   * the existing delegation is tested.
   */
  readonly nservers?: readonly string[];
  /** DS data, each as `<key tag> <algorithm> <digest type> <digest>`. */
  readonly ds?: readonly string[];
  /** Resolvers, asked in turn, each as `address` or `address:port`; by default the system's. */
  readonly resolvers?: readonly string[];
  /** `documented` (the default), `engine`, or what parseProfile returns. */
  readonly profile?: 'documented' | 'engine' | Profile;
  /** Whether to ask over a family; both by default. */
  readonly ipv4?: boolean;
  readonly ipv6?: boolean;
  /** Milliseconds for the first attempt of a question, 2000 by default; each retry takes half as long again. */
  readonly timeoutMs?: number;
  /** 2 by default. */
  readonly retries?: number;
  /** Messages per second to one server address, 500 by default; Infinity for no bound. */
  readonly rate?: number;
  /** Endpoints of the name servers that are not reached at port 53 of their address. */
  readonly routes?: ReadonlyMap<string, Endpoint>;
  readonly signal?: AbortSignal;
}

/**
 * Tests reverse zones on their name servers, as `rdns-preflight check` does, and resolves with its JSON report. Rejects
 * with InputError if an option cannot be used, and with the signal's reason if it is aborted. Network failures are in
 * the report.
 */
export async function check(options: CheckOptions): Promise<KnownReport> {
  const targets = zoneTargets(
    options.targets,
    (options.nservers ?? []).map(parseNserver),
    (options.ds ?? []).map(parseDs),
  );
  const profile = profileOf(options.profile);
  const signal = options.signal ?? new AbortController().signal;
  signal.throwIfAborted();
  const observed = run(targets, {
    families: { ipv4: options.ipv4 ?? DEFAULTS.ipv4, ipv6: options.ipv6 ?? DEFAULTS.ipv6 },
    resolvers: (options.resolvers ?? getServers()).map(parseResolver),
    routes: (options.routes ?? new Map()) as ReadonlyMap<Address, Endpoint>,
    timeoutMs: options.timeoutMs ?? DEFAULTS.timeoutMs,
    retries: options.retries ?? DEFAULTS.retries,
    rate: options.rate ?? DEFAULTS.rate,
    signal,
  });
  const { head, events } = await judged(observed, profile);
  const zones: KnownZoneReport[] = [];
  for await (const event of events) {
    if (event.kind === 'tail') return { ...head, zones, ...event.tail };
    zones[event.index] = event.zone;
  }
  throw new Error('the run has no end');
}

function profileOf(given: CheckOptions['profile'] = 'documented'): Profile {
  if (typeof given !== 'string') return given;
  if (!isProfileName(given)) throw new InputError(`unknown profile: ${given}`);
  return PROFILES[given];
}
