import type { Format, FormatOptions } from '../../../src/report/formats/format.js';
import { json } from '../../../src/report/formats/json.js';
import { text } from '../../../src/report/formats/text.js';
import type { Report } from '../../../src/report/report.js';

/** A whole report, as a run writes it whose zones are done in this order; by default in that of the report. */
export function formatted(
  format: Format,
  report: Report,
  options: Partial<FormatOptions> = {},
  order = [...report.zones.keys()],
): string {
  const { zones, verdict, verdicts, queries, durationMs, submission, ...head } = report;
  const tail = { verdict, verdicts, queries, durationMs };
  const writing = format(head, { verbose: false, color: false, ...options });
  return [
    writing.head,
    ...order.flatMap((index) => (zones[index] === undefined ? [] : [writing.zone(zones[index], index)])),
    writing.tail(tail),
    writing.end(submission === undefined ? tail : { ...tail, submission }),
  ].join('');
}

export function jsonReport(report: Report): string {
  return formatted(json, report);
}

export function textReport(report: Report, options: Partial<FormatOptions> = {}): string {
  return formatted(text, report, options);
}
