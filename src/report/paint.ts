import { $, bold, cyan, dim, green, red, yellow } from 'kleur/colors';
import type { Level } from '../finding/level.js';
import type { Verdict } from '../judge/verdict.js';

/** How the parts of a text report look. */
export interface Paint {
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  level(level: Level, text: string): string;
  verdict(verdict: Verdict, text: string): string;
}

type Colour = (text: string) => string;

/** The caller decides about colours; kleur's own guess from the environment is ignored. */
export function painter(color: boolean): Paint {
  const on = (colour: Colour): Colour => (color ? (text) => forced(colour, text) : (text) => text);
  const levels: Readonly<Record<Level, Colour>> = {
    DEBUG: on(dim),
    INFO: on(dim),
    NOTICE: on(cyan),
    WARNING: on(yellow),
    ERROR: on(red),
    CRITICAL: on((text) => bold(red(text))),
  };
  const verdicts: Readonly<Record<Verdict, Colour>> = {
    accept: on((text) => bold(green(text))),
    undetermined: on((text) => bold(yellow(text))),
    reject: on((text) => bold(red(text))),
  };
  return {
    strong: on(bold),
    faint: on(dim),
    good: on(green),
    level: (level, text) => levels[level](text),
    verdict: (verdict, text) => verdicts[verdict](text),
  };
}

/** Sets kleur's global switch for the call, then restores it for other users. */
function forced(colour: Colour, text: string): string {
  const was = $.enabled;
  $.enabled = true;
  const painted = colour(text);
  $.enabled = was;
  return painted;
}
