import { readFile } from 'node:fs/promises';
import { inOrder, MergeError, mergedEnd, mergedHead, type Part, partOf } from '../../report/merge.js';
import { printable } from '../../report/printable.js';
import { readReport, UnreadableReport } from '../../report/read.js';
import type { Report } from '../../report/report.js';
import { InputError, quote } from '../../target/input.js';
import { STDIN } from '../input-file.js';
import type { OutputArguments } from '../options.js';
import { outputOf, type ReportedZones, writeReport } from '../report.js';
import type { Terminal } from '../terminal.js';

export interface MergeArguments extends OutputArguments {
  readonly report: readonly string[];
}

/** Puts the reports of the shards of a run together: the report, and the exit code, of the whole. */
export async function merge(args: MergeArguments, terminal: Terminal): Promise<number> {
  const read: Part[] = [];
  for (const file of args.report) read.push(partOf(file, await reportIn(file)));
  const parts = ordered(read);
  const output = await outputOf(args, terminal);
  const code = await writeReport(mergedHead(parts), zonesOf(parts), output);
  await output.sink.end();
  return code;
}

function ordered(parts: readonly Part[]): Part[] {
  try {
    return inOrder(parts);
  } catch (error) {
    // It has names of files, and what is said in them.
    if (error instanceof MergeError) throw new InputError(printable(error.message));
    throw error;
  }
}

/** A report is read once more for its zones: so only one at a time is held in memory. */
async function* zonesOf(parts: readonly Part[]): ReportedZones {
  let index = 0;
  for (const { file } of parts) {
    for (const zone of (await reportIn(file)).zones) {
      yield { index, zone };
      index += 1;
    }
  }
  return mergedEnd(parts);
}

async function reportIn(file: string): Promise<Report> {
  if (file === STDIN) throw new InputError('a report is read more than once: from a file, not from stdin');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${quote(file)} cannot be read: ${error.code}`);
  });
  const report = readReport(text);
  if (report instanceof UnreadableReport) throw new InputError(`${quote(file)}: ${report.reason}`);
  return report;
}
