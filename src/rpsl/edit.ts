import { type Attribute, formatRpsl, type Line, parseRpsl, type RpslFile } from './parse.js';

/** A change to a file. The attributes are those of the file it is applied to. */
export type Edit =
  | { readonly kind: 'set'; readonly attribute: Attribute; readonly value: string }
  | { readonly kind: 'remove'; readonly attribute: Attribute }
  | { readonly kind: 'add'; readonly after: Attribute; readonly name: string; readonly value: string };

/** The column at which the RIPE Database starts the values of the objects it shows. */
const VALUE_COLUMN = 16;

/** The lines of an attribute as the RIPE Database shows it; a value of several lines is continued. */
export function attributeLines(name: string, value: string): string[] {
  return withValue(padded(`${name}:`), value);
}

/**
 * Applies changes to a file; every line that no change names stays as it is. Setting a value keeps the name, the
 * blanks after it and the comment, if the attribute is on one line.
 * @throws RangeError if a new value has a character that the encoding of the file lacks.
 */
export function edit(file: RpslFile, edits: readonly Edit[]): RpslFile {
  const replaced = new Map<number, readonly string[]>();
  const added = new Map<number, string[]>();
  for (const change of edits) {
    if (change.kind === 'add') {
      const after = change.after.lines.at(-1) ?? 0;
      added.set(after, [...(added.get(after) ?? []), ...attributeLines(change.name, change.value)]);
    } else {
      const [first = 0, ...rest] = change.attribute.lines;
      replaced.set(first, change.kind === 'set' ? reset(file, change.attribute, change.value) : []);
      for (const line of rest) replaced.set(line, []);
    }
  }
  return rebuilt(file, (number, text) => [...(replaced.get(number) ?? [text]), ...(added.get(number) ?? [])]);
}

function reset(file: RpslFile, attribute: Attribute, value: string): string[] {
  const { written, location, words } = attribute;
  const text = file.lines[location.line - 1]?.text ?? '';
  const nameEnd = location.column + written.length;
  const onFirstLine = words.filter((word) => word.location.line === location.line);
  const [start, end] = [onFirstLine.at(0), onFirstLine.at(-1)];
  if (start === undefined || end === undefined) return withValue(padded(text.slice(0, nameEnd)), value);
  const lines = withValue(text.slice(0, start.location.column - 1), value);
  const tail = attribute.lines.length === 1 ? text.slice(end.location.column - 1 + end.text.length) : '';
  return lines.map((line, i) => (i === lines.length - 1 ? line + tail : line));
}

function padded(head: string): string {
  return head.padEnd(VALUE_COLUMN);
}

function withValue(head: string, value: string): string[] {
  const [first = '', ...rest] = value.split(/\r\n|\r|\n/);
  return [(head + first).trimEnd(), ...rest.map((line) => (line.trim() === '' ? '+' : padded('') + line))];
}

function rebuilt(file: RpslFile, textsFor: (number: number, text: string) => readonly string[]): RpslFile {
  const newEnd = file.lines[0]?.end || '\n';
  const lines = file.lines.flatMap(({ text, end }, i) => {
    const texts = textsFor(i + 1, text);
    return texts.map((line, j): Line => {
      if (j === texts.length - 1) return { text: line, end };
      return { text: line, end: end || newEnd };
    });
  });
  if (file.encoding === 'latin-1' && lines.some(({ text }) => /[^\0-\xff]/.test(text))) {
    throw new RangeError('the file is in Latin-1, which lacks a character of the new value');
  }
  return parseRpsl(formatRpsl({ ...file, lines }));
}
