import { type NetworkOptions, networkSource } from './ask/network.js';
import type { AnswerSource } from './ask/source.js';
import { type ObservedZone, observeZones, type Progress } from './observe/zones.js';
import { planOfChecks } from './plan/index.js';
import type { Families } from './record/observation.js';
import type { RunEnd } from './record/save.js';
import type { ZoneTarget } from './target/target.js';

/** How a run asks. */
export interface RunOptions extends Omit<NetworkOptions, 'inFlight'> {
  readonly families: Families;
  readonly onProgress?: (progress: Progress) => void;
}

/** Questions in flight to one server address: what a server sees of any busy resolver. */
const IN_FLIGHT = 20;

/** For callers with questions of their own. The caller closes it. */
export function sourceFor(options: RunOptions): AnswerSource {
  return networkSource({ ...options, inFlight: IN_FLIGHT });
}

/**
 * Observes the zones and yields what was observed of each as soon as it is done, in any order, for `judge` to say what is
 * to be found in it. The return value are the facts that only the end of the run knows.
 */
export async function* run(
  targets: readonly ZoneTarget[],
  options: RunOptions,
): AsyncGenerator<ObservedZone, RunEnd> {
  const started = performance.now();
  const source = sourceFor(options);
  try {
    yield* observeZones(targets, { ...options, source, plan: planOfChecks });
    return { durationMs: Math.round(performance.now() - started), queries: source.sent };
  } finally {
    source.close();
  }
}

/** The time at which a run starts: ISO 8601, UTC. */
export function startTime(): string {
  return new Date().toISOString();
}
