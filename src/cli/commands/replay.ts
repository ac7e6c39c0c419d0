import { open } from 'node:fs/promises';
import type { Argv } from 'yargs';
import type { Finding } from '../../finding/fact.js';
import { isKnown } from '../../judge/catalogue.js';
import type { Run, RunEvent } from '../../record/events.js';
import { readSavedRun, type SavedPart, SavedRunError } from '../../record/load.js';
import { InputError, quote } from '../../target/input.js';
import { withReportOptions } from '../options.js';
import { reportingOf, writing } from '../output.js';
import { report } from '../report.js';
import type { Terminal } from '../terminal.js';
import { type ArgumentsOf, STDIN } from '../yargs.js';

export const options = (command: Argv) =>
  withReportOptions(command).positional('file', {
    type: 'string',
    demandOption: true,
    describe: 'a file written by check --save',
  });

export async function run(args: ArgumentsOf<typeof options>, terminal: Terminal): Promise<number> {
  if (args.file === STDIN) throw new InputError('replay reads a file, not stdin');
  const file = await open(args.file).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${quote(args.file)} cannot be read: ${error.code}`);
  });
  try {
    if ((await file.stat()).isDirectory()) throw new SavedRunError('it is a directory');
    const saved = await savedRun(file.readLines());
    return await writing(await reportingOf(args, terminal), (how) => report(saved, how));
  } catch (error) {
    if (error instanceof SavedRunError) throw new InputError(`${quote(args.file)}: ${error.message}`);
    throw error;
  } finally {
    await file.close();
  }
}

async function savedRun(lines: AsyncIterable<string>): Promise<Run> {
  const parts = readSavedRun(lines);
  const first = await parts.next();
  if (first.done || first.value.kind !== 'start')
    throw new SavedRunError('it does not begin with the start of a run');
  return { start: first.value.start, events: known(parts) };
}

/** A record of another version may have messages that this one does not know. */
async function* known(parts: AsyncIterable<SavedPart>): AsyncGenerator<RunEvent> {
  for await (const part of parts) {
    if (part.kind === 'start') continue;
    if (part.kind === 'zone') expectKnown(part.observation.target.origin?.remarks ?? []);
    if (part.kind === 'object') expectKnown(part.object.remarks);
    yield part;
  }
}

function expectKnown(remarks: readonly Finding[]): void {
  const unknown = remarks.find((remark) => !isKnown(remark));
  if (unknown !== undefined)
    throw new SavedRunError(`this version does not know its message ${quote(unknown.tag)}`);
}
