import type { Argv } from 'yargs';
import {
  format,
  list,
  mnt,
  source,
  target,
  withAskingOptions,
  withDatabaseOptions,
  withFailOn,
  withOutputOptions,
  withProfile,
  withReportOptions,
} from './options.js';
import type { Terminal } from './terminal.js';

/** Runs to its end and gives the exit code. */
export type Command = (terminal: Terminal) => Promise<number>;

/**
 * The commands with their options. Parsing only chooses one, so that yargs has no part in how a command ends. Each is
 * loaded when it runs: `zones` need not wait for the checks to load.
 */
export function withCommands(parser: Argv, choose: (command: Command) => void): Argv {
  return parser
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
          .option('format', format)
          .example('$0 zones 10.155.16.0/22 2001:db8::/29', ''),
      (args) => choose(async (terminal) => (await import('./commands/zones.js')).zones(args, terminal)),
    )
    .command(
      'check [target..]',
      'test the zones of prefixes, or zones, on their name servers',
      (command) =>
        withDatabaseOptions(withAskingOptions(withReportOptions(command)))
          .positional('target', target)
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
      (args) => choose(async (terminal) => (await import('./commands/check.js')).check(args, terminal)),
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
      (args) => choose(async (terminal) => (await import('./commands/lint.js')).lint(args, terminal)),
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
      (args) => choose(async (terminal) => (await import('./commands/template.js')).template(args, terminal)),
    )
    .command(
      'db [target..]',
      'ask the RIPE Database what stands in the way of domain objects for zones; nothing is changed',
      (command) =>
        withDatabaseOptions(withReportOptions(command))
          .positional('target', target)
          .option('file', {
            alias: 'f',
            type: 'string',
            requiresArg: true,
            describe: 'a file of domain objects instead, or - for stdin',
          })
          .option('mnt', mnt)
          .example('$0 db 10.155.16.0/22 --mnt EXAMPLE-MNT', ''),
      (args) => choose(async (terminal) => (await import('./commands/db.js')).db(args, terminal)),
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
          .option('mnt', mnt)
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
      (args) => choose(async (terminal) => (await import('./commands/submit.js')).submit(args, terminal)),
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
      (args) => choose(async (terminal) => (await import('./commands/replay.js')).replay(args, terminal)),
    )
    .command(
      'merge <report..>',
      'put the JSON reports of all shards of a run together',
      (command) =>
        withFailOn(withOutputOptions(command))
          .positional('report', {
            type: 'string',
            array: true,
            demandOption: true,
            describe: 'what check --shard i/n --format json wrote, in any order',
          })
          .example('$0 merge 1.json 2.json 3.json 4.json', ''),
      (args) => choose(async (terminal) => (await import('./commands/merge.js')).merge(args, terminal)),
    )
    .command(
      'explain [tag]',
      'what a message means, why RIPE asks for it, and how to fix it',
      (command) =>
        command
          .positional('tag', { type: 'string', describe: 'a message tag; without it, the table of all' })
          .option('format', format)
          .example('$0 explain MULTIPLE_SOA_SERIALS', ''),
      (args) => choose(async (terminal) => (await import('./commands/explain.js')).explain(args, terminal)),
    )
    .command(
      'demo',
      'check a healthy and a broken allocation on servers of its own on loopback',
      (command) => withProfile(withOutputOptions(command)),
      (args) => choose(async (terminal) => (await import('./commands/demo.js')).demo(args, terminal)),
    );
}
