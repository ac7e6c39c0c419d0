import type { Readable, Writable } from 'node:stream';
import { InputError, quote } from '../target/input.js';
import { openNewFile } from './new-file.js';

/** The surroundings of a command; tests pass their own. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** Takes text in pieces, without collecting it in memory. */
export interface Sink {
  write(text: string): Promise<void>;
  /** Ends a file; stdout stays open. */
  end(): Promise<void>;
  /** Gives up an unfinished file and keeps the previous one. Must be called however a command ends. */
  discard(): Promise<void>;
}

export function sinkTo(stream: Writable): Sink {
  return {
    write: (text) =>
      new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve()))),
    end: async () => {},
    discard: async () => {},
  };
}

/** A new file. It is opened at once, so that a run does not start if its result cannot be kept. */
export async function sinkToFile(path: string): Promise<Sink> {
  const fail = (error: NodeJS.ErrnoException): never => {
    throw new InputError(`${quote(path)} cannot be written: ${error.code}`);
  };
  const file = await openNewFile(path).catch(fail);
  return {
    write: (text) => file.handle.writeFile(text).catch(fail),
    end: () => file.complete().catch(fail),
    discard: () => file.discard(),
  };
}

/** Colours for a person at a terminal who has not switched them off (no-color.org). */
export function wantsColor(terminal: Terminal): boolean {
  return terminal.stdout.isTTY === true && !terminal.env.NO_COLOR && terminal.env.TERM !== 'dumb';
}
