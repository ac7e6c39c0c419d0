import { parseDs, parseNserver, zoneTargets } from '../input.js';
import { Recorder, type RunStart } from '../observation/record.js';
import { startTime } from '../observe/clock.js';
import { type RunOptions, run } from '../run.js';
import type { ZoneTarget } from '../target.js';
import { TOOL } from '../tool.js';
import { type AskingArguments, runOptions } from './asking.js';
import { EXIT } from './exit.js';
import type { ReportArguments } from './main.js';
import { type Observed, type Reporting, report, reportingOf } from './report.js';
import { type Sink, sinkToFile, type Terminal } from './terminal.js';

export interface CheckArguments extends ReportArguments, AskingArguments {
  readonly target: readonly string[];
  readonly ns: readonly string[] | undefined;
  readonly ds: readonly string[] | undefined;
  readonly save: string | undefined;
}

export async function check(args: CheckArguments, terminal: Terminal): Promise<number> {
  const targets = zoneTargets(args.target, (args.ns ?? []).map(parseNserver), (args.ds ?? []).map(parseDs));
  const options = runOptions(args, terminal.signal);
  const how = await reportingOf(args, terminal);
  const saveTo = args.save === undefined ? null : await sinkToFile(args.save);
  const code = await checkTargets(targets, options, how, saveTo);
  await how.sink.end();
  return code;
}

/** Runs, reports, and keeps the record if there is a place for it. */
export async function checkTargets(
  targets: readonly ZoneTarget[],
  options: RunOptions,
  how: Reporting,
  saveTo: Sink | null = null,
): Promise<number> {
  const start = { tool: TOOL, startedAt: startTime(), families: options.families };
  const observed = interruptible(run(targets, options), options.signal);
  const code = await report(start, saveTo === null ? observed : recorded(start, observed, saveTo), how);
  return options.signal.aborted ? EXIT.interrupted : code;
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
