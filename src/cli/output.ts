import { readFile } from 'node:fs/promises';
import type { Level } from '../finding/level.js';
import { isProfileName, type ProfileChoice, ProfileError, parseLevels } from '../judge/profile-choice.js';
import type { FormatOptions } from '../report/formats/format.js';
import type { FormatName } from '../report/formats/index.js';
import { InputError, parseLevel, quote } from '../target/input.js';
import type { OutputArguments, ReportArguments } from './options.js';
import { type Sink, sinkTo, sinkToFile, type Terminal, wantsColor } from './terminal.js';

/** The destination and form of a report. */
export interface Output extends FormatOptions {
  readonly sink: Sink;
  readonly format: FormatName;
  readonly failOn: Level;
}

/** How the user wants a run reported. */
export interface Reporting extends Output {
  readonly profile: ProfileChoice;
}

/** Reads the arguments before anything is asked, so that bad ones cost nothing. Throws InputError. */
export async function reportingOf(args: ReportArguments, terminal: Terminal): Promise<Reporting> {
  return { profile: await profileOf(args.profile), ...(await outputOf(args, terminal)) };
}

export async function outputOf(
  args: OutputArguments & { readonly failOn: string },
  terminal: Terminal,
): Promise<Output> {
  return {
    failOn: parseLevel(args.failOn),
    sink: isStdout(args.output) ? sinkTo(terminal.stdout) : await sinkToFile(args.output),
    format: args.format,
    verbose: args.verbose,
    color: args.output === undefined && wantsColor(terminal),
  };
}

/** Runs `write` and completes the output, or discards it if `write` fails. */
export async function writing<How extends Pick<Output, 'sink'>>(
  how: How,
  write: (how: How) => Promise<number>,
): Promise<number> {
  try {
    const code = await write(how);
    await how.sink.end();
    return code;
  } finally {
    await how.sink.discard();
  }
}

/** `/dev/stdout` cannot be opened if it is a socket. */
function isStdout(output: string | undefined): output is undefined | '/dev/stdout' {
  return output === undefined || output === '/dev/stdout';
}

async function profileOf(given: string): Promise<ProfileChoice> {
  if (isProfileName(given)) return given;
  try {
    return { name: given, levels: parseLevels(await readFile(given, 'utf8')) };
  } catch (error) {
    if (error instanceof ProfileError) throw new InputError(`--profile ${quote(given)}: ${error.message}`);
    throw new InputError(`--profile ${quote(given)}: expected "documented", "engine" or a readable file`);
  }
}
