import { atLeast } from '../finding/level.js';
import type { StandingEvent } from '../judge/judge.js';
import { profileFor } from '../judge/profile.js';
import type { Verdict } from '../judge/verdict.js';
import type { Run, RunEvent } from '../record/events.js';
import type { ReportInProgress } from '../report/events.js';
import { FORMATS } from '../report/formats/index.js';
import type { ShardHead, SubmissionReport, ZoneReport } from '../report/report.js';
import { judged } from '../run.js';
import { EXIT } from './exit.js';
import type { Output, Reporting } from './output.js';

/** Runs after the report. `isAccepted`: the verdict is accept, and no finding reaches `--fail-on`. */
export type Conclude = (verdict: Verdict, isAccepted: boolean) => Promise<Conclusion>;

export interface Conclusion {
  readonly submission: SubmissionReport;
  /** The exit code of the command. */
  readonly code: number;
}

interface Besides {
  readonly onZone?: (zone: ZoneReport) => void;
  readonly conclude?: Conclude | null;
}

/** Reports a run and returns the exit code. Each zone is judged as soon as it is observed, and then released. */
export async function report(
  run: Run<RunEvent | StandingEvent>,
  how: Reporting,
  { shard = null, ...besides }: Besides & { readonly shard?: ShardHead | null } = {},
): Promise<number> {
  const withEvidence = FORMATS[how.format].showsEvidence(how);
  return writeReport(await judged(run, profileFor(how.profile), { shard, withEvidence }), how, besides);
}

/** Writes a report as it comes and returns the exit code; the sink stays open. */
export async function writeReport(
  { head, events }: ReportInProgress,
  { sink, format, failOn, ...options }: Output,
  { onZone = () => {}, conclude = null }: Besides = {},
): Promise<number> {
  const write = async (text: string) => (text === '' ? undefined : sink.write(text));
  const formatted = (await FORMATS[format].load())(head, options);
  await write(formatted.head);
  let failed = false;
  for await (const event of events) {
    if (event.kind === 'zone') {
      const { zone, index } = event;
      failed ||= zone.findings.some(({ level }) => atLeast(level, failOn));
      onZone(zone);
      await write(formatted.zone(zone, index));
    } else {
      const { tail } = event;
      await write(formatted.tail(tail));
      const conclusion = await conclude?.(tail.verdict, tail.verdict === 'accept' && !failed);
      await write(formatted.end({ ...tail, ...(conclusion && { submission: conclusion.submission }) }));
      return conclusion?.code ?? codeOf(tail.verdict, failed);
    }
  }
  throw new Error('the report has no tail');
}

/** A rejected run fails only if a finding reaches `--fail-on`. */
function codeOf(verdict: Verdict, failed: boolean): number {
  if (failed) return EXIT.reject;
  return verdict === 'reject' ? EXIT.accept : EXIT[verdict];
}
