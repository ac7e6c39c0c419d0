import { parseAddress } from '../dns/address.js';

/**
 * A range `a - b` may come from the shell as three words. They are put together before yargs sees them, as it drops a
 * lone dash.
 */
export function joinRanges(words: readonly string[]): string[] {
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
