/**
 * The known differences between our results and those of RIPE NCC's engine. A test fails if a difference is not listed
 * here, or if a listed one no longer exists.
 */
import type { Disagreement } from './outcome.js';

export interface KnownDifference extends Disagreement {
  readonly reason: string;
  /** By the names of the recordings. */
  readonly scenarios: readonly string[];
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    tag: 'Z01_MNAME_NOT_RESOLVE',
    engine: null,
    ours: 'NOTICE',
    reason:
      'The servers name several primaries, one of them without an address. The engine takes them in random order and, after the first that has an address, no more notices that another has none: it says this in about half of its runs, but not in the one that was recorded.',
    scenarios: ['mixture-34', 'mixture-61', 'mixture-97', 'mixture-136'],
  },
];
