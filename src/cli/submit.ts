import { createInterface } from 'node:readline/promises';
import { type Planned, type Submission, type Submitted, submit as submitTo } from '../database/submit.js';
import type { Whois } from '../database/whois.js';
import { InputError, quote } from '../input.js';
import { printable } from '../report/printable.js';
import type { SubmissionReport, SubmittedObject } from '../report/report.js';
import { submissionText } from '../report/submission-text.js';
import { attributesOf } from '../rpsl/domain.js';
import { parseRpsl } from '../rpsl/parse.js';
import { type ReadObject, readObjects } from '../rpsl/targets.js';
import type { RunOptions } from '../run.js';
import type { FileLocation } from '../target.js';
import type { Verdict } from '../verdict.js';
import { authorizationFor } from './api-key.js';
import { type AskingArguments, runOptions } from './asking.js';
import { checkObjects } from './check.js';
import { type DatabaseArguments, whoisFor } from './database.js';
import { EXIT, exitCode } from './exit.js';
import { type InputFile, readInputFile } from './input-file.js';
import type { ReportArguments } from './options.js';
import { type Conclusion, reportingOf } from './report.js';
import type { Terminal } from './terminal.js';

export interface SubmitArguments extends ReportArguments, AskingArguments, DatabaseArguments {
  readonly file: string;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly force: boolean;
  readonly apiKeyFile: string | undefined;
}

/** Creates or changes the objects of a file in the RIPE Database, if the check accepts them all. */
export async function submit(args: SubmitArguments, terminal: Terminal): Promise<number> {
  const file = await readInputFile(args.file, terminal);
  // What is sent is sent, and what became of it is asked: an interrupt stops only what is not begun.
  const whois = whoisFor(args, new AbortController().signal);
  try {
    return await submitFile(file, args, runOptions(args, terminal.signal), whois, terminal);
  } finally {
    whois.close();
  }
}

/** The same, with all that belongs to the surroundings. */
export async function submitFile(
  file: InputFile,
  args: SubmitArguments,
  options: RunOptions,
  whois: Whois,
  terminal: Terminal,
): Promise<number> {
  const objects = readObjects(file.bytes, file.name);
  const items = itemsOf(objects, file, args.source);
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
  let done: SubmissionReport | null = null;
  const conclude = async (verdict: Verdict, isAccepted: boolean): Promise<Conclusion> => {
    const forced = args.force && !isAccepted;
    const submitted =
      isAccepted || forced
        ? await submitTo(
            items.flatMap(({ submission }) => submission ?? []),
            whois,
            {
              dryRun,
              authorization,
              signal: terminal.signal,
              confirm: args.yes ? async () => true : (planned) => confirmed(planned, args, terminal),
            },
          )
        : null;
    done = {
      source: args.source,
      database: whois.base.href,
      dryRun,
      forced,
      objects: items.map((item) => reportOn(item, submitted)),
    };
    const code = submitted === null ? exitCode(verdict) || EXIT.reject : codeOf(done);
    return { submission: done, code };
  };
  try {
    const code = await checkObjects(objects, options, how, { conclude });
    await how.sink.end();
    return code;
  } catch (error) {
    // What was done must not be lost with a report that cannot be written.
    if (done !== null) terminal.stderr.write(submissionText(done));
    throw error;
  }
}

/** An object of the file; one without a zone that can be read cannot be submitted. */
interface Item {
  readonly zone: string | null;
  readonly location: FileLocation;
  readonly submission: Submission | null;
}

/** Throws InputError for what is not to be submitted in this way. */
function itemsOf(objects: readonly ReadObject[], { name: file }: InputFile, source: string): Item[] {
  const items = objects.flatMap(({ domain, subject }): Item[] => {
    if (domain === null) return [];
    const place = `${quote(file)}, line ${domain.object.location.line}`;
    if (domain.isDeletion)
      throw new InputError(`${place}: the object is to be deleted, which is not done here`);
    const other = attributesOf(domain.object, 'source').find(({ value }) => value.toUpperCase() !== source);
    if (other !== undefined) {
      throw new InputError(
        `${place}: the source of the object is ${quote(other.value)}, not ${source} (--source)`,
      );
    }
    const location = { file, ...domain.object.location };
    const submission = subject === null ? null : { zone: subject.zone, domain };
    return [{ zone: subject?.zone ?? null, location, submission }];
  });
  if (items.length === 0) throw new InputError(`${quote(file)}: there is no domain object in it`);
  return items;
}

/** `submitted`: null when nothing was, as the check does not accept. */
function reportOn(
  { zone, location, submission }: Item,
  submitted: readonly Submitted[] | null,
): SubmittedObject {
  const result = submission === null ? undefined : submitted?.find((each) => each.zone === submission.zone);
  const reason = submitted === null ? 'the check does not accept all objects' : 'its zone cannot be read';
  const { action = 'none', state = 'not-sent', messages = [] } = result ?? {};
  return { zone, location, action, state, reason: result === undefined ? reason : result.reason, messages };
}

function codeOf({ objects }: SubmissionReport): number {
  if (objects.some(({ state }) => state === 'unknown')) return EXIT.undetermined;
  const good: readonly SubmittedObject['state'][] = ['done', 'identical', 'would-be-done', 'not-tried'];
  return objects.every(({ state }) => good.includes(state)) ? EXIT.accept : EXIT.reject;
}

/** Asks the person at the terminal. */
async function confirmed(
  planned: readonly Planned[],
  { source }: SubmitArguments,
  { stdin, stderr, signal }: Terminal,
): Promise<boolean> {
  for (const { zone, action } of planned) stderr.write(`  ${action} ${printable(zone)}\n`);
  const prompt = createInterface({ input: stdin, output: stderr });
  try {
    const answer = await prompt.question(`Do this in the ${source} database? [y/N] `, { signal });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  } finally {
    prompt.close();
  }
}
