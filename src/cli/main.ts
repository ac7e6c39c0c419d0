import yargs, { type Argv } from 'yargs';
import { InputError } from '../input.js';
import { LEVELS } from '../level.js';
import { printable } from '../report/printable.js';
import { TOOL } from '../tool.js';
import { EXIT } from './exit.js';
import { STDIN } from './input-file.js';
import { joinRanges } from './targets.js';
import type { Terminal } from './terminal.js';

/**
 * Runs the command line and returns the exit code. Each command is loaded when it is called: `zones` need not wait for
 * the checks to load.
 */
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
  return yargs(joinRanges(argv).map((word) => (word === '-' ? STDIN : word)))
    .scriptName(TOOL.name)
    .usage('$0 <command>\n\nTest reverse DNS zones the way RIPE NCC does, before asking for delegation.')
    .command(
      'zones <prefix..>',
      'list the reverse zones of address prefixes',
      (command) =>
        command
          .positional('prefix', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'CIDR, or a range a - b',
          })
          .option('format', {
            choices: ['text', 'json'] as const,
            default: 'text' as const,
            requiresArg: true,
            describe: 'output format',
          })
          .example('$0 zones 10.155.16.0/22 2001:db8::/29', ''),
      async (args) => done(await (await import('./zones.js')).zones(args, terminal)),
    )
    .command(
      'check [target..]',
      'test the zones of prefixes, or zones, on their name servers',
      (command) =>
        withDatabaseOptions(withAskingOptions(withReportOptions(command)))
          .positional('target', {
            type: 'string',
            array: true,
            default: [],
            describe: 'a prefix (CIDR, or a range a - b) or the name of a reverse zone',
          })
          .option('file', {
            alias: 'f',
            type: 'string',
            requiresArg: true,
            describe:
              'a file of targets with their name servers (lines, CSV, JSON lines) or of domain objects; - for stdin',
          })
          .option('ns', {
            ...list,
            describe:
              'a name server of the zones: name[/address[,address...]]; without: those the parent has now',
          })
          .option('ds', { ...list, describe: 'DS data: "<key tag> <algorithm> <digest type> <digest>"' })
          .option('db', {
            type: 'boolean',
            default: false,
            describe: 'also ask the RIPE Database what stands in the way of objects for the zones',
          })
          .option('mnt', mnt)
          .option('save', {
            type: 'string',
            requiresArg: true,
            describe: 'keep the observation in a file, for replay',
          })
          .option('shard', {
            type: 'string',
            requiresArg: true,
            describe: 'test the i-th of n parts of the zones only, as i/n; see merge',
          })
          .option('progress', {
            choices: ['auto', 'json', 'none'] as const,
            default: 'auto' as const,
            requiresArg: true,
            coerce: (given: 'auto' | 'json' | 'none' | false) => (given === false ? 'none' : given),
            describe: 'on stderr: auto (at a terminal), json (a line a second), none (or --no-progress)',
          })
          .example('$0 check 10.155.16.0/22 --ns ns1.example.net --ns ns2.example.org', '')
          .example('$0 check -f targets.csv --shard 2/4 --format json --output 2.json', ''),
      async (args) => done(await (await import('./check.js')).check(args, terminal)),
    )
    .command(
      'lint <file..>',
      'read domain objects and say what the RIPE Database will not take, without asking anybody',
      (command) =>
        withReportOptions(command)
          .positional('file', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'a file of objects in RPSL, or - for stdin',
          })
          .example('$0 lint objects.rpsl', ''),
      async (args) => done(await (await import('./lint.js')).lint(args, terminal)),
    )
    .command(
      'template <prefix..>',
      'write the domain objects for the zones of prefixes',
      (command) =>
        withAskingOptions(command)
          .positional('prefix', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'CIDR, a range a - b, or the name of a reverse zone',
          })
          .option('ns', {
            ...list,
            demandOption: true,
            describe: 'a name server: name, or inside the zone name/address[,address...]',
          })
          .option('admin-c', { ...list, demandOption: true, describe: 'NIC handle' })
          .option('tech-c', { ...list, demandOption: true, describe: 'NIC handle' })
          .option('zone-c', { ...list, demandOption: true, describe: 'NIC handle' })
          .option('mnt-by', { ...list, demandOption: true, describe: 'maintainer' })
          .option('org', { ...list, describe: 'organisation' })
          .option('notify', { ...list, describe: 'mail address' })
          .option('descr', { ...list, describe: 'description' })
          .option('remarks', { ...list, describe: 'remarks' })
          .option('source', source)
          .option('dsset', { ...list, describe: 'a file of DS records, as signers write it' })
          .option('ds-from-dnskey', {
            type: 'boolean',
            default: false,
            describe: "compute DS data from the keys that the zone's name servers have",
          })
          .option('digest', {
            choices: ['sha256', 'sha384'] as const,
            default: 'sha256' as const,
            requiresArg: true,
            describe: 'digest of the DS data that is computed',
          })
          .option('format', {
            choices: ['rpsl', 'json', 'syncupdates', 'email'] as const,
            default: 'rpsl' as const,
            requiresArg: true,
            describe: 'text, body for the REST interface, form data for syncupdates, or a mail',
          })
          .example(
            '$0 template 10.155.16.0/22 --ns ns1.example.net --ns ns2.example.org --admin-c JD1-RIPE --tech-c JD1-RIPE --zone-c JD1-RIPE --mnt-by EXAMPLE-MNT',
            '',
          ),
      async (args) => done(await (await import('./template.js')).template(args, terminal)),
    )
    .command(
      'db [target..]',
      'ask the RIPE Database what stands in the way of domain objects for zones; nothing is changed',
      (command) =>
        withDatabaseOptions(withReportOptions(command))
          .positional('target', {
            type: 'string',
            array: true,
            default: [],
            describe: 'a prefix (CIDR, or a range a - b) or the name of a reverse zone',
          })
          .option('file', {
            alias: 'f',
            type: 'string',
            requiresArg: true,
            describe: 'a file of domain objects instead, or - for stdin',
          })
          .option('mnt', mnt)
          .example('$0 db 10.155.16.0/22 --mnt EXAMPLE-MNT', ''),
      async (args) => done(await (await import('./db.js')).db(args, terminal)),
    )
    .command(
      'submit',
      'create or change domain objects in the RIPE Database, if the check accepts them',
      (command) =>
        withDatabaseOptions(withAskingOptions(withReportOptions(command)))
          .option('file', {
            alias: 'f',
            type: 'string',
            demandOption: true,
            requiresArg: true,
            describe: 'a file of domain objects, or - for stdin',
          })
          .option('api-key-file', {
            type: 'string',
            requiresArg: true,
            describe: 'a file with <key id>:<key> (default: RDNS_PREFLIGHT_API_KEY in the environment)',
          })
          .option('dry-run', {
            type: 'boolean',
            default: false,
            describe: 'have the database say what it would do; the default where nobody can be asked',
          })
          .option('yes', { type: 'boolean', default: false, describe: 'do it without asking' })
          .option('force', {
            type: 'boolean',
            default: false,
            describe: 'submit even if the check does not accept',
          })
          .example('$0 submit -f objects.rpsl --api-key-file key', ''),
      async (args) => done(await (await import('./submit.js')).submit(args, terminal)),
    )
    .command(
      'replay <file>',
      'evaluate a saved observation again, without a network',
      (command) =>
        withReportOptions(command).positional('file', {
          type: 'string',
          demandOption: true,
          describe: 'what check --save wrote',
        }),
      async (args) => done(await (await import('./replay.js')).replay(args, terminal)),
    )
    .command(
      'merge <report..>',
      'put the JSON reports of all shards of a run together',
      (command) =>
        withOutputOptions(command)
          .positional('report', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'what check --shard i/n --format json wrote, in any order',
          })
          .example('$0 merge 1.json 2.json 3.json 4.json', ''),
      async (args) => done(await (await import('./merge.js')).merge(args, terminal)),
    )
    .command(
      'explain [tag]',
      'what a message means, why RIPE asks for it, and how to fix it',
      (command) =>
        command
          .positional('tag', { type: 'string', describe: 'a message tag; without it, the table of all' })
          .option('format', {
            choices: ['text', 'json'] as const,
            default: 'text' as const,
            requiresArg: true,
            describe: 'output format',
          })
          .example('$0 explain MULTIPLE_SOA_SERIALS', ''),
      async (args) => done(await (await import('./explain.js')).explain(args, terminal)),
    )
    .command(
      'demo',
      'check a healthy and a broken allocation on servers of its own on loopback',
      (command) => withReportOptions(command),
      async (args) => done(await (await import('./demo.js')).demo(args, terminal)),
    )
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

/** An option that may be given more than once. */
const list = {
  type: 'string',
  requiresArg: true,
  coerce: (given: string | string[]): string[] => [given].flat(),
} as const;

/** Which database an object is for. */
const source = {
  choices: ['RIPE', 'TEST'] as const,
  default: 'RIPE' as const,
  requiresArg: true,
  describe: 'the RIPE Database, or its test database',
} as const;

/** What the commands have in common that judge zones. */
function withReportOptions<T>(command: Argv<T>) {
  return withOutputOptions(
    command.option('profile', {
      type: 'string',
      default: 'documented',
      requiresArg: true,
      describe: "levels: documented (RIPE's documentation and engine), engine, or a JSON file",
    }),
  );
}

/** What the commands have in common that write a report. */
function withOutputOptions<T>(command: Argv<T>) {
  return command
    .option('format', {
      choices: ['text', 'json'] as const,
      default: 'text' as const,
      requiresArg: true,
      describe: 'report format',
    })
    .option('output', { type: 'string', requiresArg: true, describe: 'write the report to a file' })
    .option('fail-on', {
      type: 'string',
      default: 'ERROR',
      requiresArg: true,
      describe: `exit with 1 from this level on: ${LEVELS.join(', ')}`,
    })
    .option('verbose', { type: 'boolean', default: false, describe: 'show everything, with the packets' });
}

/** What the commands have in common that ask name servers. */
function withAskingOptions<T>(command: Argv<T>) {
  return command
    .option('resolver', {
      ...list,
      describe: "resolver to use, address[:port] (default: the system's)",
    })
    .option('timeout', {
      type: 'number',
      requiresArg: true,
      default: 2000,
      describe: 'milliseconds for the first attempt',
    })
    .option('retries', {
      type: 'number',
      requiresArg: true,
      default: 2,
      describe: 'further attempts, each 1.5 times as long',
    })
    .option('rate', {
      type: 'number',
      requiresArg: true,
      default: 500,
      describe: 'messages per second to one server address; 0: no bound',
    })
    .option('ipv4', { type: 'boolean', default: true, describe: 'ask over IPv4 (--no-ipv4: not)' })
    .option('ipv6', { type: 'boolean', default: true, describe: 'ask over IPv6 (--no-ipv6: not)' });
}

/** What the commands have in common that ask the RIPE Database. */
function withDatabaseOptions<T>(command: Argv<T>) {
  return command.option('source', source).option('base-url', {
    type: 'string',
    requiresArg: true,
    describe: 'where the REST interface of the database is (default: that of the RIPE NCC)',
  });
}

const mnt = { ...list, describe: 'a maintainer that you can authorise with' } as const;

export interface ReportArguments extends OutputArguments {
  readonly profile: string;
}

export interface OutputArguments {
  readonly format: 'text' | 'json';
  readonly output: string | undefined;
  readonly failOn: string;
  readonly verbose: boolean;
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
