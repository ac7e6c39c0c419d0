/** A range `a - b` may come from the shell as three words. */
export function joinRanges(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const continues = word === '-' || joined.at(-1)?.endsWith(' -') === true;
    if (continues && joined.length > 0) joined.push(`${joined.pop()} ${word}`);
    else joined.push(word);
  }
  return joined;
}
