import { readFile } from 'node:fs/promises';
import { restBody } from '../../database/object.js';
import type { Name } from '../../dns/name.js';
import { type DigestType, type Dnskey, dsOf, entryKeys, readDnskey } from '../../dnssec/ds.js';
import { atLeast } from '../../finding/level.js';
import { messageText } from '../../judge/evaluate.js';
import { DOCUMENTED } from '../../judge/profile.js';
import { askForKeys } from '../../observe/zone-keys.js';
import { PrefixError } from '../../prefix/prefix.js';
import { parseTarget } from '../../prefix/target.js';
import type { ReverseZone } from '../../prefix/zone.js';
import { printable } from '../../report/printable.js';
import { zoneOf } from '../../rpsl/domain.js';
import { DssetError, parseDsset } from '../../rpsl/dsset.js';
import { attributesFor, type DomainValues, writeDomains } from '../../rpsl/template.js';
import { type RunOptions, sourceFor } from '../../run.js';
import { InputError, mergeNservers, parseNserver, quote } from '../../target/input.js';
import type { DsData, Nserver } from '../../target/target.js';
import { TOOL } from '../../tool.js';
import { type AskingArguments, runOptions } from '../asking.js';
import { EXIT } from '../exit.js';
import type { Terminal } from '../terminal.js';

export interface TemplateArguments extends AskingArguments {
  readonly prefix: readonly string[];
  readonly ns: readonly string[];
  readonly adminC: readonly string[];
  readonly techC: readonly string[];
  readonly zoneC: readonly string[];
  readonly mntBy: readonly string[];
  readonly org: readonly string[] | undefined;
  readonly notify: readonly string[] | undefined;
  readonly descr: readonly string[] | undefined;
  readonly remarks: readonly string[] | undefined;
  readonly source: 'RIPE' | 'TEST';
  readonly dsset: readonly string[] | undefined;
  readonly dsFromDnskey: boolean;
  readonly digest: 'sha256' | 'sha384';
  readonly format: keyof typeof FORMATS;
}

export async function template(args: TemplateArguments, terminal: Terminal): Promise<number> {
  return writeTemplate(args, runOptions(args, terminal.signal), terminal);
}

/** Writes one object per zone: nothing, if the database would refuse one of them. */
export async function writeTemplate(
  args: TemplateArguments,
  options: RunOptions,
  terminal: Terminal,
): Promise<number> {
  const warn = (text: string) => terminal.stderr.write(`${TOOL.name}: ${printable(text)}\n`);
  const zones = zonesOf(args.prefix);
  const nservers = mergeNservers(args.ns.map(parseNserver));
  const files = await Promise.all((args.dsset ?? []).map(readDsset));
  const fromKeys = args.dsFromDnskey
    ? await dsFromKeys(zones, nservers, args.digest === 'sha384' ? 4 : 2, options, warn)
    : [];
  const ds = withoutDeprecated(mergeDs([...files, ...fromKeys]));
  for (const owner of ds.keys()) {
    if (!zones.some(({ zone }) => zone === owner))
      warn(`there is DS data of ${owner}, which is none of the zones`);
  }
  const domains = zones.map((zone) => valuesFor(zone, nservers, ds.get(zone.zone) ?? [], args));
  const { text, findings } = writeDomains(domains);
  for (const finding of findings) {
    const level = DOCUMENTED.levelOf(finding.tag);
    const zone = finding.domain === null ? null : zoneOf(finding.domain);
    const message = `${zone?.zone ?? 'the objects'}: ${messageText(finding)}`;
    if (atLeast(level, 'ERROR')) throw new InputError(printable(message));
    if (atLeast(level, 'WARNING')) warn(message);
  }
  terminal.stdout.write(FORMATS[args.format](text, domains, args.source));
  return EXIT.accept;
}

/** What the objects are put into. */
const FORMATS = {
  rpsl: (text: string) => text,
  json: (_: string, domains: readonly DomainValues[], source: string) =>
    `${JSON.stringify(restBody(domains.map(attributesFor), source), null, 2)}\n`,
  syncupdates: (text: string) => `DATA=${encodeURIComponent(text)}\n`,
  email: (text: string, domains: readonly DomainValues[], source: string) => {
    const [first] = domains;
    const more = domains.length > 1 ? ` and ${domains.length - 1} more` : '';
    return [
      `To: ${source === 'TEST' ? 'test-dbm' : 'auto-dbm'}@ripe.net`,
      `Subject: Reverse delegation of ${first?.zone.zone}${more}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      text,
    ].join('\n');
  },
} as const;

function zonesOf(prefixes: readonly string[]): ReverseZone[] {
  const zones = prefixes.flatMap((text) => {
    const found = parseTarget(text);
    if (found instanceof PrefixError) throw new InputError(`${quote(text)}: ${found.reason}`);
    return found;
  });
  return [...new Map(zones.map((zone) => [zone.zone, zone])).values()];
}

function valuesFor(
  zone: ReverseZone,
  nservers: readonly Nserver[],
  ds: readonly DsData[],
  { adminC, techC, zoneC, mntBy, org, notify, descr, remarks, source }: TemplateArguments,
): DomainValues {
  return {
    zone,
    nservers,
    ds,
    adminC,
    techC,
    zoneC,
    mntBy,
    org: org ?? [],
    notify: notify ?? [],
    descr: descr ?? [],
    remarks: remarks ?? [],
    source,
  };
}

type DsByZone = readonly (readonly [Name, readonly DsData[]])[];

async function readDsset(file: string): Promise<DsByZone> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${quote(file)} cannot be read: ${error.code}`);
  });
  const parsed = parseDsset(text);
  if (parsed instanceof DssetError)
    throw new InputError(`${quote(file)}, line ${parsed.line}: ${parsed.reason}`);
  return [...parsed];
}

/** Each DS record once, by its owner. */
function mergeDs(all: readonly DsByZone[]): Map<Name, DsData[]> {
  const merged = new Map<Name, Map<string, DsData>>();
  for (const [owner, records] of all.flat()) {
    const known = merged.get(owner) ?? new Map();
    for (const ds of records) known.set(JSON.stringify(ds), ds);
    merged.set(owner, known);
  }
  return new Map([...merged].map(([owner, records]) => [owner, [...records.values()]]));
}

const SHA1 = 1;

/** Older signers also write a SHA-1 digest of each key, with which RIPE NCC refuses the delegation. */
function withoutDeprecated(byZone: ReadonlyMap<Name, readonly DsData[]>): Map<Name, readonly DsData[]> {
  return new Map(
    [...byZone].map(([zone, all]) => {
      const better = all.filter(({ digestType }) => digestType !== SHA1);
      const covered = (ds: DsData) =>
        better.some(({ keyTag, algorithm }) => keyTag === ds.keyTag && algorithm === ds.algorithm);
      return [zone, all.filter((ds) => ds.digestType !== SHA1 || !covered(ds))];
    }),
  );
}

/** Throws InputError where it cannot be told what keys a zone has. */
async function dsFromKeys(
  zones: readonly ReverseZone[],
  nservers: readonly Nserver[],
  digestType: DigestType,
  options: RunOptions,
  warn: (text: string) => void,
): Promise<DsByZone[]> {
  const source = sourceFor(options);
  try {
    return await Promise.all(
      zones.map(async ({ zone, prefix }): Promise<DsByZone> => {
        const answers = await askForKeys({ zone, prefix, nservers, ds: [] }, options.families, source);
        options.signal.throwIfAborted();
        const silent = answers.filter(({ keys }) => keys === null).map(({ server }) => server.id);
        if (silent.length === answers.length) {
          throw new InputError(`no name server answers the question for the keys of ${zone}`);
        }
        if (silent.length > 0) warn(`${zone}: no answer about its keys from ${silent.join(', ')}`);
        const sets = answers.flatMap(({ keys }) => (keys === null ? [] : [entryKeysOf(keys)]));
        const [keys = []] = sets;
        if (new Set(sets.map(identityOf)).size > 1) {
          throw new InputError(`the name servers of ${zone} have different keys: wait for the zone transfer`);
        }
        if (keys.length === 0) throw new InputError(`${zone} has no keys: it is not signed`);
        return [[zone, keys.map((key) => dsOf(zone, key, digestType))]];
      }),
    );
  } finally {
    source.close();
  }
}

function entryKeysOf(rdata: readonly Uint8Array[]): Dnskey[] {
  return entryKeys(rdata.flatMap((each) => readDnskey(each) ?? []));
}

function identityOf(keys: readonly Dnskey[]): string {
  return keys
    .map(({ rdata }) => Buffer.from(rdata).toString('hex'))
    .sort()
    .join();
}
