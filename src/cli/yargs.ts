/** Makes yargs read a command line as users mean it, and report an error in one line. */
import yargs, { type Argv } from 'yargs';
import { parseAddress } from '../dns/address.js';
import { printable } from '../report/printable.js';
import { InputError } from '../target/input.js';
import { TOOL } from '../tool.js';

type CamelCase<Name> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name & string;

/** The values of declared options, by their names in camel case. */
export type Arguments<Declared> = {
  readonly [Name in keyof Declared as CamelCase<Name>]: Declared[Name];
};

/** The values of the options that a function declares. */
export type ArgumentsOf<Declare extends (command: Argv) => Argv<unknown>> =
  ReturnType<Declare> extends Argv<infer Declared> ? Arguments<Declared> : never;

/** Replaces a lone dash (stdin), which yargs drops. No file has this name. */
export const STDIN = '\0';

/** A hidden boolean option in the place of `--`. */
const END_OF_OPTIONS = 'end-of-options';

/** Environment variables with this prefix are options. */
const VARIABLES = `${TOOL.name.replaceAll('-', '_').toUpperCase()}_`;

/** A parser for these words, with everything but the commands. Throws InputError. */
export function parserFor(argv: readonly string[]): Argv {
  return (
    yargs(wordsFor(argv))
      .scriptName(TOOL.name)
      .usage('$0 <command>\n\nTest reverse DNS zones the way RIPE NCC does, before asking for delegation.')
      // English like the rest: yargs would mix in the language of the locale.
      .detectLocale(false)
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
        throw error ?? new InputError(oneLine(message));
      })
  );
}

/** Parses the words, which calls the handler of the command. Throws InputError. */
export async function parse(parser: Argv): Promise<void> {
  await parser.parseAsync().catch((error: Error) => {
    throw error.name === 'YError' ? new InputError(oneLine(error.message)) : error;
  });
}

function oneLine(message: string | null | undefined): string {
  return printable((message ?? 'the command line is not usable').trim().replaceAll(/\s*\n\s*/g, ' '));
}

/**
 * Removes variables that yargs must not see: those that are named like options but are none, and empty ones, which it
 * reads as the number 0.
 */
export function hideFromYargs(env: NodeJS.ProcessEnv, noOptions: readonly string[]): void {
  for (const [name, value] of Object.entries(env)) {
    if (noOptions.includes(name) || (name.startsWith(VARIABLES) && value === '')) delete env[name];
  }
}

/**
 * The words of a command line in a form that suits yargs, which drops a lone dash, hides words after `--` from commands,
 * and reads an empty word as the number 0. Throws InputError.
 */
function wordsFor(argv: readonly string[]): string[] {
  const words = joinRanges(argv).map((word) => (word === '-' ? STDIN : word));
  const end = words.indexOf('--');
  const empty = optionWithoutValue(end === -1 ? words : words.slice(0, end));
  if (empty !== undefined) throw new InputError(`${printable(empty)}: its value is empty`);
  if (end === -1) return words;
  // A word that begins with a dash and is no option can only be a file.
  const after = words.slice(end + 1).map((word) => (word.startsWith('-') ? `./${word}` : word));
  return [...words.slice(0, end), `--${END_OF_OPTIONS}=true`, ...after];
}

/** As in `--rate ''` or `--rate=`, usually because a shell variable is not set. */
function optionWithoutValue(words: readonly string[]): string | undefined {
  const at = words.findIndex((word, i) =>
    word === '' ? words[i - 1]?.startsWith('-') : /^--[\w-]+=$/.test(word),
  );
  const [option, value] = [words[at - 1], words[at]];
  return value === '' ? option : value?.slice(0, -1);
}

/** A range `a - b` may come from the shell as three words. */
function joinRanges(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const [before, last] = [joined.at(-2), joined.at(-1)];
    if (last === '-' && isAddress(before) && isAddress(word)) {
      joined.splice(-2, 2, `${before} - ${word}`);
    } else joined.push(word);
  }
  return joined;
}

function isAddress(word: string | undefined): boolean {
  return word !== undefined && parseAddress(word) !== null;
}

/** The declared options that yargs passes to a check; its types leave them out. */
interface Declared {
  readonly key?: unknown;
  readonly array?: unknown;
  readonly boolean?: unknown;
  readonly number?: unknown;
}

/**
 * Checks that every option has one value of its kind, or is a list of strings. yargs turns a repeated option into a list
 * and `--no-x` into `false`, and takes any value from a file. Throws InputError.
 */
function isWellFormed(args: Readonly<Record<string, unknown>>, declared: Declared): true {
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
    if (wrong) throw new InputError(`--${name}: expected a ${kind}${isList ? ', or a list of them' : ''}`);
  }
  return true;
}

function namesIn(list: unknown): ReadonlySet<unknown> {
  return new Set(Array.isArray(list) ? list : []);
}
