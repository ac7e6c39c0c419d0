import { placeOf } from '../record/schema.js';
import type { Report } from './report.js';
import { report } from './schema.js';

/** Why a file cannot be read as a report. */
export class UnreadableReport {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Reads a report in JSON, as its schema describes it. */
export function readReport(text: string): Report | UnreadableReport {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return new UnreadableReport('it is not JSON');
  }
  const parsed = report.safeParse(json);
  if (parsed.success) return parsed.data;
  return new UnreadableReport(`it is not a report of this version${placeOf(parsed.error)}`);
}
