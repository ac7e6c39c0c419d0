import type { ByProfile } from './report.js';

/** The authority for each profile that every report states. */
export const AUTHORITIES: readonly { readonly profile: keyof ByProfile<unknown>; readonly name: string }[] = [
  { profile: 'documented', name: "RIPE's documentation" },
  { profile: 'engine', name: "RIPE's engine today" },
];
