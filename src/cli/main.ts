import { InputError } from '../target/input.js';
import { TOOL } from '../tool.js';
import { type Command, withCommands } from './commands.js';
import { EXIT } from './exit.js';
import type { Terminal } from './terminal.js';
import { parse, parserFor } from './yargs.js';

/** Runs the command line and returns the exit code. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  // --help and --version choose none.
  let chosen: Command = async () => EXIT.accept;
  try {
    const parser = withCommands(parserFor(argv), (command) => {
      chosen = command;
    });
    await parse(parser);
    return await chosen(terminal);
  } catch (error) {
    if (terminal.signal.aborted) return EXIT.interrupted;
    if (!(error instanceof InputError)) throw error;
    terminal.stderr.write(`${TOOL.name}: ${error.message}\n`);
    return EXIT.usage;
  }
}
