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

/** Its options, too, are loaded when it is chosen: `zones` need not wait for the checks to load. */
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
    'test the zones of prefixes, or zones, on their name servers',
    () => import('./commands/check.js'),
  ),
  command(
    'lint <file..>',
    'read domain objects and say what the RIPE Database will not take, without asking anybody',
    () => import('./commands/lint.js'),
  ),
  command(
    'template <prefix..>',
    'write the domain objects for the zones of prefixes',
    () => import('./commands/template.js'),
  ),
  command(
    'db [target..]',
    'ask the RIPE Database what stands in the way of domain objects for zones; nothing is changed',
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
    'put the JSON reports of all shards of a run together',
    () => import('./commands/merge.js'),
  ),
  command(
    'explain [tag]',
    'what a message means, why RIPE asks for it, and how to fix it',
    () => import('./commands/explain.js'),
  ),
  command(
    'demo',
    'check a healthy and a broken allocation on servers of its own on loopback',
    () => import('./commands/demo.js'),
  ),
];

/** Parsing only chooses a command, so that yargs has no part in how it ends. */
export function withCommands(parser: Argv, choose: (command: Command) => void): Argv {
  return COMMANDS.reduce((added, add) => add(added, choose), parser);
}
