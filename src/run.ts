import type { Address } from './dns/address.js';
import type { Endpoint } from './dns/transport.js';
import type { Observation } from './observation/observation.js';
import type { RunEnd } from './observation/record.js';
import type { Families } from './observation/view.js';
import { Asker } from './observe/asker.js';
import { observe } from './observe/observe.js';
import { UnderWay } from './observe/under-way.js';
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

/** Of one zone; `index` is its place among the targets, or among the objects they were read from. */
export interface ObservedZone {
  readonly index: number;
  readonly observation: Observation;
}

/** Questions in flight to one server address: what a server sees of any busy resolver. */
const IN_FLIGHT = 20;

/** For a run of other questions than those of the checks; it is to be closed. */
export function askerFor(options: RunOptions): Asker {
  return new Asker({ ...options, inFlight: IN_FLIGHT });
}

/** Zones under way at a time: many, for some wait long for servers that are dead. */
const ZONES = 256;

/**
 * The first few zones find out what the others share; until then those would only wait for the same answers, each making
 * its plan again with every one that comes. One more begins for so many messages sent.
 */
const FIRST_ZONES = 4;
const MESSAGES_FOR_ANOTHER = 4;

/** With so many questions waiting for their turn at the servers, another zone would only wait too, and be remembered. */
const WAITING = 256;

/**
 * Observes the zones side by side and yields what was observed of each as soon as it is done, in any order, for
 * `judge` to say what is to be found in it. The return value are the facts that only the end of the run knows.
 */
export async function* run(
  targets: readonly ZoneTarget[],
  options: RunOptions,
): AsyncGenerator<ObservedZone, RunEnd> {
  const { families, signal, onProgress } = options;
  const asker = askerFor(options);
  const underWay = new UnderWay<ObservedZone>();
  let done = 0;
  const report = () => onProgress?.({ done, zones: targets.length, queries: asker.sent });
  const onAnswers = () => {
    report();
    underWay.stir();
  };
  const hasRoom = () =>
    underWay.size < Math.min(ZONES, FIRST_ZONES + asker.sent / MESSAGES_FOR_ANOTHER) &&
    asker.waiting <= WAITING;
  const finished = async (): Promise<ObservedZone> => {
    const zone = await underWay.next();
    asker.forget(zone.observation);
    done += 1;
    report();
    return zone;
  };
  try {
    for (const [index, target] of targets.entries()) {
      await asker.turns.next();
      while (underWay.size > 0 && (underWay.ready || !hasRoom())) {
        if (underWay.ready) yield await finished();
        else await underWay.change();
      }
      const observed = observe(target, families, asker, signal, onAnswers);
      underWay.add(observed.then((observation) => ({ index, observation })));
    }
    while (underWay.size > 0) yield await finished();
    return { durationMs: Math.round(asker.elapsed), queries: asker.sent };
  } finally {
    asker.close();
  }
}
