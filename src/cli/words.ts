import { parseAddress } from '../dns/address.js';
import { printable } from '../report/printable.js';
import { InputError } from '../target/input.js';
import { STDIN } from './input-file.js';

/** A boolean option that nobody sees: it stands where `--` stood. */
export const END_OF_OPTIONS = 'end-of-options';

/**
 * The words of a command line as yargs can take them: it drops a lone dash, keeps what is behind `--` from commands, and
 * takes an empty word for the number 0. Throws InputError.
 */
export function wordsFor(argv: readonly string[]): string[] {
  const words = joinRanges(argv).map((word) => (word === '-' ? STDIN : word));
  const end = words.indexOf('--');
  const empty = optionWithoutValue(end === -1 ? words : words.slice(0, end));
  if (empty !== undefined) throw new InputError(`${printable(empty)}: its value is empty`);
  if (end === -1) return words;
  // What begins with a dash and is no option can only be a file.
  const behind = words.slice(end + 1).map((word) => (word.startsWith('-') ? `./${word}` : word));
  return [...words.slice(0, end), `--${END_OF_OPTIONS}=true`, ...behind];
}

/** As of `--rate ''` or `--rate=`: mostly of a variable that is not set. */
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
