import { CHECKS } from './checks/index.js';
import type { Address } from './dns/address.js';
import type { Endpoint } from './dns/transport.js';
import { evaluate } from './evaluate.js';
import { type Observation, viewOf } from './observation/observation.js';
import type { RunEnd } from './observation/record.js';
import type { Families } from './observation/view.js';
import { Asker } from './observe/asker.js';
import { observe } from './observe/observe.js';
import type { ZoneResult } from './report/report.js';
import type { ZoneTarget } from './target.js';

/** How a run asks. */
export interface RunOptions {
  readonly families: Families;
  /** Asked in turn until one answers. */
  readonly resolvers: readonly Endpoint[];
  /** Addresses that are reached elsewhere than at themselves, port 53; empty outside the lab. */
  readonly routes: ReadonlyMap<Address, Endpoint>;
  /** Milliseconds for the first attempt of a question; each retry takes half as long again. */
  readonly timeoutMs: number;
  readonly retries: number;
  readonly signal: AbortSignal;
}

/** Questions in flight to one server address: what a server sees of any busy resolver. */
const IN_FLIGHT = 20;

/**
 * The whole flow: observes the zones side by side and yields what was observed of each, in the order of the targets.
 * The return value are the facts that only the end of the run knows.
 */
export async function* run(
  targets: readonly ZoneTarget[],
  options: RunOptions,
): AsyncGenerator<Observation, RunEnd> {
  const { resolvers, routes, timeoutMs, retries, signal } = options;
  const asker = new Asker({ resolvers, routes, timeoutMs, retries, signal, inFlight: IN_FLIGHT });
  try {
    const observations = targets.map((target) => observe(target, options.families, asker, signal));
    for (const observation of observations) yield await observation;
    return { durationMs: Math.round(asker.elapsed), queries: asker.sent };
  } finally {
    asker.close();
  }
}

/** What the checks find in an observation. Pure: a saved observation gives the same again. */
export function judge(observation: Observation): ZoneResult {
  const zone = viewOf(observation);
  const { names, servers } = zone.delegation;
  return {
    target: observation.target,
    nameservers: names.map((name) => ({
      name,
      addresses: servers.filter((server) => server.name === name).map((server) => server.address),
    })),
    findings: evaluate(zone, CHECKS),
  };
}
