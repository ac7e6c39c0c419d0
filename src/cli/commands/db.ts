import type { Argv } from 'yargs';
import type { Whois } from '../../database/whois.js';
import type { StandingEvent } from '../../judge/judge.js';
import type { Run, RunEvent } from '../../record/events.js';
import { itemsOf, readObjects } from '../../rpsl/targets.js';
import { begin, NO_FAMILIES, unaskedIn } from '../../run.js';
import { InputError, zoneTargets } from '../../target/input.js';
import { type Item, targetsIn } from '../../target/item.js';
import { type MaintainerArguments, standingsOf, whoisFor } from '../database.js';
import { readInputFile } from '../input-file.js';
import { mnt, target, withDatabaseOptions, withReportOptions } from '../options.js';
import { reportingOf, writing } from '../output.js';
import { report } from '../report.js';
import type { Terminal } from '../terminal.js';
import type { ArgumentsOf } from '../yargs.js';

export const options = (command: Argv) =>
  withDatabaseOptions(withReportOptions(command))
    .positional('target', target)
    .option('file', {
      alias: 'f',
      type: 'string',
      requiresArg: true,
      describe: 'a file of domain objects instead, or - for stdin',
    })
    .option('mnt', mnt)
    .example('$0 db 10.155.16.0/22 --mnt EXAMPLE-MNT', '');

type Arguments = ArgumentsOf<typeof options>;

/** Reports objects in the RIPE Database that conflict with objects for zones. Changes nothing. */
export async function run(args: Arguments, terminal: Terminal): Promise<number> {
  if ((args.target.length === 0) === (args.file === undefined)) {
    throw new InputError('give either prefixes and zones, or -f FILE with domain objects');
  }
  const items =
    args.file === undefined ? zoneTargets(args.target, [], []) : await objectsIn(args.file, terminal);
  const whois = whoisFor(args, terminal.signal);
  try {
    return await writing(await reportingOf(args, terminal), (how) => report(asked(items, args, whois), how));
  } finally {
    whois.close();
  }
}

async function objectsIn(file: string, terminal: Terminal): Promise<Item[]> {
  const { name, bytes } = await readInputFile(file, terminal);
  return itemsOf(readObjects(bytes, name));
}

/** A run that asks only the database. */
function asked(
  items: readonly Item[],
  args: MaintainerArguments,
  whois: Whois,
): Run<RunEvent | StandingEvent> {
  const { start, end } = begin(NO_FAMILIES);
  const standings = standingsOf(items, args, whois);
  async function* events(): AsyncGenerator<RunEvent | StandingEvent> {
    yield* unaskedIn(items);
    for (const [index, target] of targetsIn(items)) {
      const standing = await standings.get(target);
      if (standing !== undefined) yield { kind: 'standing', index, target, standing };
    }
    yield end(whois.sent);
  }
  return { start, events: events() };
}
