import { InputError, parseDs, parseNserver, quote, zoneTargets } from '../input.js';
import { Recorder, type RunStart } from '../observation/record.js';
import { startTime } from '../observe/clock.js';
import { looksLikeRpsl, type ReadObject, readObjects } from '../rpsl/targets.js';
import { type RunOptions, run } from '../run.js';
import type { ZoneTarget } from '../target.js';
import { TOOL } from '../tool.js';
import { type AskingArguments, runOptions } from './asking.js';
import type { DatabaseArguments, Standings } from './database.js';
import { EXIT } from './exit.js';
import { readInputFile } from './input-file.js';
import type { ReportArguments } from './main.js';
import { type Observed, type Reporting, report, reportingOf } from './report.js';
import { type Sink, sinkToFile, type Terminal } from './terminal.js';

export interface CheckArguments extends ReportArguments, AskingArguments, DatabaseArguments {
  readonly db: boolean;
  readonly target: readonly string[];
  readonly ns: readonly string[] | undefined;
  readonly ds: readonly string[] | undefined;
  readonly file: string | undefined;
  readonly save: string | undefined;
}

export async function check(args: CheckArguments, terminal: Terminal): Promise<number> {
  const objects = args.file === undefined ? null : await objectsFor(args, args.file, terminal);
  const targets = zoneTargets(args.target, (args.ns ?? []).map(parseNserver), (args.ds ?? []).map(parseDs));
  if (objects === null && targets.length === 0) throw new InputError('a prefix, a zone or -f FILE is needed');
  const options = runOptions(args, terminal.signal);
  const how = await reportingOf(args, terminal);
  const whois = args.db ? await whoisOf(args, terminal) : null;
  const asked = objects === null ? targets : objects.flatMap(({ target }) => target ?? []);
  const besides: Besides = {
    ...(args.save === undefined ? {} : { saveTo: await sinkToFile(args.save) }),
    ...(whois === null ? {} : { standings: whois.standingsOf(asked) }),
  };
  const code =
    objects === null
      ? await checkTargets(targets, options, how, besides)
      : await checkObjects(objects, options, how, besides);
  whois?.close();
  await how.sink.end();
  return code;
}

/** Loaded only when it is asked for. */
async function whoisOf(args: DatabaseArguments, { signal }: Terminal) {
  const { whoisFor, standingsOf } = await import('./database.js');
  const whois = whoisFor(args, signal);
  return {
    standingsOf: (targets: readonly ZoneTarget[]) => standingsOf(targets, args, whois),
    close: () => whois.close(),
  };
}

/** The objects of a file say all that is to be tested. */
async function objectsFor(args: CheckArguments, file: string, terminal: Terminal): Promise<ReadObject[]> {
  if (args.target.length + (args.ns ?? []).length + (args.ds ?? []).length > 0) {
    throw new InputError('-f: the zones, name servers and DS data are those of the objects in the file');
  }
  const { name, bytes } = await readInputFile(file, terminal);
  if (!looksLikeRpsl(bytes)) throw new InputError(`${quote(name)}: there is no domain object in it`);
  return readObjects(bytes, name);
}

/** What else a run may be made to do. */
export interface Besides {
  /** Where its record is kept. */
  readonly saveTo?: Sink;
  /** What the database has about its targets. */
  readonly standings?: Standings;
}

/** Runs and reports. */
export async function checkTargets(
  targets: readonly ZoneTarget[],
  options: RunOptions,
  how: Reporting,
  besides: Besides = {},
): Promise<number> {
  return checkObserved(run(targets, options), options, how, besides);
}

/** The same of the objects of a file. */
export async function checkObjects(
  objects: readonly ReadObject[],
  options: RunOptions,
  how: Reporting,
  besides: Besides = {},
): Promise<number> {
  return checkObserved(observeObjects(objects, options), options, how, besides);
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
  run: Observed,
  options: RunOptions,
  how: Reporting,
  { saveTo, standings }: Besides,
): Promise<number> {
  const start = { tool: TOOL, startedAt: startTime(), families: options.families };
  const uninterrupted = interruptible(run, options.signal);
  const observed = standings === undefined ? uninterrupted : withStandings(uninterrupted, standings);
  const code = await report(start, saveTo === undefined ? observed : recorded(start, observed, saveTo), how);
  return options.signal.aborted ? EXIT.interrupted : code;
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
  const recorder = new Recorder();
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
