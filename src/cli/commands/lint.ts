import type { Argv } from 'yargs';
import type { Run, RunEvent } from '../../record/events.js';
import { readObjects } from '../../rpsl/targets.js';
import { begin, NO_FAMILIES } from '../../run.js';
import { InputError } from '../../target/input.js';
import { type InputFile, readInputFile } from '../input-file.js';
import { withReportOptions } from '../options.js';
import { reportingOf, writing } from '../output.js';
import { report } from '../report.js';
import type { Terminal } from '../terminal.js';
import { type ArgumentsOf, STDIN } from '../yargs.js';

export const options = (command: Argv) =>
  withReportOptions(command)
    .positional('file', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'a file of objects in RPSL, or - for stdin',
    })
    .example('$0 lint objects.rpsl', '');

/** Reports what the rules for domain objects find in files, as `check` does. Asks nobody. */
export async function run(args: ArgumentsOf<typeof options>, terminal: Terminal): Promise<number> {
  if (args.file.filter((file) => file === STDIN).length > 1)
    throw new InputError('stdin (-) is given more than once');
  const files = await Promise.all(args.file.map((file) => readInputFile(file, terminal)));
  return writing(await reportingOf(args, terminal), (how) => report(linted(files), how));
}

/** A run that asks nobody. */
function linted(files: readonly InputFile[]): Run {
  const { start, end } = begin(NO_FAMILIES);
  async function* events(): AsyncGenerator<RunEvent> {
    const objects = files.flatMap(({ name, bytes }) => readObjects(bytes, name));
    for (const [index, object] of objects.entries()) yield { kind: 'object', index, object };
    yield end(0);
  }
  return { start, events: events() };
}
