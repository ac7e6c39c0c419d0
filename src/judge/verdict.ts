import { atLeast, REJECTED_FROM } from '../finding/level.js';
import { registeredTag, type Tag } from './catalogue.js';
import type { Profile } from './profile.js';

export const VERDICTS = ['accept', 'undetermined', 'reject'] as const;

/** `undetermined`: nothing is rejected, but not everything could be found out. */
export type Verdict = (typeof VERDICTS)[number];

/** RIPE NCC's verdict on a zone with these findings, at the levels of the profile. */
export function verdictOn(findings: readonly { readonly tag: Tag }[], profile: Profile): Verdict {
  if (findings.some((finding) => atLeast(profile.levelOf(finding.tag), REJECTED_FROM))) return 'reject';
  return findings.some((finding) => registeredTag(finding.tag).leavesOpen) ? 'undetermined' : 'accept';
}

/** The verdict on a run: the worst of its zones. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return VERDICTS.findLast((verdict) => verdicts.includes(verdict)) ?? 'undetermined';
}
