import yargs from 'yargs';
import { printable } from '../report/printable.js';
import { InputError } from '../target/input.js';
import { TOOL } from '../tool.js';
import { type Command, withCommands } from './commands.js';
import { EXIT } from './exit.js';
import type { Terminal } from './terminal.js';
import { isWellFormed } from './well-formed.js';
import { END_OF_OPTIONS, wordsFor } from './words.js';

/** Variables of the environment that begin so are options. */
export const VARIABLES = `${TOOL.name.replaceAll('-', '_').toUpperCase()}_`;

/** Runs the command line and returns the exit code. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  // --help and --version choose none.
  let chosen: Command = async () => EXIT.accept;
  try {
    await commandLine(argv, (command) => {
      chosen = command;
    }).parseAsync();
    return await chosen(terminal);
  } catch (error) {
    if (terminal.signal.aborted) return EXIT.interrupted;
    if (!(error instanceof InputError)) throw error;
    terminal.stderr.write(`${TOOL.name}: ${error.message}\n`);
    return EXIT.usage;
  }
}

function commandLine(argv: readonly string[], choose: (command: Command) => void) {
  // In English as all the rest is: yargs would mix in the language of the surroundings.
  const parser = yargs(wordsFor(argv)).scriptName(TOOL.name).detectLocale(false);
  return withCommands(parser, choose)
    .usage('$0 <command>\n\nTest reverse DNS zones the way RIPE NCC does, before asking for delegation.')
    .parserConfiguration({ 'greedy-arrays': false, 'dot-notation': false })
    .demandCommand(1, 1, 'Which command? See --help.', 'One command at a time. See --help.')
    .strictCommands()
    .strict()
    .check(isWellFormed)
    .config('config', 'a JSON file with options')
    .env(VARIABLES.slice(0, -1))
    .option(END_OF_OPTIONS, { type: 'boolean', hidden: true })
    .version(TOOL.version)
    .help()
    .wrap(80)
    .exitProcess(false)
    .fail((message, error) => {
      throw error === undefined || error.name === 'YError' ? new InputError(oneLine(message)) : error;
    });
}

function oneLine(message: string | null | undefined): string {
  return printable((message ?? 'the command line is not usable').trim().replaceAll(/\s*\n\s*/g, ' '));
}
