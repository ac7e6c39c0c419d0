import yargs from 'yargs';
import { InputError } from '../input.js';
import { printable } from '../report/printable.js';
import { TOOL } from '../tool.js';
import { withCommands } from './commands.js';
import { EXIT } from './exit.js';
import { STDIN } from './input-file.js';
import { joinRanges } from './targets.js';
import type { Terminal } from './terminal.js';

/** Runs the command line and returns the exit code. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.accept;
  const parser = commandLine(argv, terminal, (exit) => {
    code = exit;
  });
  try {
    await parser.parseAsync();
    return code;
  } catch (error) {
    if (terminal.signal.aborted) return EXIT.interrupted;
    if (!(error instanceof InputError)) throw error;
    terminal.stderr.write(`${TOOL.name}: ${error.message}\n`);
    return EXIT.usage;
  }
}

function commandLine(argv: readonly string[], terminal: Terminal, done: (exit: number) => void) {
  const words = joinRanges(argv).map((word) => (word === '-' ? STDIN : word));
  return withCommands(yargs(words).scriptName(TOOL.name), terminal, done)
    .usage('$0 <command>\n\nTest reverse DNS zones the way RIPE NCC does, before asking for delegation.')
    .demandCommand(1, 1, 'Which command? See --help.', 'One command at a time. See --help.')
    .strictCommands()
    .strict()
    .check(givenOnce)
    .config('config', 'a JSON file with options')
    .env(TOOL.name.replaceAll('-', '_').toUpperCase())
    .version(TOOL.version)
    .help()
    .wrap(80)
    .exitProcess(false)
    .fail((message, error) => {
      throw error === undefined || error.name === 'YError' ? new InputError(oneLine(message)) : error;
    });
}

const LISTS: ReadonlySet<string> = new Set(
  (
    '_ prefix target file report ns ds resolver admin-c adminC tech-c techC zone-c zoneC mnt-by mntBy org notify descr remarks ' +
    'dsset mnt'
  ).split(' '),
);

/** Only lists may be given more than once: yargs makes a list of whatever is. */
function givenOnce(args: Readonly<Record<string, unknown>>): true {
  const twice = Object.keys(args).find((key) => Array.isArray(args[key]) && !LISTS.has(key));
  if (twice !== undefined) throw new InputError(`--${twice} is given more than once`);
  return true;
}

function oneLine(message: string | null | undefined): string {
  return printable((message ?? 'the command line is not usable').trim().replaceAll(/\s*\n\s*/g, ' '));
}
