/**
 * RIPE NCC's engine and ours side by side, on the same scenarios in the namespace lab:
 *
 *   sudo npm run compare -- fixtures/scenarios/serial-mismatch.json ...
 *   sudo npm run compare -- --random 20 --seed 1000
 *
 * Prints for each scenario both verdicts, the messages of level NOTICE and above that only one of the two gives, the
 * queries that reached the zone's servers (and any server, including those of the resolver that our check uses), and
 * the seconds it took. The scenarios leave out DNSSEC.
 *
 * The engine is Debian's zonemaster-cli, 4.6.2. Its verdict is nearly always that of 8.1.0, but some tests have new
 * messages or other levels since (Basic01 and 02, Address01, Connectivity04, Nameserver15, Zone11). So only messages that
 * both know count as a difference; the others are listed separately. ZM_CLI='COMMAND' selects another version of
 * Zonemaster. The results of 8.1.0 are recorded, see recording.ts.
 *
 * Needs zonemaster-cli and the requirements of the namespace lab (test/support/namespace-lab/run.sh).
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import type { Report } from '../../../src/index.js';
import { mixture } from './mixtures.js';
import { type Disagreement, disagreements, outcomeOfEngine, outcomeOfReport } from './outcome.js';

const RUN = 'test/support/namespace-lab/run.sh';
const ENGINE = ['test/support/namespace-lab/zm.sh'];
const CLI = [process.execPath, 'bin/rdns-preflight.js'];

/** Runs a command, then writes a line with the seconds it took and a line with the queries by server address. */
const MEASURED = `
  start=$EPOCHREALTIME; "$@"; end=$EPOCHREALTIME
  kill -USR1 "$FAKENET_PID"; until [ -e "$MANIFEST.count" ]; do sleep 0.01; done
  echo; echo "$start $end"; cat "$MANIFEST.count"`;

interface Measured {
  readonly json: unknown;
  readonly seconds: number;
  /** By address. */
  readonly queries: Readonly<Record<string, number>>;
}

const run = promisify(execFile);

async function inLab(file: string, command: readonly string[]): Promise<Measured> {
  const args = [file, 'bash', '-c', MEASURED, 'bash', ...command];
  const { stdout } = await run(RUN, args, { maxBuffer: 2 ** 28 });
  const lines = stdout.trimEnd().split('\n');
  const queries = JSON.parse(lines.pop() ?? '');
  const [start = 0, end = 0] = (lines.pop() ?? '').split(' ').map(Number);
  return { json: JSON.parse(lines.join('\n')), seconds: end - start, queries };
}

/** The parts of a scenario file that matter here; it may be a scenario or contain one. */
interface ScenarioFile {
  readonly zone: string;
  readonly delegation: Readonly<Record<string, readonly string[]>>;
  readonly servers: Readonly<Record<string, unknown>>;
}

async function readScenario(file: string): Promise<ScenarioFile> {
  const json = JSON.parse(await readFile(file, 'utf8'));
  return json.scenario ?? json;
}

async function compare(file: string, known: ExchangeIndex): Promise<boolean> {
  const { zone, delegation, servers } = await readScenario(file);
  const nservers = Object.entries(delegation).map(
    ([name, glue]) => `--ns=${[name, ...(glue.length > 0 ? [glue.join(',')] : [])].join('/')}`,
  );
  const engine = await inLab(file, ENGINE);
  const check = ['check', zone, ...nservers, '--profile', 'engine', '--format', 'json'];
  const ours = await inLab(file, [...CLI, ...check]);

  const theirOutcome = outcomeOfEngine(withoutDnssec(engine.json as EngineMessage[]));
  const ourOutcome = outcomeOfReport(ours.json as Report);
  const found = disagreements(theirOutcome, ourOutcome);
  const [moved, different] = split(found, (one) => one.engine !== null && one.ours !== null);
  const [comparable, others] = split(different, ({ tag }) => known.engine.has(tag) && known.ours.has(tag));

  const atZone = ({ queries }: Measured) => sum(Object.keys(servers).map((at) => queries[at] ?? 0));
  const row = (what: string, theirs: string | number, own: string | number) =>
    `  ${what.padEnd(32)}${String(theirs).padEnd(12)}${own}`;
  const list = (what: string, tags: readonly string[]) =>
    tags.length === 0 ? [] : [`  ${what}: ${tags.join(', ')}`];
  const lines = [
    `${basename(file, '.json').padEnd(34)}${'engine'.padEnd(12)}ours`,
    row('verdict', theirOutcome.verdict, ourOutcome.verdict),
    row("queries to the zone's servers", atZone(engine), atZone(ours)),
    row('queries to all servers', sum(Object.values(engine.queries)), sum(Object.values(ours.queries))),
    row('seconds', engine.seconds.toFixed(1), ours.seconds.toFixed(1)),
    ...list('only the engine', comparable.flatMap(byEngine)),
    ...list('only ours', comparable.flatMap(byUs)),
    ...list(
      'at another level',
      moved.map((one) => `${one.tag} (${one.engine}, ours ${one.ours})`),
    ),
    ...list('only the engine knows', others.flatMap(byEngine)),
    ...list('only we know', others.flatMap(byUs)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return theirOutcome.verdict === ourOutcome.verdict && comparable.length === 0;
}

const byEngine = ({ tag, engine }: Disagreement): string[] => (engine === null ? [] : [`${engine} ${tag}`]);
const byUs = ({ tag, ours }: Disagreement): string[] => (ours === null ? [] : [`${ours} ${tag}`]);

/** A message of zonemaster-cli. */
type EngineMessage = Parameters<typeof outcomeOfEngine>[0][number] & { readonly module: string };

/** Old messages of DNSSEC lack their test case. */
function withoutDnssec(messages: readonly EngineMessage[]): EngineMessage[] {
  return messages.filter(({ module }) => module !== 'DNSSEC');
}

function split<T>(all: readonly T[], condition: (one: T) => boolean): [T[], T[]] {
  return [all.filter(condition), all.filter((one) => !condition(one))];
}

/** The tags that each of the two gives. */
interface ExchangeIndex {
  readonly engine: ReadonlySet<string>;
  readonly ours: ReadonlySet<string>;
}

async function knownTags(): Promise<ExchangeIndex> {
  const [command = 'zonemaster-cli', ...args] = (process.env.ZM_CLI ?? 'zonemaster-cli').split(' ');
  const [profile, explained] = await Promise.all([
    run(command, [...args, '--dump_profile']),
    run(CLI[0] ?? '', [...CLI.slice(1), 'explain', '--format', 'json'], { maxBuffer: 2 ** 24 }),
  ]);
  const levels: Record<string, Record<string, string>> = JSON.parse(profile.stdout).test_levels;
  const tags: { readonly tag: string }[] = JSON.parse(explained.stdout);
  return {
    engine: new Set(Object.values(levels).flatMap((each) => Object.keys(each))),
    ours: new Set(tags.map(({ tag }) => tag)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { random: { type: 'string', default: '0' }, seed: { type: 'string', default: '0' } },
});
const directory = await mkdtemp(join(tmpdir(), 'compare-'));
try {
  const files = [...positionals];
  for (let i = 0; i < Number(values.random); i += 1) {
    const seed = Number(values.seed) + i;
    files.push(join(directory, `mixture-${seed}.json`));
    await writeFile(files.at(-1) ?? '', JSON.stringify(mixture(seed)));
  }
  const known = await knownTags();
  let same = 0;
  for (const file of files) if (await compare(file, known)) same += 1;
  process.stdout.write(
    `${same} of ${files.length} scenarios: same verdict, same messages where both know them\n`,
  );
} finally {
  await rm(directory, { recursive: true });
}
