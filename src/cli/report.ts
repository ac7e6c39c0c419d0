import { readFile } from 'node:fs/promises';
import { atLeast, type Level } from '../finding/level.js';
import { type JudgedZone, resultOf, type UnaskedObject } from '../judge/judge.js';
import { builtInProfile, type Profile, ProfileError, parseProfile } from '../judge/profile.js';
import type { Verdict } from '../judge/verdict.js';
import type { ObservedZone } from '../observe/zones.js';
import type { RunEnd, RunStart } from '../record/save.js';
import { digestZone, type ZoneDigest } from '../report/digest.js';
import { jsonHead, jsonTail, jsonZone } from '../report/json.js';
import {
  type Judged,
  type ReportHead,
  reportHead,
  reportTail,
  type ShardHead,
  type SubmissionReport,
  type ZoneReport,
  zoneReport,
} from '../report/report.js';
import { submissionText } from '../report/submission-text.js';
import { textOfDigests } from '../report/text.js';
import { InputError, parseLevel, quote } from '../target/input.js';
import { EXIT, exitCode } from './exit.js';
import type { OutputArguments, ReportArguments } from './options.js';
import { type Sink, sinkTo, sinkToFile, type Terminal, wantsColor } from './terminal.js';

/** Zones as they are observed or replayed, and objects, in any order, and the facts that only the end knows. */
export type Observed = AsyncGenerator<ObservedZone | UnaskedObject, RunEnd>;

/** The same, or what was found out in other ways. */
export type Judging = AsyncGenerator<ObservedZone | UnaskedObject | JudgedZone, RunEnd>;

/** Where and how a report is written. */
export interface Output {
  readonly sink: Sink;
  readonly format: 'text' | 'json';
  readonly failOn: Level;
  readonly verbose: boolean;
  readonly color: boolean;
}

/** How the user wants a run reported: read from the arguments before anything is asked, so that bad ones cost nothing. */
export interface Reporting extends Output {
  readonly profile: Profile;
}

export async function reportingOf(args: ReportArguments, terminal: Terminal): Promise<Reporting> {
  return { profile: await profileOf(args.profile), ...(await outputOf(args, terminal)) };
}

export async function outputOf(args: OutputArguments, terminal: Terminal): Promise<Output> {
  return {
    failOn: parseLevel(args.failOn),
    sink: isStdout(args.output) ? sinkTo(terminal.stdout) : await sinkToFile(args.output),
    format: args.format,
    verbose: args.verbose,
    color: args.output === undefined && wantsColor(terminal),
  };
}

/** By its other name it cannot be opened where it is a socket. */
function isStdout(output: string | undefined): output is undefined | '/dev/stdout' {
  return output === undefined || output === '/dev/stdout';
}

/** What there is besides the run. */
interface Besides {
  /** If it is a part of a run. */
  readonly shard?: ShardHead | null;
  readonly onZone?: (zone: ZoneReport) => void;
  readonly conclude?: Conclude | null;
}

/** What is done after a run, by its verdict; `isAccepted`: and nothing is found that the user has it fail on. */
export type Conclude = (verdict: Verdict, isAccepted: boolean) => Promise<Conclusion>;

export interface Conclusion {
  readonly submission: SubmissionReport;
  /** The exit code of all. */
  readonly code: number;
}

/** Reports a run and returns the exit code. A zone is judged as soon as it is observed, and then let go. */
export async function report(
  start: Pick<RunStart, 'tool' | 'startedAt'>,
  observed: Judging,
  how: Reporting,
  { shard = null, onZone = () => {}, conclude = null }: Besides = {},
): Promise<number> {
  async function* zones(): ReportedZones {
    let next = await observed.next();
    for (; !next.done; next = await observed.next()) {
      const zone = zoneReport(resultOf(next.value), how.profile);
      onZone(zone);
      yield { index: next.value.index, zone };
    }
    return next.value;
  }
  return writeReport(reportHead(start, how.profile, shard), zones(), how, conclude);
}

/** Of the zones of a run, in any order. */
export type ReportedZones = AsyncGenerator<{ readonly index: number; readonly zone: ZoneReport }, RunEnd>;

/**
 * Writes a report and returns the exit code; the sink stays open. Of a zone only what is to be written is kept; JSON is
 * written as far as the zones are there in their order.
 */
export async function writeReport(
  head: ReportHead,
  zones: ReportedZones,
  output: Output,
  conclude: Conclude | null = null,
): Promise<number> {
  const { sink, format, failOn, verbose, color } = output;
  const judged: Judged[] = [];
  const digests: ZoneDigest[] = [];
  // What waits for its turn waits as text, which takes much less room.
  const lines = new InOrder<string>();
  let failed = false;
  if (format === 'json') await sink.write(jsonHead(head));
  let next = await zones.next();
  for (; !next.done; next = await zones.next()) {
    const { index, zone } = next.value;
    failed ||= zone.findings.some((finding) => atLeast(finding.level, failOn));
    judged.push({ verdict: zone.verdict, verdicts: zone.verdicts });
    if (format === 'text') digests[index] = digestZone(zone, verbose);
    else for (const line of lines.add(index, jsonZone(zone, index === 0))) await sink.write(line);
  }
  const tail = reportTail(next.value, judged);
  // Who is to confirm what is done then has it before.
  if (format === 'text') await sink.write(textOfDigests({ ...head, ...tail }, digests, { verbose, color }));
  const conclusion =
    conclude === null ? null : await conclude(tail.verdict, tail.verdict === 'accept' && !failed);
  const concluded = conclusion === null ? {} : { submission: conclusion.submission };
  if (format === 'json') await sink.write(jsonTail({ ...tail, ...concluded }));
  else if (conclusion !== null) await sink.write(`\n${submissionText(conclusion.submission)}`);
  if (conclusion !== null) return conclusion.code;
  if (failed) return EXIT.reject;
  return tail.verdict === 'reject' ? EXIT.accept : exitCode(tail.verdict);
}

/** Puts what comes in any order back in order: gives out what is next, as soon as it is there. */
class InOrder<T> {
  readonly #early = new Map<number, T>();
  #next = 0;

  *add(index: number, item: T): Generator<T> {
    this.#early.set(index, item);
    for (let ready = this.#early.get(this.#next); ready !== undefined; ready = this.#early.get(this.#next)) {
      this.#early.delete(this.#next);
      yield ready;
      this.#next += 1;
    }
  }
}

async function profileOf(given: string): Promise<Profile> {
  const builtIn = builtInProfile(given);
  if (builtIn !== null) return builtIn;
  try {
    return parseProfile(given, await readFile(given, 'utf8'));
  } catch (error) {
    if (error instanceof ProfileError) throw new InputError(`--profile ${quote(given)}: ${error.message}`);
    throw new InputError(
      `--profile ${quote(given)}: it is not documented, engine or a file that can be read`,
    );
  }
}
