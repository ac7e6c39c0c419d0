import { readObjects } from '../../rpsl/targets.js';
import { startTime } from '../../run.js';
import { InputError } from '../../target/input.js';
import type { Unasked } from '../../target/target.js';
import { TOOL } from '../../tool.js';
import { readInputFile, STDIN } from '../input-file.js';
import type { ReportArguments } from '../options.js';
import { type Observed, report, reportingOf } from '../report.js';
import type { Terminal } from '../terminal.js';

export interface LintArguments extends ReportArguments {
  readonly file: readonly string[];
}

/** What the rules for domain objects say about files, reported as `check` does; nothing is asked. */
export async function lint(args: LintArguments, terminal: Terminal): Promise<number> {
  if (args.file.filter((file) => file === STDIN).length > 1)
    throw new InputError('stdin (-) is given more than once');
  const files = await Promise.all(args.file.map((file) => readInputFile(file, terminal)));
  const how = await reportingOf(args, terminal);
  const started = performance.now();
  const objects = files.flatMap(({ name, bytes }) => readObjects(bytes, name));
  const code = await report({ tool: TOOL, startedAt: startTime() }, unasked(objects, started), how);
  await how.sink.end();
  return code;
}

async function* unasked(objects: readonly Unasked[], started: number): Observed {
  for (const [index, object] of objects.entries()) yield { index, ...object };
  return { durationMs: Math.round(performance.now() - started), queries: 0 };
}
