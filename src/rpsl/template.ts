import { type DsData, formatDs } from '../dns/ds.js';
import type { Nserver } from '../target/target.js';
import type { NamedValue } from './attributes.js';
import { attributeLines } from './edit.js';
import { type FoundInFile, lint } from './lint.js';
import { parseRpsl } from './parse.js';
import { takesForInside, type ZoneName } from './zone-name.js';

/** The values of a domain object to write. */
export interface DomainValues {
  readonly zone: ZoneName;
  /** Glue outside the zone is left out, because the database refuses it. */
  readonly nservers: readonly Nserver[];
  readonly ds: readonly DsData[];
  /** NIC handles. */
  readonly adminC: readonly string[];
  readonly techC: readonly string[];
  readonly zoneC: readonly string[];
  /** Names of maintainers. */
  readonly mntBy: readonly string[];
  /** Names of organisation objects. */
  readonly org?: readonly string[];
  /** Mail addresses. */
  readonly notify?: readonly string[];
  /** Each line of these becomes an attribute. */
  readonly descr?: readonly string[];
  readonly remarks?: readonly string[];
  /** By default RIPE. */
  readonly source?: string;
}

/** The attributes of the object, in the order of the database's template. */
export function attributesFor(values: DomainValues): NamedValue[] {
  const byName: readonly (readonly [string, readonly string[]])[] = [
    ['domain', [values.zone.zone]],
    ['descr', linesOf(values.descr)],
    ['org', values.org ?? []],
    ['admin-c', values.adminC],
    ['tech-c', values.techC],
    ['zone-c', values.zoneC],
    ['nserver', values.nservers.flatMap((nserver) => nserverValues(nserver, values.zone))],
    ['ds-rdata', values.ds.map(formatDs)],
    ['remarks', linesOf(values.remarks)],
    ['notify', values.notify ?? []],
    ['mnt-by', values.mntBy],
    ['source', [values.source ?? 'RIPE']],
  ];
  return byName.flatMap(([name, all]) => all.map((value) => ({ name, value })));
}

/** The objects as text, separated by empty lines, and the findings of the rules in it: none if the values are good. */
export function writeDomains(domains: readonly DomainValues[]): {
  readonly text: string;
  readonly findings: readonly FoundInFile[];
} {
  const text = domains
    .map((values) => attributesFor(values).flatMap(({ name, value }) => attributeLines(name, value)))
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
  return { text, findings: lint(parseRpsl(Buffer.from(text))) };
}

function nserverValues({ name, glue }: Nserver, zone: ZoneName): string[] {
  if (glue.length === 0 || !takesForInside(zone, name)) return [name];
  return glue.map((address) => `${name} ${address}`);
}

function linesOf(texts: readonly string[] = []): string[] {
  return texts.flatMap((text) => text.split(/\r\n|\r|\n/));
}
