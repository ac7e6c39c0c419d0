import type { ArgumentsCamelCase, Argv } from 'yargs';
import type { Terminal } from './terminal.js';

/** Runs to its end and gives the exit code. */
export type Command = (terminal: Terminal) => Promise<number>;

/** A file of cli/commands. */
interface CommandModule<Declared> {
  readonly options: (command: Argv) => Argv<Declared>;
  readonly run: (args: ArgumentsCamelCase<Declared>, terminal: Terminal) => Promise<number>;
}

type Adding = (parser: Argv, choose: (command: Command) => void) => Argv;

/** Loads a command with its options only when it is chosen, so that `zones` does not wait for the checks. */
function command<Declared>(
  usage: string,
  describe: string,
  load: () => Promise<CommandModule<Declared>>,
): Adding {
  return (parser, choose) =>
    parser.command(
      usage,
      describe,
      async (its) => (await load()).options(its),
      (args) => choose(async (terminal) => (await load()).run(args, terminal)),
    );
}

const COMMANDS: readonly Adding[] = [
  command(
    'zones <prefix..>',
    'list the reverse zones of address prefixes',
    () => import('./commands/zones.js'),
  ),
  command(
    'check [target..]',
    'test zones, or all zones of prefixes, on their name servers',
    () => import('./commands/check.js'),
  ),
  command(
    'lint <file..>',
    "check domain objects against the RIPE Database's rules, offline",
    () => import('./commands/lint.js'),
  ),
  command(
    'template <prefix..>',
    'write the domain objects for the zones of prefixes',
    () => import('./commands/template.js'),
  ),
  command(
    'db [target..]',
    'show conflicting objects in the RIPE Database, and who may change them; read only',
    () => import('./commands/db.js'),
  ),
  command(
    'submit',
    'create or change domain objects in the RIPE Database, if the check accepts them',
    () => import('./commands/submit.js'),
  ),
  command(
    'replay <file>',
    'evaluate a saved observation again, without a network',
    () => import('./commands/replay.js'),
  ),
  command(
    'merge <report..>',
    'merge the JSON reports of the shards of a run',
    () => import('./commands/merge.js'),
  ),
  command(
    'explain [tag]',
    "explain a message: its meaning, RIPE's reason, the fix",
    () => import('./commands/explain.js'),
  ),
  command(
    'demo',
    'check a healthy and a broken allocation on its own servers on loopback',
    () => import('./commands/demo.js'),
  ),
];

/** Parsing only chooses a command, so that yargs has no part in how it ends. */
export function withCommands(parser: Argv, choose: (command: Command) => void): Argv {
  return COMMANDS.reduce((added, add) => add(added, choose), parser);
}
