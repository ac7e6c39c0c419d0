import { InputError } from '../input.js';

/** One line or record of a list, as text. */
export interface Entry {
  /** Counts from 1. */
  readonly line: number;
  /** A prefix, a range or the name of a zone. */
  readonly target: string;
  /** Each `name` or `name/address[,address...]`; empty if the list gives none. */
  readonly nservers: readonly string[];
  /** Each `<key tag> <algorithm> <digest type> <digest>`; empty if the list gives none. */
  readonly ds: readonly string[];
}

/** Something in a line cannot be used. */
export class LineError extends InputError {
  readonly line: number;
  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

/** The lines of a text, however its system ends them. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/);
}
