import { open } from 'node:fs/promises';
import { isKnown } from '../../judge/evaluate.js';
import { readSavedRun, type SavedPart, SavedRunError } from '../../record/load.js';
import { InputError, quote } from '../../target/input.js';
import type { Remark } from '../../target/target.js';
import { STDIN } from '../input-file.js';
import type { ReportArguments } from '../options.js';
import { type Observed, report, reportingOf } from '../report.js';
import type { Terminal } from '../terminal.js';

export interface ReplayArguments extends ReportArguments {
  readonly file: string;
}

export async function replay(args: ReplayArguments, terminal: Terminal): Promise<number> {
  if (args.file === STDIN) throw new InputError('a saved observation is read from a file, not from stdin');
  const file = await open(args.file).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${quote(args.file)} cannot be read: ${error.code}`);
  });
  try {
    if ((await file.stat()).isDirectory()) throw new SavedRunError('it is a directory');
    const parts = readSavedRun(file.readLines());
    const first = await parts.next();
    if (first.done || first.value.kind !== 'start')
      throw new SavedRunError('it does not begin with the start of a run');
    const how = await reportingOf(args, terminal);
    const code = await report(first.value.start, observedAgain(parts), how);
    await how.sink.end();
    return code;
  } catch (error) {
    if (error instanceof SavedRunError) throw new InputError(`${quote(args.file)}: ${error.message}`);
    throw error;
  } finally {
    await file.close();
  }
}

async function* observedAgain(parts: AsyncGenerator<SavedPart>): Observed {
  for await (const part of parts) {
    if (part.kind === 'zone') {
      expectKnown(part.observation.target.origin?.remarks ?? []);
      yield part;
    }
    if (part.kind === 'object') {
      expectKnown(part.object.remarks);
      yield { index: part.index, ...part.object };
    }
    if (part.kind === 'end') return part.end;
  }
  throw new SavedRunError('it ends before the end of the run');
}

function expectKnown(remarks: readonly Remark[]): void {
  const unknown = remarks.find((remark) => !isKnown(remark));
  if (unknown !== undefined)
    throw new SavedRunError(`it has a message ${quote(unknown.tag)} that is not known here`);
}
