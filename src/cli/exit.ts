import type { Verdict } from '../judge/verdict.js';

/**
 * The exit codes that scripts rely on. `unread`: the reader of the output went away, so no verdict can be claimed; the
 * code is that of a program ended by SIGPIPE. `bug`: the program failed, which is not a verdict (EX_SOFTWARE).
 */
export const EXIT = {
  accept: 0,
  reject: 1,
  usage: 2,
  undetermined: 3,
  bug: 70,
  interrupted: 130,
  unread: 141,
} as const satisfies Readonly<Record<Verdict, number>> & Readonly<Record<string, number>>;
