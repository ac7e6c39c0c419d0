import { resolve } from 'node:path';
import type { PROFILES } from '../../judge/profile.js';
import { type RunStart, RunWriter } from '../../record/save.js';
import type { ShardHead, ZoneReport } from '../../report/report.js';
import type { ReadObject } from '../../rpsl/targets.js';
import { type RunOptions, run, startTime } from '../../run.js';
import { InputError, parseDs, parseLevel, parseNserver, zoneTargets } from '../../target/input.js';
import type { ZoneTarget } from '../../target/target.js';
import { TOOL } from '../../tool.js';
import { type AskingArguments, runOptions } from '../asking.js';
import type { DatabaseArguments, MaintainerArguments, Standings } from '../database.js';
import { EXIT } from '../exit.js';
import { readInputFile } from '../input-file.js';
import type { ReportArguments } from '../options.js';
import { type ProgressDisplay, type ProgressMode, progressFor } from '../progress.js';
import type { Conclude, Observed, Reporting } from '../report.js';
import { parseShard, type Shard, shardHead, shardOf } from '../shard.js';
import { type Sink, sinkToFile, type Terminal } from '../terminal.js';

export interface CheckArguments
  extends ReportArguments,
    AskingArguments,
    DatabaseArguments,
    MaintainerArguments {
  readonly db: boolean;
  readonly target: readonly string[];
  readonly ns: readonly string[] | undefined;
  readonly ds: readonly string[] | undefined;
  readonly file: string | undefined;
  readonly save: string | undefined;
  readonly shard: string | undefined;
  readonly progress: ProgressMode;
}

export async function check(args: CheckArguments, terminal: Terminal): Promise<number> {
  const shard = args.shard === undefined ? null : parseShard(args.shard);
  if (args.save !== undefined && isOneFile(args.save, args.output))
    throw new InputError('--save and --output are one file');
  const input = await inputFor(args, terminal);
  const { objects, targets } = shard === null ? input : partOf(input, shard);
  const options = runOptions(args, terminal.signal);
  const how = await reportingFor(args, terminal);
  const whois = args.db ? await whoisOf(args, terminal) : null;
  const asked = objects === null ? targets : objects.flatMap(({ target }) => target ?? []);
  const besides: Besides = {
    shard: shard === null ? null : shardHead(shard, input.objects ?? input.targets),
    ...(args.save === undefined ? {} : { saveTo: await sinkToFile(args.save) }),
    ...(whois === null ? {} : { standings: whois.standingsOf(asked) }),
    progress: await progressFor(args.progress, args.format, terminal),
  };
  try {
    const code =
      objects === null
        ? await checkTargets(targets, options, how, besides)
        : await checkObjects(objects, options, how, besides);
    await (await how()).sink.end();
    return code;
  } finally {
    whois?.close();
  }
}

function isOneFile(one: string, other: string | undefined): boolean {
  return other !== undefined && resolve(one) === resolve(other) && one !== '/dev/null';
}

/** Profiles that need no file. */
const BUILT_IN: readonly string[] = ['documented', 'engine'] satisfies (keyof typeof PROFILES)[];

/** How to report, to be had later. Nothing is asked if it can't be done: a file may not be there. */
async function reportingFor(args: CheckArguments, terminal: Terminal): Promise<() => Promise<Reporting>> {
  const load = async () => (await import('../report.js')).reportingOf(args, terminal);
  parseLevel(args.failOn);
  if (args.output === undefined && BUILT_IN.includes(args.profile)) return once(load);
  const how = await load();
  return async () => how;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What is to be tested: the objects of a file, or targets. */
interface Input {
  readonly objects: readonly ReadObject[] | null;
  readonly targets: readonly ZoneTarget[];
}

async function inputFor(args: CheckArguments, terminal: Terminal): Promise<Input> {
  const [ns, ds] = [(args.ns ?? []).map(parseNserver), (args.ds ?? []).map(parseDs)];
  if (args.file === undefined) {
    const targets = zoneTargets(args.target, ns, ds);
    if (targets.length === 0) throw new InputError('a prefix, a zone or -f FILE is needed');
    return { objects: null, targets };
  }
  if (args.target.length > 0) throw new InputError('-f: the targets are those in the file');
  const { name, bytes } = await readInputFile(args.file, terminal);
  const { looksLikeRpsl, readObjects } = await import('../../rpsl/targets.js');
  if (looksLikeRpsl(bytes)) {
    if (ns.length + ds.length > 0) {
      throw new InputError('-f: the name servers and DS data are those of the objects in the file');
    }
    return { objects: readObjects(bytes, name), targets: [] };
  }
  const { readTargetList } = await import('../../target/list/target-list.js');
  return { objects: null, targets: readTargetList(bytes, name, { nservers: ns, ds }) };
}

function partOf({ objects, targets }: Input, shard: Shard): Input {
  return objects === null
    ? { objects, targets: shardOf(targets, shard) }
    : { objects: shardOf(objects, shard), targets };
}

/** Loaded only when it is asked for. */
async function whoisOf(args: DatabaseArguments & MaintainerArguments, { signal }: Terminal) {
  const { whoisFor, standingsOf } = await import('../database.js');
  const whois = whoisFor(args, signal);
  return {
    standingsOf: (targets: readonly ZoneTarget[]) => standingsOf(targets, args, whois),
    close: () => whois.close(),
  };
}

/** What else a run may be made to do. */
export interface Besides {
  /** Where its record is kept. */
  readonly saveTo?: Sink;
  /** What the database has about its targets. */
  readonly standings?: Standings;
  /** If the targets are a part of those of a whole run. */
  readonly shard?: ShardHead | null;
  readonly progress?: ProgressDisplay | null;
  /** What is done after it, and stands at the end of the report. */
  readonly conclude?: Conclude | null;
}

/** What it takes to judge and report is much to load, and can be loaded while the first answers are on their way. */
type HowToReport = Reporting | (() => Promise<Reporting>);

/** Runs and reports. */
export async function checkTargets(
  targets: readonly ZoneTarget[],
  options: RunOptions,
  how: HowToReport,
  besides: Besides = {},
): Promise<number> {
  return checkObserved((watched) => run(targets, watched), options, how, besides);
}

/** The same of the objects of a file. */
export async function checkObjects(
  objects: readonly ReadObject[],
  options: RunOptions,
  how: HowToReport,
  besides: Besides = {},
): Promise<number> {
  return checkObserved((watched) => observeObjects(objects, watched), options, how, besides);
}

/** Each object in its place, those that leave nothing to ask about too. */
async function* observeObjects(objects: readonly ReadObject[], options: RunOptions): Observed {
  const asked: { readonly index: number; readonly target: ZoneTarget }[] = [];
  for (const [index, { target, subject, remarks }] of objects.entries()) {
    if (target === null) yield { index, subject, remarks };
    else asked.push({ index, target });
  }
  const observed = run(
    asked.map(({ target }) => target),
    options,
  );
  let next = await observed.next();
  for (; !next.done; next = await observed.next()) {
    const { index, observation } = next.value;
    yield { index: asked[index]?.index ?? index, observation };
  }
  return next.value;
}

async function checkObserved(
  start: (options: RunOptions) => Observed,
  options: RunOptions,
  how: HowToReport,
  { saveTo, standings, shard = null, progress = null, conclude = null }: Besides,
): Promise<number> {
  const facts = { tool: TOOL, startedAt: startTime(), families: options.families };
  const stop = new AbortController();
  const stoppable = { ...options, signal: AbortSignal.any([options.signal, stop.signal]) };
  try {
    let observed = begun(progress === null ? start(stoppable) : watched(start, stoppable, progress));
    observed = interruptible(observed, options.signal);
    if (standings !== undefined) observed = withStandings(observed, standings);
    if (saveTo !== undefined) observed = recorded(facts, observed, saveTo);
    const onZone = (zone: ZoneReport) => progress?.found(zone);
    const { report } = await import('../report.js');
    const reporting = typeof how === 'function' ? await how() : how;
    const code = await report(facts, observed, reporting, { shard, onZone, conclude });
    return options.signal.aborted ? EXIT.interrupted : code;
  } finally {
    // A run that is stopped, or whose report or record can't be written, ends: nothing is asked for nobody.
    stop.abort();
    progress?.end();
  }
}

/** The same, but it begins now and not when it is first looked at. */
function begun(observed: Observed): Observed {
  const first = observed.next();
  // Whoever looks at it hears of a failure.
  first.catch(() => {});
  return (async function* (): Observed {
    let next = await first;
    for (; !next.done; next = await observed.next()) yield next.value;
    return next.value;
  })();
}

/** Shows how far the run is while it runs, and takes that away before anything else is written. */
async function* watched(
  start: (options: RunOptions) => Observed,
  options: RunOptions,
  progress: ProgressDisplay,
): Observed {
  try {
    return yield* start({ ...options, onProgress: (at) => progress.update(at) });
  } finally {
    progress.end();
  }
}

async function* withStandings(observed: Observed, standings: Standings): Observed {
  let next = await observed.next();
  for (; !next.done; next = await observed.next()) {
    const standing =
      'observation' in next.value ? await standings.get(next.value.observation.target) : undefined;
    if ('observation' in next.value && standing !== undefined) {
      const { index, observation } = next.value;
      yield { index, observation: { ...observation, standing } };
    } else yield next.value;
  }
  return next.value;
}

/** Passes a run on and writes it down meanwhile. */
async function* recorded(start: RunStart, observed: Observed, sink: Sink): Observed {
  const recorder = new RunWriter();
  await sink.write(recorder.start(start));
  let next = await observed.next();
  for (; !next.done; next = await observed.next()) {
    const { index } = next.value;
    await sink.write(
      'observation' in next.value
        ? recorder.zone(index, next.value.observation)
        : recorder.object(index, next.value),
    );
    yield next.value;
  }
  await sink.write(recorder.end(next.value));
  await sink.end();
  return next.value;
}

/** A run that was stopped is not reported as if it had been one. */
async function* interruptible(observed: Observed, signal: AbortSignal): Observed {
  let next = await observed.next();
  for (; !next.done; next = await observed.next()) {
    signal.throwIfAborted();
    yield next.value;
  }
  signal.throwIfAborted();
  return next.value;
}
