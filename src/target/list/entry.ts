import { InputError } from '../input.js';

/** What one line or record of a list says: text as it stands there. */
export interface Entry {
  /** Counts from 1. */
  readonly line: number;
  /** A prefix, a range or the name of a zone. */
  readonly target: string;
  /** Each `name` or `name/address[,address...]`; empty: the list does not say. */
  readonly nservers: readonly string[];
  /** Each `<key tag> <algorithm> <digest type> <digest>`; empty: the list does not say. */
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
