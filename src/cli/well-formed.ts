import { InputError } from '../target/input.js';

/** What yargs tells a check about the options that are declared; its types do not. */
interface Declared {
  readonly key?: unknown;
  readonly array?: unknown;
  readonly boolean?: unknown;
  readonly number?: unknown;
}

/**
 * Every option has one value of its kind, or is a list of strings. yargs makes a list of what is given twice, `false` of
 * `--no-x`, and takes from a file whatever stands there. Throws InputError.
 */
export function isWellFormed(args: Readonly<Record<string, unknown>>, declared: Declared): true {
  const lists = namesIn(declared.array);
  const booleans = namesIn(declared.boolean);
  const numbers = namesIn(declared.number);
  for (const name of Object.keys(Object(declared.key))) {
    const value = args[name];
    if (value === undefined) continue;
    const kind = booleans.has(name) ? 'boolean' : numbers.has(name) ? 'number' : 'string';
    const isList = lists.has(name);
    if (Array.isArray(value) && !isList) throw new InputError(`--${name} is given more than once`);
    const wrong = [value].flat().some((each) => typeof each !== kind);
    if (wrong) throw new InputError(`--${name}: it is not a ${kind}${isList ? ', or a list of them' : ''}`);
  }
  return true;
}

function namesIn(list: unknown): ReadonlySet<unknown> {
  return new Set(Array.isArray(list) ? list : []);
}
