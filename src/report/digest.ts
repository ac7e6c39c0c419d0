import { LEVELS } from '../finding/level.js';
import { allPrintable } from './printable.js';
import { noteworthy, type ZoneReport } from './report.js';

/**
 * The part of a zone that the text report keeps, with every string printable. It is small, because it is kept for all
 * zones: findings that are not shown are only counted, and their evidence is dropped.
 */
export interface ZoneDigest
  extends Pick<ZoneReport, 'zone' | 'prefix' | 'verdict' | 'nameservers' | 'findings'> {
  /** The number of findings left out. The others are sorted, the worst first. */
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
