import type { ZoneResult } from '../../src/judge/judge.js';
import type { Profile } from '../../src/judge/profile.js';
import type { RunEnd, RunStart } from '../../src/record/events.js';
import { type Report, reportHead, reportTail, zoneReport } from '../../src/report/report.js';

/** The report on a run that is over. */
export function makeReport(
  run: Pick<RunStart, 'tool' | 'startedAt'> & RunEnd,
  profile: Profile,
  results: readonly ZoneResult[],
): Report {
  const zones = results.map((result) => zoneReport(result, profile));
  return { ...reportHead(run, profile), zones, ...reportTail(run, zones) };
}
