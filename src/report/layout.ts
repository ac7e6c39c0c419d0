/** Columns of a terminal that a text report may use. */
export const WIDTH = 80;

interface Ways {
  /** Before the first line. */
  readonly first?: string;
  /** Before the others; spaces as wide as `first`, unless given. */
  readonly rest?: string;
  /** After every line but the last. */
  readonly tail?: string;
}

/** Breaks at spaces so that no line is wider than the terminal; a word too wide by itself stays whole. */
export function wrap(text: string, { first = '', rest = ' '.repeat(first.length), tail = '' }: Ways = {}) {
  const lines: string[] = [];
  const [head = '', ...words] = text.split(' ');
  let line = first + head;
  for (const word of words) {
    if (line.length + 1 + word.length + tail.length <= WIDTH) line += ` ${word}`;
    else {
      lines.push(line + tail);
      line = rest + word;
    }
  }
  return [...lines, line];
}

/** The text after a word that stands out. Colours do not change the line breaks. */
export function lead(word: string, text: string, paint: (word: string) => string, ways: Ways = {}): string[] {
  const [line = '', ...rest] = wrap(text, { ...ways, first: word });
  return [paint(word) + line.slice(word.length), ...rest];
}

/** `1 zone`, `2 zones`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** Groups the items by key, in the order in which the keys first appear. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
