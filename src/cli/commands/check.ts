import { resolve } from 'node:path';
import type { Argv } from 'yargs';
import type { ShardHead, ZoneReport } from '../../report/report.js';
import { type RunOptions, run as startRun } from '../../run.js';
import { InputError, parseDs, parseNserver, zoneTargets } from '../../target/input.js';
import type { Item } from '../../target/item.js';
import { runOptions } from '../asking.js';
import { tuneCompiler } from '../compiler.js';
import type { Standings } from '../database.js';
import { EXIT } from '../exit.js';
import { readInputFile } from '../input-file.js';
import { list, mnt, target, withAskingOptions, withDatabaseOptions, withReportOptions } from '../options.js';
import { type Reporting, reportingOf, writing } from '../output.js';
import { PROGRESS_MODES, type ProgressDisplay, progressFor } from '../progress.js';
import type { Conclude } from '../report.js';
import { parseShard, shardHead, shardOf } from '../shard.js';
import { saved, watched, withStandings } from '../stages.js';
import { type Sink, sinkToFile, type Terminal } from '../terminal.js';
import type { ArgumentsOf } from '../yargs.js';

export const options = (command: Argv) =>
  withDatabaseOptions(withAskingOptions(withReportOptions(command)))
    .positional('target', target)
    .option('file', {
      alias: 'f',
      type: 'string',
      requiresArg: true,
      describe:
        'a file of targets with their name servers (lines, CSV, JSON lines) or of domain objects; - for stdin',
    })
    .option('ns', {
      ...list,
      describe: 'a name server of the zones: name[/address[,address...]] (default: the existing delegation)',
    })
    .option('ds', { ...list, describe: 'DS data: "<key tag> <algorithm> <digest type> <digest>"' })
    .option('db', {
      type: 'boolean',
      default: false,
      describe: 'also look for conflicting objects in the RIPE Database',
    })
    .option('mnt', mnt)
    .option('save', {
      type: 'string',
      requiresArg: true,
      describe: 'save the observation to a file, for replay',
    })
    .option('shard', {
      type: 'string',
      requiresArg: true,
      describe: 'test only part i of n of the zones, as i/n; see merge',
    })
    .option('progress', {
      choices: PROGRESS_MODES,
      default: 'auto' as const,
      requiresArg: true,
      coerce: (given: (typeof PROGRESS_MODES)[number] | false) => (given === false ? 'none' : given),
      describe: 'on stderr: auto (at a terminal), json (a line a second), none (or --no-progress)',
    })
    .example('$0 check 10.155.16.0/22 --ns ns1.example.net --ns ns2.example.org', '')
    .example('$0 check -f targets.csv --shard 2/4 --format json --output 2.json', '');

type Arguments = ArgumentsOf<typeof options>;

export async function run(args: Arguments, terminal: Terminal): Promise<number> {
  tuneCompiler();
  const shard = args.shard === undefined ? null : parseShard(args.shard);
  if (args.save !== undefined && isOneFile(args.save, args.output))
    throw new InputError('--save and --output name the same file');
  const all = await itemsFor(args, terminal);
  const items = shard === null ? all : shardOf(all, shard);
  const asking = runOptions(args, terminal.signal);
  return writing(await reportingOf(args, terminal), async (how) => {
    const database = args.db ? await standingsFor(items, args, terminal) : null;
    const record = args.save === undefined ? null : await sinkToFile(args.save);
    try {
      return await check(items, asking, how, {
        shard: shard === null ? null : shardHead(shard, all),
        standings: database?.standings ?? null,
        record,
        progress: await progressFor(args.progress, args.format, terminal),
      });
    } finally {
      await record?.discard();
      database?.close();
    }
  });
}

function isOneFile(one: string, other: string | undefined): boolean {
  return other !== undefined && resolve(one) === resolve(other) && one !== '/dev/null';
}

/** The items to test: targets, or the objects of a file. */
async function itemsFor(args: Arguments, terminal: Terminal): Promise<readonly Item[]> {
  const [ns, ds] = [(args.ns ?? []).map(parseNserver), (args.ds ?? []).map(parseDs)];
  if (args.file === undefined) {
    const targets = zoneTargets(args.target, ns, ds);
    if (targets.length === 0) throw new InputError('a prefix, a zone or -f FILE is needed');
    return targets;
  }
  if (args.target.length > 0) throw new InputError('give either targets or -f FILE, not both');
  const { name, bytes } = await readInputFile(args.file, terminal);
  const { itemsOf, looksLikeRpsl, readObjects } = await import('../../rpsl/targets.js');
  if (looksLikeRpsl(bytes)) {
    if (ns.length + ds.length > 0) {
      throw new InputError('--ns and --ds do not apply to a file of domain objects');
    }
    return itemsOf(readObjects(bytes, name));
  }
  const { readTargetList } = await import('../../target/list/target-list.js');
  return readTargetList(bytes, name, { nservers: ns, ds });
}

/** Loads the database client only if the database is asked. */
async function standingsFor(items: readonly Item[], args: Arguments, { signal }: Terminal) {
  const { whoisFor, standingsOf } = await import('../database.js');
  const whois = whoisFor(args, signal);
  return { standings: standingsOf(items, args, whois), close: () => whois.close() };
}

/** Optional parts of a run. */
export interface Besides {
  /** Set if the items are one shard of a run. */
  readonly shard?: ShardHead | null;
  /** The standing of its targets in the database. */
  readonly standings?: Standings | null;
  /** The file for its record. */
  readonly record?: Sink | null;
  readonly progress?: ProgressDisplay | null;
  /** Runs after it; its result ends the report. */
  readonly conclude?: Conclude | null;
}

/** Runs and reports, and returns the exit code. */
export async function check(
  items: readonly Item[],
  asking: RunOptions,
  how: Reporting,
  { shard = null, standings = null, record = null, progress = null, conclude = null }: Besides = {},
): Promise<number> {
  const stop = new AbortController();
  const signal = AbortSignal.any([asking.signal, stop.signal]);
  try {
    const { start, events: observed } = startRun(items, {
      ...asking,
      signal,
      onProgress: (at) => progress?.update(at),
    });
    let events = observed;
    if (progress !== null) events = watched(events, progress);
    if (standings !== null) events = withStandings(events, standings);
    if (record !== null) events = saved({ start, events }, record);
    const { report } = await import('../report.js');
    const onZone = (zone: ZoneReport) => progress?.found(zone);
    const code = await report({ start, events }, how, { shard, onZone, conclude });
    return asking.signal.aborted ? EXIT.interrupted : code;
  } finally {
    // Stops asking if the report or the record cannot be written.
    stop.abort();
    progress?.end();
  }
}
