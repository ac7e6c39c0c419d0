import { readFile } from 'node:fs/promises';
import type { Argv } from 'yargs';
import { networkSource } from '../../ask/network.js';
import type { DsData } from '../../dns/ds.js';
import type { Name } from '../../dns/name.js';
import { type DigestType, dsForKeys, KeysFault } from '../../dnssec/ds.js';
import { atLeast } from '../../finding/level.js';
import { known } from '../../judge/catalogue.js';
import { messageText } from '../../judge/evaluate.js';
import { DOCUMENTED } from '../../judge/profile.js';
import { observeZones } from '../../observe/zones.js';
import type { ReverseZone } from '../../prefix/zone.js';
import { printable } from '../../report/printable.js';
import { zoneOf } from '../../rpsl/domain.js';
import { type DsByZone, mergeDs } from '../../rpsl/ds-by-zone.js';
import { DssetError, parseDsset } from '../../rpsl/dsset.js';
import { OBJECT_FORMATS } from '../../rpsl/formats.js';
import { writeDomains } from '../../rpsl/template.js';
import type { RunOptions } from '../../run.js';
import { distinctZones, InputError, parseNserver, quote } from '../../target/input.js';
import { mergeNservers, type Nserver } from '../../target/target.js';
import { TOOL } from '../../tool.js';
import { type KeyAnswer, keysOf } from '../../zone/keys.js';
import { viewOf } from '../../zone/view.js';
import { runOptions } from '../asking.js';
import { EXIT } from '../exit.js';
import { list, oneOf, source, withAskingOptions } from '../options.js';
import type { Terminal } from '../terminal.js';
import type { ArgumentsOf } from '../yargs.js';

/** The digest types for computed DS data, by name. */
const DIGESTS = { sha256: 2, sha384: 4 } as const;

export const options = (command: Argv) =>
  withAskingOptions(command)
    .positional('prefix', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'CIDR, a range a - b, or the name of a reverse zone',
    })
    .option('ns', {
      ...list,
      demandOption: true,
      describe: 'a name server: name, or name/address[,address...] inside the zone',
    })
    .option('admin-c', { ...list, demandOption: true, describe: 'NIC handle' })
    .option('tech-c', { ...list, demandOption: true, describe: 'NIC handle' })
    .option('zone-c', { ...list, demandOption: true, describe: 'NIC handle' })
    .option('mnt-by', { ...list, demandOption: true, describe: 'maintainer' })
    .option('org', { ...list, describe: 'organisation' })
    .option('notify', { ...list, describe: 'mail address' })
    .option('descr', { ...list, describe: 'description' })
    .option('remarks', { ...list, describe: 'remarks' })
    .option('source', source)
    .option('dsset', { ...list, describe: 'a file of DS records, as signers write them' })
    .option('ds-from-dnskey', {
      type: 'boolean',
      default: false,
      describe: "compute DS data from the keys on the zone's name servers",
    })
    .option('digest', oneOf(DIGESTS, { default: 'sha256', describe: 'digest of the computed DS data' }))
    .option(
      'format',
      oneOf(OBJECT_FORMATS, {
        default: 'rpsl',
        describe: 'text, body for the REST interface, form data for syncupdates, or a mail',
      }),
    )
    .example(
      '$0 template 10.155.16.0/22 --ns ns1.example.net --ns ns2.example.org --admin-c JD1-RIPE --tech-c JD1-RIPE --zone-c JD1-RIPE --mnt-by EXAMPLE-MNT',
      '',
    );

export type TemplateArguments = ArgumentsOf<typeof options>;

export async function run(args: TemplateArguments, terminal: Terminal): Promise<number> {
  return writeTemplate(args, runOptions(args, terminal.signal), terminal);
}

/** Writes one object per zone, or nothing if the database would refuse one of them. */
export async function writeTemplate(
  args: TemplateArguments,
  asking: RunOptions,
  terminal: Terminal,
): Promise<number> {
  const warn = (text: string) => terminal.stderr.write(`${TOOL.name}: ${printable(text)}\n`);
  const zones = distinctZones(args.prefix);
  const nservers = mergeNservers(args.ns.map(parseNserver));
  const files = await Promise.all((args.dsset ?? []).map(readDsset));
  const fromKeys = args.dsFromDnskey
    ? [await dsFromKeys(zones, nservers, DIGESTS[args.digest], asking, warn)]
    : [];
  const ds = mergeDs([...files, ...fromKeys]);
  for (const owner of ds.keys()) {
    if (!zones.some(({ zone }) => zone === owner))
      warn(`ignoring DS data for ${owner}: not one of the zones`);
  }
  const { adminC, techC, zoneC, mntBy, org = [], notify = [], descr = [], remarks = [] } = args;
  const common = { nservers, adminC, techC, zoneC, mntBy, org, notify, descr, remarks, source: args.source };
  const domains = zones.map((zone) => ({ ...common, zone, ds: ds.get(zone.zone) ?? [] }));
  const { text, findings } = writeDomains(domains);
  for (const finding of findings.map(known)) {
    const level = DOCUMENTED.levelOf(finding.tag);
    const zone = finding.domain === null ? null : zoneOf(finding.domain);
    const message = `${zone?.zone ?? 'the objects'}: ${messageText(finding)}`;
    if (atLeast(level, 'ERROR')) throw new InputError(printable(message));
    if (atLeast(level, 'WARNING')) warn(message);
  }
  terminal.stdout.write(OBJECT_FORMATS[args.format](text, domains, args.source));
  return EXIT.accept;
}

async function readDsset(file: string): Promise<DsByZone> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${quote(file)} cannot be read: ${error.code}`);
  });
  const parsed = parseDsset(text);
  if (parsed instanceof DssetError)
    throw new InputError(`${quote(file)}, line ${parsed.line}: ${parsed.reason}`);
  return parsed;
}

/** Throws InputError if the keys of a zone cannot be determined. */
async function dsFromKeys(
  zones: readonly ReverseZone[],
  nservers: readonly Nserver[],
  digestType: DigestType,
  asking: RunOptions,
  warn: (text: string) => void,
): Promise<DsByZone> {
  const targets = zones.map(({ zone, block }) => ({ zone, block, nservers, ds: [] }));
  const source = networkSource(asking);
  const found: KeyAnswer[][] = [];
  try {
    const observed = observeZones([...targets.entries()], { ...asking, source, plan: keysOf });
    for await (const { index, observation } of observed) found[index] = keysOf(viewOf(observation));
  } finally {
    source.close();
  }
  asking.signal.throwIfAborted();
  return new Map(zones.map(({ zone }, i) => [zone, dsFrom(zone, found[i] ?? [], digestType, warn)]));
}

function dsFrom(
  zone: Name,
  found: readonly KeyAnswer[],
  digestType: DigestType,
  warn: (text: string) => void,
): readonly DsData[] {
  const silent = found.filter(({ keys }) => keys === null).map(({ server }) => server.id);
  const sets = found.flatMap(({ keys }) => (keys === null ? [] : [keys]));
  const ds = dsForKeys(zone, sets, digestType);
  if (silent.length > 0 && sets.length > 0) {
    warn(`${zone}: no answer about its keys from ${silent.join(', ')}`);
  }
  if (ds instanceof KeysFault) throw new InputError(ds.reason);
  return ds;
}
