import type { AnswerSource } from '../ask/source.js';
import type { Plan } from '../plan/index.js';
import type { Families, Observation } from '../record/observation.js';
import type { ZoneTarget } from '../target/target.js';
import { ahead } from './ahead.js';
import { observe } from './observe.js';
import { Turns } from './turns.js';
import { UnderWay } from './under-way.js';

export interface ObservingOptions {
  readonly families: Families;
  readonly source: AnswerSource;
  readonly plan: Plan;
  readonly signal: AbortSignal;
  /** Called at the start and end of each zone, and now and then in between. */
  readonly onProgress?: (progress: Progress) => void;
}

/** The progress of a run. */
export interface Progress {
  readonly done: number;
  readonly zones: number;
  /** Messages sent so far. */
  readonly queries: number;
}

export interface ObservedZone {
  readonly index: number;
  readonly observation: Observation;
}

/** Zones under way at a time: many, because zones with dead servers mostly wait. */
const ZONES = 256;

/**
 * The first few zones find out what the others share: others would wait for the same answers and plan again at each one.
 * After each `MESSAGES_FOR_ANOTHER` messages sent, one more zone may begin.
 */
const FIRST_ZONES = 4;
const MESSAGES_FOR_ANOTHER = 4;

/** If more questions than this wait for their turn, another zone would only queue and use memory. */
const WAITING = 256;

/**
 * Observes the zones side by side, and yields the observation of each as soon as it is done, in any order. Begins at once.
 */
export function observeZones(
  targets: readonly (readonly [index: number, target: ZoneTarget])[],
  options: ObservingOptions,
): AsyncIterable<ObservedZone> {
  return ahead(observed(targets, options));
}

async function* observed(
  targets: readonly (readonly [index: number, target: ZoneTarget])[],
  { families, source, plan, signal, onProgress }: ObservingOptions,
): AsyncGenerator<ObservedZone, void> {
  const turns = new Turns();
  const underWay = new UnderWay<ObservedZone>();
  let done = 0;
  const report = () => onProgress?.({ done, zones: targets.length, queries: source.sent });
  const onAnswers = () => {
    report();
    underWay.stir();
  };
  const hasRoom = () =>
    underWay.size < Math.min(ZONES, FIRST_ZONES + source.sent / MESSAGES_FOR_ANOTHER) &&
    source.waiting <= WAITING;
  const finished = async (): Promise<ObservedZone> => {
    const zone = await underWay.next();
    source.forget(zone.observation);
    done += 1;
    report();
    return zone;
  };
  for (const [index, target] of targets) {
    await turns.next();
    while (underWay.size > 0 && (underWay.ready || !hasRoom())) {
      if (underWay.ready) yield await finished();
      else await underWay.change();
    }
    const observed = observe(target, { families, source, plan, signal, turns, onAnswers });
    underWay.add(observed.then((observation) => ({ index, observation })));
  }
  while (underWay.size > 0) yield await finished();
}
