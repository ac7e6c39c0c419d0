import type { Whois } from '../../database/whois.js';
import { judgeStanding } from '../../judge/judge.js';
import { readObjects } from '../../rpsl/targets.js';
import { startTime } from '../../run.js';
import { InputError, zoneTargets } from '../../target/input.js';
import type { Unasked, ZoneTarget } from '../../target/target.js';
import { TOOL } from '../../tool.js';
import { type DatabaseArguments, type MaintainerArguments, standingsOf, whoisFor } from '../database.js';
import { readInputFile } from '../input-file.js';
import type { ReportArguments } from '../options.js';
import { type Judging, report, reportingOf } from '../report.js';
import type { Terminal } from '../terminal.js';

export interface DbArguments extends ReportArguments, DatabaseArguments, MaintainerArguments {
  readonly target: readonly string[];
  readonly file: string | undefined;
}

/** What in the RIPE Database stands in the way of objects for zones. Nothing is changed. */
export async function db(args: DbArguments, terminal: Terminal): Promise<number> {
  if ((args.target.length === 0) === (args.file === undefined)) {
    throw new InputError('either prefixes and zones, or -f FILE with domain objects is needed');
  }
  const asked =
    args.file === undefined
      ? zoneTargets(args.target, [], []).map((target) => ({ target, subject: null, remarks: [] }))
      : await objectsIn(args.file, terminal);
  const whois = whoisFor(args, terminal.signal);
  const how = await reportingOf(args, terminal);
  try {
    const code = await report({ tool: TOOL, startedAt: startTime() }, judged(asked, args, whois), how);
    await how.sink.end();
    return code;
  } finally {
    whois.close();
  }
}

interface Asked extends Unasked {
  readonly target: ZoneTarget | null;
}

async function objectsIn(file: string, terminal: Terminal): Promise<Asked[]> {
  const { name, bytes } = await readInputFile(file, terminal);
  return readObjects(bytes, name);
}

async function* judged(asked: readonly Asked[], args: MaintainerArguments, whois: Whois): Judging {
  const started = performance.now();
  const standings = standingsOf(
    asked.flatMap(({ target }) => target ?? []),
    args,
    whois,
  );
  for (const [index, { target, subject, remarks }] of asked.entries()) {
    const standing = target === null ? undefined : await standings.get(target);
    if (target === null || standing === undefined) yield { index, subject, remarks };
    else yield { index, result: judgeStanding(target, standing) };
  }
  return { durationMs: Math.round(performance.now() - started), queries: whois.sent };
}
