import { createInterface } from 'node:readline/promises';
import type { Argv } from 'yargs';
import { standingBeside } from '../../database/standing.js';
import {
  lookUp,
  type Planned,
  type Submission,
  type SubmitOptions,
  submit as submitTo,
} from '../../database/submit.js';
import type { Submitted } from '../../database/submitted.js';
import type { Whois } from '../../database/whois.js';
import type { Name } from '../../dns/name.js';
import type { FileLocation } from '../../finding/fact.js';
import type { Verdict } from '../../judge/verdict.js';
import { printable } from '../../report/printable.js';
import type { SubmissionReport, SubmittedObject } from '../../report/report.js';
import { submissionText } from '../../report/submission-text.js';
import { attributesOf, type DomainObject } from '../../rpsl/domain.js';
import { parseRpsl } from '../../rpsl/parse.js';
import { itemsOf, type ReadObject, readObjects } from '../../rpsl/targets.js';
import type { RunOptions } from '../../run.js';
import { InputError, quote } from '../../target/input.js';
import type { Standing } from '../../target/standing.js';
import type { ZoneTarget } from '../../target/target.js';
import { authorizationFor } from '../api-key.js';
import { runOptions } from '../asking.js';
import { type MaintainerArguments, ownMaintainers, type Standings, whoisFor } from '../database.js';
import { EXIT } from '../exit.js';
import { type InputFile, readInputFile } from '../input-file.js';
import { mnt, withAskingOptions, withDatabaseOptions, withReportOptions } from '../options.js';
import { reportingOf, writing } from '../output.js';
import type { Conclusion } from '../report.js';
import type { Terminal } from '../terminal.js';
import type { ArgumentsOf } from '../yargs.js';
import { check } from './check.js';

export const options = (command: Argv) =>
  withDatabaseOptions(withAskingOptions(withReportOptions(command)))
    .option('file', {
      alias: 'f',
      type: 'string',
      demandOption: true,
      requiresArg: true,
      describe: 'a file of domain objects, or - for stdin',
    })
    .option('mnt', mnt)
    .option('api-key-file', {
      type: 'string',
      requiresArg: true,
      describe: 'a file with <key id>:<key> (default: RDNS_PREFLIGHT_API_KEY in the environment)',
    })
    .option('dry-run', {
      type: 'boolean',
      default: false,
      describe: 'show what the database would do; the default if nobody can confirm',
    })
    .option('yes', { type: 'boolean', default: false, describe: 'submit without asking' })
    .option('force', {
      type: 'boolean',
      default: false,
      describe: 'submit even if the check does not accept',
    })
    .example('$0 submit -f objects.rpsl --api-key-file key', '');

export type SubmitArguments = ArgumentsOf<typeof options>;

/**
 * Creates or changes the objects of a file in the RIPE Database, if the check accepts them all and the database has no
 * conflicting object.
 */
export async function run(args: SubmitArguments, terminal: Terminal): Promise<number> {
  const file = await readInputFile(args.file, terminal);
  const whois = whoisFor(args, new AbortController().signal);
  try {
    return await submitFile(file, args, runOptions(args, terminal.signal), whois, terminal);
  } finally {
    whois.close();
  }
}

/** The same with its surroundings passed in, for tests. */
export async function submitFile(
  file: InputFile,
  args: SubmitArguments,
  asking: RunOptions,
  whois: Whois,
  terminal: Terminal,
): Promise<number> {
  const objects = readObjects(file.bytes, file.name);
  const entries = entriesOf(objects, file, args.source);
  const authorization = await authorizationFor(args.apiKeyFile, terminal);
  const isAtTerminal =
    terminal.stdin.isTTY === true && terminal.stdout.isTTY === true && args.output === undefined;
  const asksForDryRun = parseRpsl(file.bytes).pseudo.some(({ name }) => name === 'dry-run');
  const dryRun = args.dryRun || asksForDryRun || !(args.yes || isAtTerminal);
  if (!dryRun && authorization === null) {
    throw new InputError(
      'an API key is needed: --api-key-file FILE, or RDNS_PREFLIGHT_API_KEY in the environment',
    );
  }
  const how = await reportingOf(args, terminal);
  const { befores, standings } = askedAbout(entries, args, whois);
  let isSending = false;
  // An interrupt ends only the questions before sending: the outcome of a sent change is looked up.
  const stop = () => {
    if (!isSending) whois.close();
  };
  terminal.signal.addEventListener('abort', stop);
  let done: SubmissionReport | null = null;
  const conclude = async (verdict: Verdict, isAccepted: boolean): Promise<Conclusion> => {
    isSending = true;
    const forced = args.force && !isAccepted;
    const submitted =
      isAccepted || forced
        ? await submitEntries(entries, befores, whois, {
            dryRun,
            authorization,
            signal: terminal.signal,
            confirm: args.yes ? async () => true : (planned) => confirmed(planned, args, terminal),
          })
        : null;
    done = {
      source: args.source,
      database: whois.base.href,
      dryRun,
      forced,
      objects: entries.map((entry) => reportOn(entry, submitted)),
    };
    const code = submitted === null ? EXIT[verdict] || EXIT.reject : codeOf(done, authorization !== null);
    return { submission: done, code };
  };
  try {
    return await writing(how, () => check(itemsOf(objects), asking, how, { standings, conclude }));
  } catch (error) {
    // If the report cannot be written, the user must still see what was done.
    if (done !== null) terminal.stderr.write(submissionText(done));
    throw error;
  } finally {
    terminal.signal.removeEventListener('abort', stop);
  }
}

/** An object of the file. */
interface Entry {
  readonly domain: DomainObject;
  readonly location: FileLocation;
  /** Null if it cannot be read; the object is then not submitted. */
  readonly zone: Name | null;
  readonly target: ZoneTarget | null;
}

/** Throws InputError for objects that submit does not handle. */
function entriesOf(objects: readonly ReadObject[], { name: file }: InputFile, source: string): Entry[] {
  const entries = objects.flatMap(({ domain, subject, target }): Entry[] => {
    if (domain === null) return [];
    const place = `${quote(file)}, line ${domain.object.location.line}`;
    if (domain.isDeletion) throw new InputError(`${place}: submit does not delete objects`);
    const other = attributesOf(domain.object, 'source').find(({ value }) => value.toUpperCase() !== source);
    if (other !== undefined) {
      throw new InputError(
        `${place}: the source of the object is ${quote(other.value)}, not ${source} (--source)`,
      );
    }
    const location = { file, ...domain.object.location };
    return [{ domain, location, zone: subject?.zone ?? null, target }];
  });
  if (entries.length === 0) throw new InputError(`${quote(file)} has no domain object`);
  return entries;
}

/** The database's object for each zone. */
type Befores = ReadonlyMap<Name, Promise<Submission['before']>>;

/** Starts to ask for the database's objects, once for both the report and the changes. */
function askedAbout(
  entries: readonly Entry[],
  args: MaintainerArguments,
  whois: Whois,
): { befores: Befores; standings: Standings } {
  const own = ownMaintainers(args);
  const befores = new Map<Name, Promise<Submission['before']>>();
  const standings = new Map<ZoneTarget, Promise<Standing>>();
  for (const { zone, target } of entries) {
    if (zone === null) continue;
    const before = befores.get(zone) ?? lookUp(zone, whois);
    befores.set(zone, before);
    if (target !== null) {
      const standing = before.then((found) => standingBeside(found, target, own, whois));
      standings.set(target, standing);
    }
  }
  return { befores, standings };
}

/** Results of the entries that can be submitted. */
async function submitEntries(
  entries: readonly Entry[],
  befores: Befores,
  whois: Whois,
  options: SubmitOptions,
): Promise<ReadonlyMap<Entry, Submitted>> {
  const submissions = new Map<Entry, Submission>();
  for (const entry of entries) {
    const before = entry.zone === null ? undefined : await befores.get(entry.zone);
    if (entry.zone !== null && before !== undefined)
      submissions.set(entry, { zone: entry.zone, domain: entry.domain, before });
  }
  const submitted = await submitTo([...submissions.values()], whois, options);
  return new Map(
    [...submissions.keys()].flatMap((entry, i) => (submitted[i] ? [[entry, submitted[i]]] : [])),
  );
}

/** `submitted` is null if the check does not accept, because then nothing was submitted. */
function reportOn(entry: Entry, submitted: ReadonlyMap<Entry, Submitted> | null): SubmittedObject {
  const { zone, location } = entry;
  const why = submitted === null ? 'the check does not accept all objects' : 'its zone cannot be read';
  const nothing = { action: 'none', state: 'not-sent', reason: why, messages: [] } as const;
  const { action, state, reason, messages } = submitted?.get(entry) ?? nothing;
  return { zone, location, action, state, reason, messages };
}

const GOOD: readonly SubmittedObject['state'][] = ['done', 'identical', 'would-be-done', 'not-tried'];

function codeOf({ objects }: SubmissionReport, hasKey: boolean): number {
  const states = new Set(objects.map(({ state }) => state));
  if (states.has('unknown')) return EXIT.undetermined;
  if (![...states].every((state) => GOOD.includes(state))) return EXIT.reject;
  // If there is no key, a dry run that was not made is no failure.
  return states.has('not-tried') && hasKey ? EXIT.undetermined : EXIT.accept;
}

/** Asks the person at the terminal; the end of the input (Ctrl-D) and an interrupt mean no. */
async function confirmed(
  planned: readonly Planned[],
  { source }: SubmitArguments,
  { stdin, stderr, signal }: Terminal,
): Promise<boolean> {
  for (const { zone, action } of planned) stderr.write(`  ${action} ${printable(zone)}\n`);
  // In terminal mode, readline would take Ctrl-C for itself.
  const prompt = createInterface({ input: stdin, output: stderr, terminal: false });
  const ended = new Promise<string>((resolve) => prompt.once('close', () => resolve('')));
  const stop = () => prompt.close();
  signal.addEventListener('abort', stop);
  try {
    const question = prompt.question(`Do this in the ${source} database? [y/N] `);
    return /^y(es)?$/i.test((await Promise.race([question, ended])).trim());
  } finally {
    signal.removeEventListener('abort', stop);
    prompt.close();
  }
}
