import { type NetworkOptions, networkSource } from './ask/network.js';
import type { StandingEvent } from './judge/judge.js';
import type { Profile } from './judge/profile.js';
import { observeZones, type Progress } from './observe/zones.js';
import { planOfChecks } from './plan/index.js';
import type { Run, RunEvent, RunStart } from './record/events.js';
import type { Families } from './record/observation.js';
import type { ReportEvent, ReportInProgress } from './report/events.js';
import type { Judged, KnownZoneReport, ShardHead } from './report/report.js';
import { type Item, targetsIn } from './target/item.js';
import { TOOL } from './tool.js';

export interface RunOptions extends NetworkOptions {
  readonly families: Families;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Turns targets into observations, with an event for each zone as soon as it is done. Sends the first questions at once.
 * Stops asking if the reader of the events returns early, or if the signal aborts: the events then reject with its reason.
 */
export function run(items: readonly Item[], options: RunOptions): Run {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const source = networkSource({ ...options, signal });
  const { start, end } = begin(options.families);
  const zones = observeZones(targetsIn(items), { ...options, source, plan: planOfChecks, signal });
  async function* events(): AsyncGenerator<RunEvent, void> {
    try {
      yield* unaskedIn(items);
      for await (const zone of zones) {
        signal.throwIfAborted();
        yield { kind: 'zone', ...zone };
      }
      signal.throwIfAborted();
      yield end(source.sent);
    } finally {
      stop.abort();
      source.close();
    }
  }
  return { start, events: events() };
}

interface ReportParts {
  /** If the run is a part of another. */
  readonly shard?: ShardHead | null;
  /** False for a format that shows no evidence. */
  readonly withEvidence?: boolean;
}

/** Turns observations into a report. Loads the code for it here, while the first answers are on their way. */
export async function judged(
  { start, events }: Run<RunEvent | StandingEvent>,
  profile: Profile,
  { shard = null, withEvidence = true }: ReportParts = {},
): Promise<ReportInProgress<KnownZoneReport>> {
  const { resultOf } = await import('./judge/judge.js');
  const { reportHead, reportTail, zoneReport } = await import('./report/report.js');
  async function* reported(): AsyncGenerator<ReportEvent<KnownZoneReport>, void> {
    // Only the verdicts of the zones are kept.
    const verdicts: Judged[] = [];
    for await (const event of events) {
      if (event.kind === 'end') yield { kind: 'tail', tail: reportTail(event.end, verdicts) };
      else {
        const zone = zoneReport(resultOf(event), profile, withEvidence);
        verdicts.push({ verdict: zone.verdict, verdicts: zone.verdicts });
        yield { kind: 'zone', index: event.index, zone };
      }
    }
  }
  return { head: reportHead(start, profile, shard), events: reported() };
}

/** For a run that asks no name server. */
export const NO_FAMILIES: Families = { ipv4: false, ipv6: false };

/** The start of a run that begins now, and a function for its end. */
export function begin(families: Families): { start: RunStart; end(queries: number): RunEvent } {
  const started = performance.now();
  return {
    start: { tool: TOOL, startedAt: new Date().toISOString(), families },
    end: (queries) => ({
      kind: 'end',
      end: { durationMs: Math.round(performance.now() - started), queries },
    }),
  };
}

/** The objects that need no questions, with their places. */
export function* unaskedIn(items: readonly Item[]): Generator<RunEvent, void> {
  for (const [index, item] of items.entries()) {
    if (!('zone' in item)) yield { kind: 'object', index, object: item };
  }
}
