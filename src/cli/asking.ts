import { getServers } from 'node:dns';
import type { RunOptions } from '../run.js';
import { InputError, parseResolver } from '../target/input.js';
import type { AskingArguments } from './options.js';

/** The options of a run, from the arguments. Throws InputError. */
export function runOptions(args: AskingArguments, signal: AbortSignal): RunOptions {
  if (!(args.timeout >= 1 && args.timeout <= 60_000)) {
    throw new InputError('--timeout: expected a number of milliseconds from 1 to 60000');
  }
  if (!(Number.isInteger(args.retries) && args.retries >= 0 && args.retries <= 10)) {
    throw new InputError('--retries: expected a whole number from 0 to 10');
  }
  if (!(args.rate >= 0))
    throw new InputError('--rate: expected a number of messages per second, or 0 for no limit');
  if (!args.ipv4 && !args.ipv6) throw new InputError('--no-ipv4 and --no-ipv6 together leave nothing to ask');
  return {
    families: { ipv4: args.ipv4, ipv6: args.ipv6 },
    resolvers: (args.resolver ?? getServers()).map(parseResolver),
    routes: new Map(),
    timeoutMs: args.timeout,
    retries: args.retries,
    rate: args.rate === 0 ? Number.POSITIVE_INFINITY : args.rate,
    signal,
  };
}
