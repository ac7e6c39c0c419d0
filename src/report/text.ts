import { type RegisteredTag, TAGS } from '../judge/catalogue.js';
import { VERDICTS, type Verdict } from '../judge/verdict.js';
import { AUTHORITIES } from './authorities.js';
import { digestZone, type ZoneDigest } from './digest.js';
import { grids } from './grid.js';
import { count, lead, wrap } from './layout.js';
import { type Paint, painter } from './paint.js';
import { printable } from './printable.js';
import type { Report, ReportHead, ReportTail } from './report.js';
import { submissionText } from './submission-text.js';
import { zoneTexts } from './zone-text.js';

type Tags = ReadonlyMap<string, RegisteredTag>;

export interface TextOptions {
  /** Default: no colours. */
  readonly color?: boolean;
  /** Show every message, and what proves it. Default: only what is NOTICE or above under some profile. */
  readonly verbose?: boolean;
}

/** The report for a person at a terminal: the verdict, the servers at a glance, and what is to be done. */
export function textReport(report: Report, options: TextOptions = {}, tags: Tags = TAGS): string {
  const digests = report.zones.map((zone) => digestZone(zone, options.verbose ?? false));
  return textOfDigests(report, digests, options, tags);
}

/** The same of a run whose zones were let go, but for their digests. */
export function textOfDigests(
  run: ReportHead & ReportTail,
  zones: readonly ZoneDigest[],
  { color = false, verbose = false }: TextOptions = {},
  tags: Tags = TAGS,
): string {
  const paint = painter(color);
  const lines = [
    ...verdictLines(run, paint),
    ...tallyLines(run, zones),
    '',
    ...grids(zones, tags, paint),
    ...zoneTexts(zones, { paint, verbose, tags }),
  ];
  const text = `${lines.join('\n').trimEnd()}\n`;
  return run.submission === undefined ? text : `${text}\n${submissionText(run.submission)}`;
}

const WOULD: Readonly<Record<Verdict, string>> = {
  accept: 'would accept',
  undetermined: 'would leave it open',
  reject: 'would reject',
};

function verdictLines({ profile, verdict, verdicts }: ReportHead & ReportTail, paint: Paint): string[] {
  const own =
    AUTHORITIES.find((each) => each.profile === profile)?.name ?? `the profile ${printable(profile)}`;
  const others = AUTHORITIES.filter((each) => each.profile !== profile);
  const agreeing = others.filter((each) => verdicts[each.profile] === verdict);
  const differing = others.filter((each) => verdicts[each.profile] !== verdict);
  const sentences = [
    `by ${[own, ...agreeing.map(({ name }) => name)].join(' and ')}.`,
    ...differing.map((each) => `${each.name} ${WOULD[verdicts[each.profile]]}.`),
    ...(verdict === 'undetermined' ? ['Nothing is rejected, but not everything could be found out.'] : []),
  ];
  return lead(`${verdict.toUpperCase()} `, sentences.join(' '), (word) => paint.verdict(verdict, word), {
    rest: '',
  });
}

function tallyLines(
  { queries, durationMs, startedAt }: ReportHead & ReportTail,
  zones: readonly ZoneDigest[],
) {
  const sizes = VERDICTS.map((verdict) => ({
    verdict,
    size: zones.filter((zone) => zone.verdict === verdict).length,
  })).filter(({ size }) => size > 0);
  const tally =
    sizes.length < 2 ? '' : `: ${sizes.map(({ verdict, size }) => `${size} ${verdict}`).join(', ')}`;
  const seconds = (durationMs / 1000).toFixed(1);
  return wrap(
    `${count(zones.length, 'zone')}${tally}. ${count(queries, 'query', 'queries')} in ${seconds} s, started ${printable(startedAt)}.`,
  );
}
