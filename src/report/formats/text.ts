import { TAGS } from '../../judge/catalogue.js';
import { VERDICTS, type Verdict } from '../../judge/verdict.js';
import { AUTHORITIES } from '../authorities.js';
import { digestZone, type ZoneDigest } from '../digest.js';
import { grids } from '../grid.js';
import { count, lead, wrap } from '../layout.js';
import { type Paint, painter } from '../paint.js';
import { printable } from '../printable.js';
import type { ReportHead, ReportTail } from '../report.js';
import { submissionText } from '../submission-text.js';
import { zoneTexts } from '../zone-text.js';
import type { Format, FormatOptions } from './format.js';

/** For a person at a terminal: the verdict, the servers at a glance, and the fixes. */
export const text: Format = (head, options) => {
  const digests: ZoneDigest[] = [];
  return {
    head: '',
    zone: (zone, index) => {
      digests[index] = digestZone(zone, options.verbose);
      return '';
    },
    tail: (tail) => textOf({ ...head, ...tail }, digests, options),
    end: ({ submission }) => (submission === undefined ? '' : `\n${submissionText(submission)}`),
  };
};

function textOf(
  run: ReportHead & ReportTail,
  zones: readonly ZoneDigest[],
  { color, verbose }: FormatOptions,
): string {
  const paint = painter(color);
  const lines = [
    ...verdictLines(run, paint),
    ...tallyLines(run, zones),
    '',
    ...grids(zones, TAGS, paint),
    ...zoneTexts(zones, { paint, verbose, tags: TAGS }),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
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
