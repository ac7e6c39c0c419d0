import type { Submitted } from '../database/submit.js';
import { atLeast, type Level } from '../finding/level.js';
import { type Finding, messageText } from '../judge/evaluate.js';
import type { Nameserver, ZoneResult } from '../judge/judge.js';
import { PROFILES, type Profile } from '../judge/profile.js';
import { type Verdict, verdictOn, worst } from '../judge/verdict.js';
import type { RunEnd, RunStart } from '../record/events.js';
import type { DsData, FileLocation } from '../target/target.js';
import { type ExchangeReport, exchangeReport } from './evidence.js';

/** All that a run says, as plain JSON data. Every format is made of this alone. */
export interface Report extends ReportHead, ReportTail {
  readonly zones: readonly ZoneReport[];
}

/** What is known when the run starts. */
export interface ReportHead {
  /** Of this format: raised when a reader of the one before would misread it. */
  readonly version: typeof REPORT_VERSION;
  readonly tool: Tool;
  /** The name of the profile that `level` and `verdict` go by. */
  readonly profile: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Which part of a run this is, of how many: `2/4`. Not there: it is the whole. */
  readonly shard?: string;
  /** Digest of all that the whole run was to test; with `shard`. */
  readonly list?: string;
}

/** What the head of a report says of a part of a run. */
export type ShardHead = Required<Pick<ReportHead, 'shard' | 'list'>>;

/** What is known when it has ended. */
export interface ReportTail extends Judged {
  /** Sent over the network, repeated ones too. */
  readonly queries: number;
  readonly durationMs: number;
  /** If the objects were to be submitted after the run. */
  readonly submission?: SubmissionReport;
}

export interface SubmissionReport {
  /** The database it is for, and where that is. */
  readonly source: string;
  readonly database: string;
  /** Nothing was changed. */
  readonly dryRun: boolean;
  /** The verdict did not count. */
  readonly forced: boolean;
  readonly objects: readonly SubmittedObject[];
}

/** What was done about an object. */
export interface SubmittedObject extends Omit<Submitted, 'zone'> {
  /** Null: it cannot be read. */
  readonly zone: string | null;
  readonly location: FileLocation;
}

export interface Judged {
  /** Under the profile of the report. */
  readonly verdict: Verdict;
  readonly verdicts: ByProfile<Verdict>;
}

/** Under each of the profiles every report speaks of. */
export type ByProfile<T> = { readonly [Key in keyof typeof PROFILES]: T };

export interface ZoneReport extends Judged {
  /** Null for findings that belong to no zone: an object whose zone name cannot be read. */
  readonly zone: string | null;
  readonly prefix: string | null;
  readonly ds: readonly DsData[];
  readonly nameservers: readonly Nameserver[];
  readonly findings: readonly FindingReport[];
}

export interface FindingReport extends Omit<Finding, 'evidence'> {
  /** Under the profile of the report. */
  readonly level: Level;
  readonly levels: ByProfile<Level>;
  readonly message: string;
  /** Where in the input it is, if it is about the input. */
  readonly location?: FileLocation;
  /** Empty for what is below NOTICE under every profile. */
  readonly evidence: readonly ExchangeReport[];
}

export interface Tool {
  readonly name: string;
  readonly version: string;
}

export const REPORT_VERSION = 1;

export function reportHead(
  { tool, startedAt }: Pick<RunStart, 'tool' | 'startedAt'>,
  profile: Profile,
  shard: ShardHead | null = null,
): ReportHead {
  const head = { version: REPORT_VERSION, tool, profile: profile.name, startedAt } as const;
  return { ...head, ...shard };
}

export function zoneReport({ target, nameservers, findings }: ZoneResult, profile: Profile): ZoneReport {
  return {
    zone: target?.zone ?? null,
    prefix: target?.prefix ?? null,
    verdict: verdictOn(findings, profile),
    verdicts: byProfile((each) => verdictOn(findings, each)),
    ds: target?.ds ?? [],
    nameservers,
    findings: findings.map((finding) => findingReport(finding, profile)),
  };
}

/** Of the zones only the verdicts are needed, so a run may let go of the rest. */
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

/** Whether it is NOTICE or above under any of the profiles: below that is what a reader may pass over. */
export function noteworthy({ level, levels }: Pick<FindingReport, 'level' | 'levels'>): boolean {
  return [level, levels.documented, levels.engine].some((each) => atLeast(each, 'NOTICE'));
}

/** Words and evidence are made when they are looked at: of most findings a report for people only needs the level. */
function findingReport(finding: Finding, profile: Profile): FindingReport {
  const level = profile.levelOf(finding.tag);
  const levels = byProfile((each) => each.levelOf(finding.tag));
  return {
    tag: finding.tag,
    testCase: finding.testCase,
    level,
    levels,
    get message() {
      return messageText(finding);
    },
    facts: finding.facts,
    servers: finding.servers,
    ...(finding.location === undefined ? {} : { location: finding.location }),
    get evidence() {
      return noteworthy({ level, levels }) ? finding.evidence.map(exchangeReport) : [];
    },
  };
}

function byProfile<T>(of: (profile: Profile) => T): ByProfile<T> {
  return { documented: of(PROFILES.documented), engine: of(PROFILES.engine) };
}
