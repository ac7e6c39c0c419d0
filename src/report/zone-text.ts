import type { RegisteredTag } from '../judge/catalogue.js';
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

/** A zone and its findings. Their keys (tag, level, servers) match the same findings in other zones. */
interface Member {
  readonly zone: ZoneDigest;
  readonly findings: ReadonlyMap<string, FindingReport>;
}

/**
 * The findings: first those of all zones, then zone by zone. Zones with the same findings about the same servers share a
 * paragraph.
 */
export function zoneTexts(zones: readonly ZoneDigest[], style: Style): string[] {
  const members = zones.map((zone) => ({ zone, findings: findingsOf(zone) }));
  const groups = groupBy(members, ({ zone, findings }) => [zone.verdict, ...findings.keys()].join());
  const keys = [...(members[0]?.findings.keys() ?? [])];
  const everywhere = keys.filter((key) => members.every(({ findings }) => findings.has(key)));
  const common = new Set(groups.length === 1 ? [] : everywhere);
  const alreadyShown = new Set<string>();
  const paragraph = (heading: string[], group: readonly Member[], of: readonly string[], end: string[]) => [
    ...heading,
    ...topics(of, group).flatMap((topic) => topicLines(topic, alreadyShown, style)),
    ...end,
    '',
  ];
  const heading = style.paint.strong(`IN ALL ${zones.length} ZONES`);
  return [
    ...(common.size === 0 ? [] : paragraph([heading], members, [...common], [])),
    ...groups.flatMap((group) => {
      const own = [...(group[0]?.findings.keys() ?? [])].filter((key) => !common.has(key));
      const silence = own.length > 0 ? '' : common.size > 0 ? 'nothing else' : 'nothing to fix';
      return paragraph(headingOf(group, style.paint), group, own, endOf(group, silence, style.paint));
    }),
  ];
}

/** Findings of the same tag about the same servers differ in other facts, so they are numbered. */
function findingsOf(zone: ZoneDigest): Map<string, FindingReport> {
  const findings = new Map<string, FindingReport>();
  const counts = new Map<string, number>();
  for (const finding of zone.findings) {
    const key = JSON.stringify([finding.tag, finding.testCase, finding.level, finding.servers]);
    const n = (counts.get(key) ?? 0) + 1;
    counts.set(key, n);
    findings.set(`${key} ${n}`, finding);
  }
  return findings;
}

function headingOf(group: readonly Member[], paint: Paint): string[] {
  const zones = group.map(({ zone }) => zone);
  const [first] = zones;
  if (first === undefined) return [];
  const { verdict, prefix } = first;
  const block = zones.length === 1 && prefix !== null ? ` (${prefix})` : '';
  return lead(`${verdict.toUpperCase()}  `, zoneList(zones) + block, (word) => paint.verdict(verdict, word));
}

/** One line about everything that is not shown. */
function endOf(group: readonly Member[], silence: string, paint: Paint): string[] {
  const hidden = group.map(({ zone }) => zone.hidden);
  const [least, most] = [Math.min(...hidden), Math.max(...hidden)];
  const number = least === most ? count(most, 'message') : `${least} to ${most} messages`;
  const folded = most === 0 ? '' : `${number} below NOTICE, shown with --verbose`;
  const line = [silence, folded].filter((each) => each !== '').join('; ');
  return line === '' ? [] : [paint.faint(`  ${line}`)];
}

/** Findings of one tag, which have the same fix. */
type Topic = readonly Shared[];

/** A finding in each of the zones that share it; only the wording differs. */
interface Shared {
  readonly finding: FindingReport;
  readonly instances: readonly Instance[];
}

interface Instance {
  readonly zone: string | null;
  readonly finding: FindingReport;
  readonly wording: string;
}

function topics(keys: readonly string[], group: readonly Member[]): Topic[] {
  const shared = keys.flatMap((key) => {
    const instances = group.flatMap(({ zone: { zone }, findings }) => {
      const finding = findings.get(key);
      if (finding === undefined) return [];
      const wording = group.length === 1 ? finding.message : withoutZone(finding.message, zone);
      return [{ zone, finding, wording }];
    });
    const [first] = instances;
    return first === undefined ? [] : [{ finding: first.finding, instances }];
  });
  return groupBy(shared, ({ finding }) => `${finding.tag} ${finding.testCase}`);
}

/** Replaces the name of the zone, as a whole word, so that a message fits each of many zones. */
function withoutZone(message: string, zone: string | null): string {
  if (zone === null) return message;
  const name = zone.replaceAll(/[^A-Za-z0-9]/g, '\\$&');
  return message.replaceAll(new RegExp(`(?<![\\w.\\\\/-])${name}(?![\\w\\\\/-]|\\.\\w)`, 'g'), 'the zone');
}

const INDENT = ' '.repeat(12);

/** The most wordings and places shown of one finding in many zones, unless the user wants all. */
const SAMPLES = 3;

function topicLines(topic: Topic, alreadyShown: Set<string>, { paint, verbose, tags }: Style): string[] {
  const [first] = topic;
  if (first === undefined) return [];
  const { tag, level } = first.finding;
  const [message = '', ...others] = topic.flatMap(({ instances }) => messagesOf(instances, verbose));
  const servers = new Set(topic.flatMap(({ finding }) => unnamed(finding)));
  return [
    ...lead(`  ${level.padEnd(INDENT.length - 2)}`, message, (word) => paint.level(level, word)),
    ...others.flatMap((other) => wrap(other, { first: INDENT })),
    ...labelled('at', [...servers].join(', ')),
    ...labelled(
      'in',
      places(
        topic.flatMap(({ instances }) => instances),
        verbose,
      ),
    ),
    ...labelled('fix', tags.get(tag)?.fix ?? ''),
    ...wrap(originOf(first.finding, tags), { first: INDENT }).map(paint.faint),
    ...evidenceLines(
      topic.flatMap(({ finding }) => finding.evidence),
      alreadyShown,
      paint,
    ),
  ];
}

function messagesOf(all: readonly Instance[], verbose: boolean): string[] {
  const wordings = groupBy(all, ({ wording }) => wording);
  if (wordings.length === 1) return wordings.flatMap((same) => same[0]?.wording ?? []);
  const samples = verbose ? wordings : wordings.slice(0, SAMPLES);
  const rest = wordings.slice(samples.length).flat().length;
  return [
    ...samples.map((same) => `${zoneList(same)}: ${same[0]?.wording ?? ''}`),
    ...(rest === 0 ? [] : [`and similar in ${count(rest, 'more zone')}`]),
  ];
}

/** The servers, unless the message names them, as most do. */
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

/** The tag for looking it up, and the authorities with another level. */
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
