import { readFile } from 'node:fs/promises';
import { builtInProfile, InputError, quote } from '../input.js';
import { atLeast, type Level } from '../level.js';
import type { Observation } from '../observation/observation.js';
import type { RunEnd, RunStart } from '../observation/record.js';
import { type Profile, ProfileError, parseProfile } from '../profile.js';
import { jsonHead, jsonTail, jsonZone } from '../report/json.js';
import { type Judged, reportHead, reportTail, type ZoneReport, zoneReport } from '../report/report.js';
import { textReport } from '../report/text.js';
import { judge } from '../run.js';
import { EXIT, exitCode } from './exit.js';
import type { ReportArguments } from './main.js';
import { type Sink, sinkTo, sinkToFile, type Terminal, wantsColor } from './terminal.js';

/** Zones as they are observed or replayed, and the facts that only the end knows. */
export type Observed = AsyncGenerator<Observation, RunEnd>;

/** How the user wants a run reported: read from the arguments before anything is asked, so that bad ones cost nothing. */
export interface Reporting {
  readonly profile: Profile;
  readonly sink: Sink;
  readonly format: 'text' | 'json';
  readonly failOn: Level;
  readonly verbose: boolean;
  readonly color: boolean;
}

export async function reportingOf(args: ReportArguments, terminal: Terminal): Promise<Reporting> {
  return {
    profile: await profileOf(args.profile),
    sink: args.output === undefined ? sinkTo(terminal.stdout) : await sinkToFile(args.output),
    format: args.format,
    failOn: args.failOn,
    verbose: args.verbose,
    color: args.output === undefined && wantsColor(terminal),
  };
}

/** Writes the report of a run, JSON zone by zone as they come, and returns the exit code. The sink stays open. */
export async function report(start: RunStart, observed: Observed, how: Reporting): Promise<number> {
  const { profile, sink } = how;
  const head = reportHead(start, profile);
  const zones: ZoneReport[] = [];
  const judged: Judged[] = [];
  let failed = false;
  if (how.format === 'json') await sink.write(jsonHead(head));
  let next = await observed.next();
  for (; !next.done; next = await observed.next()) {
    const zone = zoneReport(judge(next.value), profile);
    failed ||= zone.findings.some((finding) => atLeast(finding.level, how.failOn));
    if (how.format === 'json') await sink.write(jsonZone(zone, judged.length === 0));
    else zones.push(zone);
    judged.push({ verdict: zone.verdict, verdicts: zone.verdicts });
  }
  const tail = reportTail(next.value, judged);
  if (how.format === 'json') await sink.write(jsonTail(tail));
  else await sink.write(textReport({ ...head, zones, ...tail }, { verbose: how.verbose, color: how.color }));
  if (failed) return EXIT.reject;
  return tail.verdict === 'reject' ? EXIT.accept : exitCode(tail.verdict);
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
