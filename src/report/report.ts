import { atLeast } from '../finding/level.js';
import type { KnownMessage } from '../judge/catalogue.js';
import { type KnownFinding, messageText } from '../judge/evaluate.js';
import type { ZoneResult } from '../judge/judge.js';
import { PROFILES, type Profile } from '../judge/profile.js';
import { verdictOn, worst } from '../judge/verdict.js';
import { formatPrefix } from '../prefix/prefix.js';
import type { RunEnd, RunStart } from '../record/events.js';
import type { Described } from '../record/schema.js';
import { exchangeReport } from './evidence.js';
import type * as schema from './schema.js';

/** The result of a run, as plain JSON data. Every format uses only this. */
export interface Report extends Described<typeof schema.report> {}

/** The part that is known when the run starts. */
export interface ReportHead extends Described<typeof schema.head> {}

/** The fields of the head that mark a shard of a run. */
export type ShardHead = Required<Pick<ReportHead, 'shard' | 'list'>>;

/** The part that is known when the run has ended. */
export interface ReportTail extends Described<typeof schema.tail> {}

export interface SubmissionReport extends Described<typeof schema.submission> {}

/** The result for an object. */
export type SubmittedObject = SubmissionReport['objects'][number];

export interface ZoneReport extends Described<typeof schema.zone> {}

/** The verdicts on a zone or a run: under the profile of the report, and under those that every report states. */
export type Judged = Pick<ZoneReport, 'verdict' | 'verdicts'>;

/** A value for each profile that every report states. */
export type ByProfile<T> = { readonly [Key in keyof typeof PROFILES]: T };

export interface FindingReport extends Described<typeof schema.finding> {}

/** A finding of this version's rules: a union by tag. A report read from a file may have others. */
export type KnownFindingReport = Omit<FindingReport, keyof KnownMessage> & KnownMessage;

export interface KnownZoneReport extends ZoneReport {
  readonly findings: readonly KnownFindingReport[];
}

export interface KnownReport extends Report {
  readonly zones: readonly KnownZoneReport[];
}

export function reportHead(
  { tool, startedAt }: Pick<RunStart, 'tool' | 'startedAt'>,
  profile: Profile,
  shard: ShardHead | null = null,
): ReportHead {
  const head = { version: 1, tool, profile: profile.name, startedAt } as const;
  return { ...head, ...shard };
}

/** `withEvidence`: false for a format that shows none, because decoding it as text takes longer than all the rest. */
export function zoneReport(
  { target, nameservers, findings }: ZoneResult,
  profile: Profile,
  withEvidence = true,
): KnownZoneReport {
  return {
    zone: target?.zone ?? null,
    prefix: target?.block ? formatPrefix(target.block) : null,
    verdict: verdictOn(findings, profile),
    verdicts: byProfile((each) => verdictOn(findings, each)),
    ds: target?.ds ?? [],
    nameservers,
    findings: findings.map((finding) => findingReport(finding, profile, withEvidence)),
  };
}

/** It needs only the verdicts of the zones, so a run may release the rest. */
export function reportTail({ queries, durationMs }: RunEnd, zones: readonly Judged[]): ReportTail {
  return {
    verdict: worst(zones.map(({ verdict }) => verdict)),
    verdicts: {
      documented: worst(zones.map(({ verdicts }) => verdicts.documented)),
      engine: worst(zones.map(({ verdicts }) => verdicts.engine)),
    },
    queries,
    durationMs,
  };
}

/** Whether it is NOTICE or above under any of the profiles: a reader may skip the rest. */
export function noteworthy({ level, levels }: Pick<FindingReport, 'level' | 'levels'>): boolean {
  return [level, levels.documented, levels.engine].some((each) => atLeast(each, 'NOTICE'));
}

function findingReport(finding: KnownFinding, profile: Profile, withEvidence: boolean): KnownFindingReport {
  const level = profile.levelOf(finding.tag);
  const levels = byProfile((each) => each.levelOf(finding.tag));
  const { tag, testCase, evidence = [] } = finding;
  const isShown = withEvidence && noteworthy({ level, levels });
  // The first object sets the order of the keys.
  return Object.assign({ tag, testCase, level, levels, message: messageText(finding) }, finding, {
    evidence: isShown ? evidence.map(exchangeReport) : [],
  });
}

function byProfile<T>(of: (profile: Profile) => T): ByProfile<T> {
  return { documented: of(PROFILES.documented), engine: of(PROFILES.engine) };
}
