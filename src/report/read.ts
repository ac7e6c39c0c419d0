import { createRequire } from 'node:module';
import * as z from 'zod';
import type { Report } from './report.js';

const REPORT = z.fromJSONSchema(createRequire(import.meta.url)('./report.schema.json'));

/** Why a file is not a report that can be read. */
export class UnreadableReport {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Reads a report that was written as JSON, by the schema it comes with. */
export function readReport(text: string): Report | UnreadableReport {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return new UnreadableReport('it is not JSON');
  }
  const parsed = REPORT.safeParse(json);
  // As it was read, with its keys in their order. Tests hold the schema against the type.
  if (parsed.success) return json as Report;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  return new UnreadableReport(`it is not a report of this version${where}`);
}
