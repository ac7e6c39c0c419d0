import { type RegisteredTag, TAGS } from '../checks/registry.js';
import { VERDICTS, type Verdict } from '../verdict.js';
import { AUTHORITIES } from './authorities.js';
import { grids } from './grid.js';
import { count, lead, wrap } from './layout.js';
import { type Paint, painter } from './paint.js';
import { allPrintable } from './printable.js';
import type { Report } from './report.js';
import { zoneTexts } from './zone-text.js';

export interface TextOptions {
  /** Default: no colours. */
  readonly color?: boolean;
  /** Show every message, and what proves it. Default: only what is NOTICE or above under some profile. */
  readonly verbose?: boolean;
}

/** The report for a person at a terminal: the verdict, the servers at a glance, and what is to be done. */
export function textReport(
  report: Report,
  { color = false, verbose = false }: TextOptions = {},
  tags: ReadonlyMap<string, RegisteredTag> = TAGS,
): string {
  const safe = allPrintable(report);
  const paint = painter(color);
  const lines = [
    ...verdictLines(safe, paint),
    ...tallyLines(safe),
    '',
    ...grids(safe.zones, tags, paint),
    ...zoneTexts(safe.zones, { paint, verbose, tags }),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

const WOULD: Readonly<Record<Verdict, string>> = {
  accept: 'would accept',
  undetermined: 'would leave it open',
  reject: 'would reject',
};

function verdictLines({ profile, verdict, verdicts }: Report, paint: Paint): string[] {
  const own = AUTHORITIES.find((each) => each.profile === profile)?.name ?? `the profile ${profile}`;
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

function tallyLines({ zones, queries, durationMs, startedAt }: Report): string[] {
  const sizes = VERDICTS.map((verdict) => ({
    verdict,
    size: zones.filter((zone) => zone.verdict === verdict).length,
  })).filter(({ size }) => size > 0);
  const tally =
    sizes.length < 2 ? '' : `: ${sizes.map(({ verdict, size }) => `${size} ${verdict}`).join(', ')}`;
  const seconds = (durationMs / 1000).toFixed(1);
  return wrap(
    `${count(zones.length, 'zone')}${tally}. ${count(queries, 'query', 'queries')} in ${seconds} s, started ${startedAt}.`,
  );
}
