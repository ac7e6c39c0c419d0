import { readFile } from 'node:fs/promises';
import type { Argv } from 'yargs';
import type { ReportEvent } from '../../report/events.js';
import { inOrder, MergeError, mergedHead, mergedTail, type Part, partOf } from '../../report/merge.js';
import { printable } from '../../report/printable.js';
import { readReport, UnreadableReport } from '../../report/read.js';
import type { Report } from '../../report/report.js';
import { InputError, quote } from '../../target/input.js';
import { withFailOn, withOutputOptions } from '../options.js';
import { outputOf, writing } from '../output.js';
import { writeReport } from '../report.js';
import type { Terminal } from '../terminal.js';
import { type ArgumentsOf, STDIN } from '../yargs.js';

export const options = (command: Argv) =>
  withFailOn(withOutputOptions(command))
    .positional('report', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'a report of check --shard i/n --format json; in any order',
    })
    .example('$0 merge 1.json 2.json 3.json 4.json', '');

/** Merges the reports of the shards of a run into the report, and the exit code, of the whole. */
export async function run(args: ArgumentsOf<typeof options>, terminal: Terminal): Promise<number> {
  const read: Part[] = [];
  for (const file of args.report) read.push(partOf(file, await reportIn(file)));
  const parts = ordered(read);
  return writing(await outputOf(args, terminal), (output) =>
    writeReport({ head: mergedHead(parts), events: eventsOf(parts) }, output),
  );
}

function ordered(parts: readonly Part[]): Part[] {
  try {
    return inOrder(parts);
  } catch (error) {
    // It contains file names and values from the files.
    if (error instanceof MergeError) throw new InputError(printable(error.message));
    throw error;
  }
}

/** Reads each report again for its zones, so that memory holds only one at a time. */
async function* eventsOf(parts: readonly Part[]): AsyncGenerator<ReportEvent> {
  let index = 0;
  for (const { file } of parts) {
    for (const zone of (await reportIn(file)).zones) {
      yield { kind: 'zone', index, zone };
      index += 1;
    }
  }
  yield { kind: 'tail', tail: mergedTail(parts) };
}

async function reportIn(file: string): Promise<Report> {
  if (file === STDIN) throw new InputError('merge reads its reports from files, not from stdin');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${quote(file)} cannot be read: ${error.code}`);
  });
  const report = readReport(text);
  if (report instanceof UnreadableReport) throw new InputError(`${quote(file)}: ${report.reason}`);
  return report;
}
