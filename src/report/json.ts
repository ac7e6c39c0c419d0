import type { Report, ReportHead, ReportTail, ZoneReport } from './report.js';

/**
 * The report as JSON (report.schema.json), a zone to a line.
 *
 * Zones are written as they are done and then let go, so what is known only at the end of the run (verdicts, queries,
 * duration) stands behind them: head, zones, tail. The three parts, one after the other, are one JSON object.
 */
export function jsonReport(report: Report): string {
  const { zones, verdict, verdicts, queries, durationMs, ...head } = report;
  const tail = { verdict, verdicts, queries, durationMs };
  return jsonHead(head) + zones.map((zone, i) => jsonZone(zone, i === 0)).join('') + jsonTail(tail);
}

export function jsonHead(head: ReportHead): string {
  return `${ascii(head).slice(0, -1)},"zones":[`;
}

/** `first`: it is the first zone of the report, so no comma is due. */
export function jsonZone(zone: ZoneReport, first: boolean): string {
  return `${first ? '' : ','}\n${ascii(zone)}`;
}

export function jsonTail(tail: ReportTail): string {
  return `\n],${ascii(tail).slice(1)}\n`;
}

/**
 * JSON of printable ASCII only. JSON escapes the C0 controls; but DEL and the C1 controls move a terminal too, and data
 * from the wire can have any of them.
 */
function ascii(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
