/** How serious a finding is, from the least to the most; the names are those of RIPE NCC's checker. */
export const LEVELS = ['DEBUG', 'INFO', 'NOTICE', 'WARNING', 'ERROR', 'CRITICAL'] as const;

export type Level = (typeof LEVELS)[number];

/** RIPE NCC rejects a domain object on any message at this level or above. */
export const REJECTED_FROM: Level = 'ERROR';

export function isLevel(text: string): text is Level {
  return (LEVELS as readonly string[]).includes(text);
}

export function atLeast(level: Level, bound: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(bound);
}

export function higher(a: Level, b: Level): Level {
  return atLeast(a, b) ? a : b;
}
