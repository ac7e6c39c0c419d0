import type { Writable } from 'node:stream';
import { atLeast, type Level } from '../finding/level.js';
import type { Progress } from '../observe/zones.js';
import { FORMATS, type FormatName } from '../report/formats/index.js';
import { printable } from '../report/printable.js';
import type { ZoneReport } from '../report/report.js';
import type { Terminal } from './terminal.js';

/** Shows the progress of a run. `end` removes the display; nothing is shown after it. */
export interface ProgressDisplay {
  update(progress: Progress): void;
  found(zone: ZoneReport): void;
  end(): void;
}

export const PROGRESS_MODES = ['auto', 'json', 'none'] as const;

export type ProgressMode = (typeof PROGRESS_MODES)[number];

/** Null if nothing is shown: nobody watches, or the report itself is being written to the terminal. */
export async function progressFor(
  mode: ProgressMode,
  format: FormatName,
  { stdout, stderr, env }: Terminal,
): Promise<ProgressDisplay | null> {
  if (mode === 'json') return jsonProgress(stderr);
  const watched = stderr.isTTY === true && env.TERM !== 'dumb';
  if (mode === 'none' || !watched || (FORMATS[format].isDocument && stdout.isTTY === true)) return null;
  return barProgress(stderr);
}

/** The progress of a run and its speed. */
export interface Snapshot {
  readonly zones: number;
  readonly done: number;
  readonly queries: number;
  readonly queriesPerSecond: number;
  /** Null while no zone is done. */
  readonly secondsLeft: number | null;
  readonly worst: { readonly level: Level; readonly tag: string; readonly zone: string | null } | null;
}

const WINDOW_MS = 1000;

/** Collects the progress. `now`: milliseconds from any origin. */
export class Score {
  readonly #now: () => number;
  readonly #started: number;
  #progress: Progress = { done: 0, zones: 0, queries: 0 };
  #worst: Snapshot['worst'] = null;
  #window: { readonly at: number; readonly queries: number };
  #rate: number | null = null;

  constructor(now: () => number) {
    this.#now = now;
    this.#started = now();
    this.#window = { at: this.#started, queries: 0 };
  }

  update(progress: Progress): void {
    this.#progress = progress;
    const now = this.#now();
    const { at, queries } = this.#window;
    if (now - at < WINDOW_MS) return;
    this.#rate = ((progress.queries - queries) * 1000) / (now - at);
    this.#window = { at: now, queries: progress.queries };
  }

  found({ zone, findings }: ZoneReport): void {
    for (const finding of findings) {
      const worse = this.#worst === null || !atLeast(this.#worst.level, finding.level);
      if (atLeast(finding.level, 'NOTICE') && worse)
        this.#worst = { level: finding.level, tag: finding.tag, zone };
    }
  }

  snapshot(): Snapshot {
    const { done, zones, queries } = this.#progress;
    const elapsed = this.#now() - this.#started;
    return {
      zones,
      done,
      queries,
      queriesPerSecond: Math.round(this.#rate ?? (elapsed > 0 ? (queries * 1000) / elapsed : 0)),
      secondsLeft: done === 0 ? null : Math.round((elapsed * (zones - done)) / done / 1000),
      worst: this.#worst,
    };
  }
}

/** A line of JSON a second, and one at the end. */
export function jsonProgress(stderr: Writable, now = () => performance.now()): ProgressDisplay {
  const score = new Score(now);
  const write = () => void stderr.write(`${printable(JSON.stringify(score.snapshot()))}\n`);
  const timer = setInterval(write, 1000).unref();
  let ended = false;
  return {
    update: (progress) => score.update(progress),
    found: (zone) => score.found(zone),
    end: () => {
      if (ended) return;
      ended = true;
      clearInterval(timer);
      write();
    },
  };
}

/** A bar in the last line of the terminal. */
async function barProgress(stderr: Terminal['stderr']): Promise<ProgressDisplay> {
  const { SingleBar, Presets } = await import('cli-progress');
  const score = new Score(() => performance.now());
  const bar = new SingleBar(
    {
      format: '{bar} {value} of {total} zones, {text}',
      stream: stderr,
      barsize: 20,
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  let ended = false;
  const draw = () => {
    const snapshot = score.snapshot();
    const shown = { text: textOf(snapshot) };
    // A bar with no zones would look complete.
    if (bar.isActive) bar.update(snapshot.done, shown);
    else bar.start(snapshot.zones, snapshot.done, shown);
  };
  return {
    update: (progress) => {
      score.update(progress);
      if (!ended) draw();
    },
    found: (zone) => score.found(zone),
    end: () => {
      ended = true;
      if (bar.isActive) bar.stop();
    },
  };
}

export function textOf({ queriesPerSecond, secondsLeft, worst }: Snapshot): string {
  const left = secondsLeft === null ? '' : `, ${duration(secondsLeft)} left`;
  const found = worst === null ? '' : `, ${worst.level} ${worst.tag}`;
  return printable(`${queriesPerSecond} queries/s${left}${found}`);
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
