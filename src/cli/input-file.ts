import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { InputError, quote } from '../target/input.js';
import type { Terminal } from './terminal.js';
import { STDIN } from './yargs.js';

export interface InputFile {
  /** As messages name it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reads a file whole, or stdin. Throws InputError. */
export async function readInputFile(path: string, { stdin }: Terminal): Promise<InputFile> {
  if (path === STDIN) return { name: 'stdin', bytes: await buffer(stdin) };
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${quote(path)} cannot be read: ${error.code}`);
  });
  return { name: path, bytes };
}
