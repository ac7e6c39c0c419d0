import type { ByProfile } from './report.js';

/** Who stands behind the profiles that every report speaks of. */
export const AUTHORITIES: readonly { readonly profile: keyof ByProfile<unknown>; readonly name: string }[] = [
  { profile: 'documented', name: "RIPE's documentation" },
  { profile: 'engine', name: "RIPE's engine today" },
];
