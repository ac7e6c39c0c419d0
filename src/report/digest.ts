import { LEVELS } from '../finding/level.js';
import { allPrintable } from './printable.js';
import { noteworthy, type ZoneReport } from './report.js';

/**
 * What the text report keeps of a zone, every string printable. It is needed of all zones together, so it is small:
 * findings that are not shown are only counted, and there is no evidence that is not shown.
 */
export interface ZoneDigest
  extends Pick<ZoneReport, 'zone' | 'prefix' | 'verdict' | 'nameservers' | 'findings'> {
  /** The number of findings left out; those that are in are sorted, the worst first. */
  readonly hidden: number;
}

export function digestZone(report: ZoneReport, verbose: boolean): ZoneDigest {
  const { zone, prefix, verdict, nameservers } = report;
  const shown = report.findings
    .filter((finding) => verbose || noteworthy(finding))
    .sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level));
  const findings = verbose ? shown : shown.map((finding) => ({ ...finding, evidence: [] }));
  const hidden = report.findings.length - shown.length;
  return allPrintable({ zone, prefix, verdict, nameservers, findings, hidden });
}
