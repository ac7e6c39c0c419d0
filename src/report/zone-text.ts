import type { RegisteredTag } from '../checks/registry.js';
import { AUTHORITIES } from './authorities.js';
import type { ZoneDigest } from './digest.js';
import type { ExchangeReport } from './evidence.js';
import { exchangeLines } from './exchange-text.js';
import { count, groupBy, lead, wrap } from './layout.js';
import type { Paint } from './paint.js';
import type { FindingReport } from './report.js';
import { zoneList } from './zone-list.js';

interface Style {
  readonly paint: Paint;
  readonly verbose: boolean;
  readonly tags: ReadonlyMap<string, RegisteredTag>;
}

/** What is found in each zone. Zones of which the same is to be said, about the same servers, are one paragraph. */
export function zoneTexts(zones: readonly ZoneDigest[], style: Style): string[] {
  const sameness = ({ verdict, findings }: ZoneDigest) =>
    JSON.stringify([verdict, findings.map(({ tag, level, servers }) => [tag, level, servers])]);
  return groupBy(zones, sameness).flatMap((group) => [...groupLines(group, style), '']);
}

function groupLines(group: readonly ZoneDigest[], style: Style): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { verdict, prefix } = first;
  const block = group.length === 1 && prefix !== null ? ` (${prefix})` : '';
  const alreadyShown = new Set<string>();
  return [
    ...lead(`${verdict.toUpperCase()}  `, zoneList(group) + block, (word) =>
      style.paint.verdict(verdict, word),
    ),
    ...first.findings.flatMap((finding, i) => [
      ...findingLines(finding, instances(group, i), style),
      ...evidenceLines(finding.evidence, alreadyShown, style.paint),
    ]),
    ...foldedLines(group, style.paint),
  ];
}

/** A finding as it is in one of the zones that share it: what differs is the facts in the message. */
interface Instance {
  readonly zone: string | null;
  readonly finding: FindingReport;
  readonly wording: string;
}

function instances(group: readonly ZoneDigest[], i: number): Instance[] {
  return group.flatMap(({ zone, findings }) => {
    const finding = findings[i];
    if (finding === undefined) return [];
    const wording = group.length === 1 ? finding.message : withoutZone(finding.message, zone);
    return [{ zone, finding, wording }];
  });
}

/** Of a message about one zone a message about each of many: its name, where it stands as a whole, is left out. */
function withoutZone(message: string, zone: string | null): string {
  if (zone === null) return message;
  const name = zone.replaceAll(/[^A-Za-z0-9]/g, '\\$&');
  return message.replaceAll(new RegExp(`(?<![\\w.\\\\/-])${name}(?![\\w\\\\/-]|\\.\\w)`, 'g'), 'the zone');
}

const INDENT = ' '.repeat(12);

/** Wordings and places shown at most of one finding in many zones, unless all are asked for. */
const SAMPLES = 3;

function findingLines(
  finding: FindingReport,
  all: readonly Instance[],
  { paint, verbose, tags }: Style,
): string[] {
  const [message = '', ...others] = messagesOf(all, verbose);
  return [
    ...lead(`  ${finding.level.padEnd(INDENT.length - 2)}`, message, (word) =>
      paint.level(finding.level, word),
    ),
    ...others.flatMap((other) => wrap(other, { first: INDENT })),
    ...labelled('at', unnamed(finding).join(', ')),
    ...labelled('in', places(all, verbose)),
    ...labelled('fix', tags.get(finding.tag)?.fix ?? ''),
    ...wrap(originOf(finding, tags), { first: INDENT }).map(paint.faint),
  ];
}

function messagesOf(all: readonly Instance[], verbose: boolean): string[] {
  const wordings = groupBy(all, ({ wording }) => wording);
  if (wordings.length === 1) return wordings.flatMap((same) => same[0]?.wording ?? []);
  const samples = verbose ? wordings : wordings.slice(0, SAMPLES);
  const rest = wordings.slice(samples.length).flat().length;
  return [
    ...samples.map((same) => `${zoneList(same)}: ${same[0]?.wording ?? ''}`),
    ...(rest === 0 ? [] : [`and the like in ${count(rest, 'zone')} more`]),
  ];
}

/** Most messages name their servers; those of the rest are said apart. */
function unnamed({ servers, message }: FindingReport): readonly string[] {
  return servers.every((server) => message.includes(server)) ? [] : servers;
}

function labelled(label: string, text: string): string[] {
  return text === '' ? [] : wrap(text, { first: `${INDENT}${label.padEnd(5)}` });
}

function places(all: readonly Instance[], verbose: boolean): string {
  const texts = all.flatMap(({ finding: { location } }) =>
    location === undefined ? [] : [`${location.file}:${location.line}:${location.column}`],
  );
  const distinct = [...new Set(texts)];
  const samples = verbose ? distinct : distinct.slice(0, SAMPLES);
  const rest = distinct.length - samples.length;
  return [...samples, ...(rest === 0 ? [] : [`and ${count(rest, 'other place')}`])].join(', ');
}

/** The tag to look it up by, and who sees it at another level. */
function originOf({ tag, testCase, level, levels }: FindingReport, tags: Style['tags']): string {
  const others = AUTHORITIES.filter(({ profile }) => levels[profile] !== level).map(({ profile, name }) =>
    profile === 'engine' && tags.get(tag)?.engine === null
      ? "; RIPE's engine does not test it"
      : `; ${name}: ${levels[profile]}`,
  );
  return `${tag}, ${testCase}${others.join('')}`;
}

/** Each exchange once, however many findings it proves. */
function evidenceLines(
  evidence: readonly ExchangeReport[],
  alreadyShown: Set<string>,
  paint: Paint,
): string[] {
  const lines: string[] = [];
  let above = 0;
  for (const exchange of evidence) {
    const key = JSON.stringify(exchange.question);
    if (alreadyShown.has(key)) above += 1;
    else lines.push(...exchangeLines(exchange, paint));
    alreadyShown.add(key);
  }
  return above === 0 ? lines : [...lines, paint.faint(`    ;; and ${count(above, 'exchange')} shown above`)];
}

/** One line for all that is not shown. */
function foldedLines(group: readonly ZoneDigest[], paint: Paint): string[] {
  const hidden = group.map((zone) => zone.hidden);
  const [least, most] = [Math.min(...hidden), Math.max(...hidden)];
  const number = least === most ? count(most, 'message') : `${least} to ${most} messages`;
  const folded = most === 0 ? [] : [`${number} below NOTICE, shown with --verbose`];
  const nothing = group[0]?.findings.length === 0 ? ['nothing to fix'] : [];
  const line = [...nothing, ...folded].join('; ');
  return line === '' ? [] : [paint.faint(`  ${line}`)];
}
