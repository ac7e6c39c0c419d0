import type { Verdict } from '../verdict.js';

/** The exit codes scripts rely on. */
export const EXIT = { accept: 0, reject: 1, usage: 2, undetermined: 3, interrupted: 130 } as const;

export function exitCode(verdict: Verdict): number {
  return EXIT[verdict];
}
