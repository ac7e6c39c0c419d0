import { registeredTag } from './checks/registry.js';
import type { Finding } from './evaluate.js';
import { atLeast, type Level, REJECTED_FROM } from './level.js';
import type { Profile } from './profile.js';

export const VERDICTS = ['accept', 'undetermined', 'reject'] as const;

/** `undetermined`: nothing found that is rejected, but not everything could be found out. */
export type Verdict = (typeof VERDICTS)[number];

/** The verdict on a zone under a profile. `rejectFrom` is RIPE's bound unless the user sets a stricter or laxer one. */
export function verdictOn(
  findings: readonly Finding[],
  profile: Profile,
  rejectFrom: Level = REJECTED_FROM,
): Verdict {
  if (findings.some((finding) => atLeast(profile.levelOf(finding.tag), rejectFrom))) return 'reject';
  return findings.some((finding) => registeredTag(finding.tag).leavesOpen) ? 'undetermined' : 'accept';
}

/** Of a run: the worst of its zones'. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  return VERDICTS.findLast((verdict) => verdicts.includes(verdict)) ?? 'undetermined';
}
