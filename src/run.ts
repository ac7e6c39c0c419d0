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
  /** Messages per second to one server address; Infinity for no bound. */
  readonly rate: number;
  readonly signal: AbortSignal;
  /** Called when a zone is begun or done, and now and then in between. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How far a run has come. */
export interface Progress {
  readonly done: number;
  readonly zones: number;
  /** Messages sent so far. */
  readonly queries: number;
}

/** Of one zone; `index` is its place among the targets. */
export interface ObservedZone {
  readonly index: number;
  readonly observation: Observation;
}

/** Questions in flight to one server address: what a server sees of any busy resolver. */
const IN_FLIGHT = 20;

/** Zones in progress at a time: enough to keep the servers of any of them busy, few enough to remember. */
const ZONES = 256;

/**
 * The whole flow: observes the zones side by side and yields what was observed of each as soon as it is done, in any
 * order. The return value are the facts that only the end of the run knows.
 */
export async function* run(
  targets: readonly ZoneTarget[],
  options: RunOptions,
): AsyncGenerator<ObservedZone, RunEnd> {
  const { families, signal, onProgress } = options;
  const asker = new Asker({ ...options, inFlight: IN_FLIGHT });
  const inProgress = new Map<number, Promise<ObservedZone>>();
  let done = 0;
  const report = () => onProgress?.({ done, zones: targets.length, queries: asker.sent });
  const finished = async (): Promise<ObservedZone> => {
    const zone = await Promise.race(inProgress.values());
    inProgress.delete(zone.index);
    asker.forget(zone.observation);
    done += 1;
    report();
    return zone;
  };
  try {
    for (const [index, target] of targets.entries()) {
      if (inProgress.size >= ZONES) yield await finished();
      const observed = observe(target, families, asker, signal, report);
      inProgress.set(
        index,
        observed.then((observation) => ({ index, observation })),
      );
    }
    while (inProgress.size > 0) yield await finished();
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
