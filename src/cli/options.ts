import type { Argv } from 'yargs';
import { DEFAULTS } from '../defaults.js';
import { LEVELS } from '../finding/level.js';
import { FORMATS } from '../report/formats/index.js';
import type { ArgumentsOf } from './yargs.js';

/** An option that may be given more than once. */
export const list = { type: 'string', array: true, requiresArg: true } as const;

/** An option that takes a name from a table. */
export function oneOf<Name extends string>(
  table: Readonly<Record<Name, unknown>>,
  { default: unlessGiven, describe }: { readonly default: NoInfer<Name>; readonly describe: string },
) {
  const choices = Object.keys(table).filter((name): name is Name => name in table);
  return { choices, default: unlessGiven, requiresArg: true, describe } as const;
}

/** The zones for a command; empty if they come from a file. */
export const target = {
  type: 'string',
  array: true,
  default: [],
  describe: 'a prefix (CIDR, or a range a - b) or the name of a reverse zone',
} as const;

/** The database that an object is for. */
export const source = {
  choices: ['RIPE', 'TEST'] as const,
  default: 'RIPE' as const,
  requiresArg: true,
  describe: 'the RIPE Database, or its test database',
} as const;

export const mnt = { ...list, describe: 'a maintainer that you can authorise with' } as const;

/** Options of the commands that judge zones. */
export function withReportOptions<T>(command: Argv<T>) {
  return withFailOn(withProfile(withOutputOptions(command)));
}

export function withProfile<T>(command: Argv<T>) {
  return command.option('profile', {
    type: 'string',
    default: 'documented',
    requiresArg: true,
    describe: "levels: documented (RIPE's documentation and engine), engine, or a JSON file",
  });
}

export function withFailOn<T>(command: Argv<T>) {
  return command.option('fail-on', {
    type: 'string',
    default: 'ERROR',
    requiresArg: true,
    describe: `exit with 1 at this level or above: ${LEVELS.join(', ')}`,
  });
}

/** Options of the commands that write a report. */
export function withOutputOptions<T>(command: Argv<T>) {
  return command
    .option('format', oneOf(FORMATS, { default: 'text', describe: 'output format' }))
    .option('output', { type: 'string', requiresArg: true, describe: 'write the report to a file' })
    .option('verbose', { type: 'boolean', default: false, describe: 'show everything, with the packets' });
}

/** Options of the commands that ask name servers. */
export function withAskingOptions<T>(command: Argv<T>) {
  return command
    .option('resolver', {
      ...list,
      describe: "resolver to use, address[:port] (default: the system's)",
    })
    .option('timeout', {
      type: 'number',
      requiresArg: true,
      default: DEFAULTS.timeoutMs,
      describe: 'milliseconds for the first attempt',
    })
    .option('retries', {
      type: 'number',
      requiresArg: true,
      default: DEFAULTS.retries,
      describe: 'further attempts, each 1.5 times as long',
    })
    .option('rate', {
      type: 'number',
      requiresArg: true,
      default: DEFAULTS.rate,
      describe: 'messages per second to one server address; 0: no limit',
    })
    .option('ipv4', {
      type: 'boolean',
      default: DEFAULTS.ipv4,
      describe: 'ask over IPv4 (off: --no-ipv4)',
    })
    .option('ipv6', {
      type: 'boolean',
      default: DEFAULTS.ipv6,
      describe: 'ask over IPv6 (off: --no-ipv6)',
    });
}

/** Options of the commands that ask the RIPE Database. */
export function withDatabaseOptions<T>(command: Argv<T>) {
  return command.option('source', source).option('base-url', {
    type: 'string',
    requiresArg: true,
    describe: "URL of the database's REST interface (default: the RIPE NCC's)",
  });
}

export type OutputArguments = ArgumentsOf<typeof withOutputOptions>;
export type ReportArguments = ArgumentsOf<typeof withReportOptions>;
export type AskingArguments = ArgumentsOf<typeof withAskingOptions>;
export type DatabaseArguments = ArgumentsOf<typeof withDatabaseOptions>;
