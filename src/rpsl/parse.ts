import { longName, OTHER_CLASSES } from './attributes.js';

/** A place in a file. Both count from 1; columns are UTF-16 code units, as in editors and SARIF. */
export interface Location {
  readonly line: number;
  readonly column: number;
}

/** A piece of text and where it starts. */
export interface Word {
  readonly text: string;
  readonly location: Location;
}

/** An attribute with its continuation lines. */
export interface Attribute {
  /** In lower case; a short name (`*ns`) written out. */
  readonly name: string;
  /** The name as written in the file. */
  readonly written: string;
  /** The words, separated by one blank, without comments: the value as the database reads it. */
  readonly value: string;
  readonly words: readonly Word[];
  /** The text after `#`, of each line that has one. */
  readonly comments: readonly Word[];
  /** The place of the name. */
  readonly location: Location;
  /** The numbers of its lines, in order. */
  readonly lines: readonly number[];
}

const PSEUDO_NAMES = ['password', 'override', 'delete', 'dry-run'] as const;

/** A line that tells the database how to handle an update. It is part of no object. */
export interface PseudoAttribute {
  readonly name: (typeof PSEUDO_NAMES)[number];
  readonly value: string;
  readonly location: Location;
}

export interface RpslObject {
  readonly attributes: readonly Attribute[];
  readonly pseudo: readonly PseudoAttribute[];
  /** Lines between the attributes that are no attributes: the database cannot read an object with one. */
  readonly stray: readonly Word[];
  /** The place of its first attribute. */
  readonly location: Location;
}

/** One line of a file; its text and its end are all its characters. */
export interface Line {
  readonly text: string;
  /** Empty for a last line without a line end. */
  readonly end: '\n' | '\r\n' | '';
}

/** A file of RPSL objects, with everything between them. */
export interface RpslFile {
  readonly encoding: 'utf-8' | 'latin-1';
  /** Whether the file starts with a byte order mark. */
  readonly bom: boolean;
  readonly lines: readonly Line[];
  readonly objects: readonly RpslObject[];
  /** All in the file, inside and outside objects. */
  readonly pseudo: readonly PseudoAttribute[];
}

const BOM = '\uFEFF';

/** Reads a file as UTF-8, or as Latin-1 if it is not UTF-8, so that every sequence of bytes can be read. */
export function parseRpsl(bytes: Uint8Array): RpslFile {
  const utf8 = decodeUtf8(bytes);
  const encoding = utf8 === null ? 'latin-1' : 'utf-8';
  return parseText(utf8 ?? Buffer.from(bytes).toString('latin1'), encoding);
}

/** The bytes of a file. A file that was read gives exactly the same bytes. */
export function formatRpsl({
  encoding,
  bom,
  lines,
}: Pick<RpslFile, 'encoding' | 'bom' | 'lines'>): Uint8Array {
  const text = (bom ? BOM : '') + lines.map((line) => line.text + line.end).join('');
  return Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'latin1');
}

function parseText(content: string, encoding: RpslFile['encoding']): RpslFile {
  const bom = encoding === 'utf-8' && content.startsWith(BOM);
  const lines = splitLines(bom ? content.slice(1) : content);
  const paragraphs = paragraphsOf(lines).map(readParagraph);
  return {
    encoding,
    bom,
    lines,
    objects: paragraphs.filter(isObject),
    pseudo: paragraphs.flatMap(({ pseudo }) => pseudo),
  };
}

/** The start of the value, or of the name if there is no value. */
export function valueLocation({ words, location }: Attribute): Location {
  return words[0]?.location ?? location;
}

/** The place in the file of the character at `offset` in the value. */
export function locationAt(attribute: Attribute, offset: number): Location {
  let rest = offset;
  for (const { text, location } of attribute.words) {
    if (rest <= text.length) return { line: location.line, column: location.column + rest };
    rest -= text.length + 1;
  }
  return valueLocation(attribute);
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function splitLines(content: string): Line[] {
  const parts = content.split('\n');
  const last = parts.pop() ?? '';
  const lines = parts.map(
    (part): Line =>
      part.endsWith('\r') ? { text: part.slice(0, -1), end: '\r\n' } : { text: part, end: '\n' },
  );
  return last === '' ? lines : [...lines, { text: last, end: '' }];
}

const PGP_ARMOUR = /^-----(BEGIN|END) PGP /;

/** The blocks of lines between empty lines or PGP armour. A line of blanks is not empty: it continues a value. */
function paragraphsOf(lines: readonly Line[]): Word[][] {
  const paragraphs: Word[][] = [[]];
  lines.forEach(({ text }, i) => {
    // The database drops every carriage return.
    if (/^\r*$/.test(text) || PGP_ARMOUR.test(text)) paragraphs.push([]);
    else paragraphs.at(-1)?.push({ text, location: { line: i + 1, column: 1 } });
  });
  return paragraphs.filter((paragraph) => paragraph.length > 0);
}

const ATTRIBUTE = /^([\w*-]+[ \t]*):/;

/** Like the database, takes out pseudo-attributes first, then blanks before the first attribute. */
function readParagraph(paragraph: readonly Word[]): RpslObject {
  const attributes: Word[][] = [];
  const pseudo: PseudoAttribute[] = [];
  const stray: Word[] = [];
  for (const written of paragraph) {
    const isFirst = attributes.length === 0 && stray.length === 0;
    const line = isFirst ? trimStart(written) : written;
    const asPseudo = readPseudo(line);
    if (asPseudo !== null) {
      pseudo.push(asPseudo);
    } else if (/^[ \t+]/.test(line.text) && attributes.length > 0) {
      attributes.at(-1)?.push(line);
    } else if (ATTRIBUTE.test(line.text)) {
      attributes.push([line]);
    } else {
      stray.push(line);
    }
  }
  const location = (attributes[0]?.[0] ?? paragraph[0])?.location ?? { line: 1, column: 1 };
  return { attributes: attributes.map(readAttribute), pseudo, stray, location };
}

function readPseudo({ text, location }: Word): PseudoAttribute | null {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0)).toLowerCase();
  const known = PSEUDO_NAMES.find((pseudo) => pseudo === name);
  return known === undefined ? null : { name: known, value: text.slice(colon + 1).trim(), location };
}

function readAttribute(lines: readonly Word[]): Attribute {
  const [first, ...continuations] = lines;
  const [named, written] = (first && ATTRIBUTE.exec(first.text)) ?? [];
  if (first === undefined || named === undefined || written === undefined) {
    throw new Error('the first line is not an attribute');
  }
  const content = [
    from(first, named.length),
    ...continuations.map((line) => from(line, line.text.startsWith('+') ? 1 : 0)),
  ];
  const words = content.flatMap((line) => wordsOf(line));
  return {
    name: longName(written),
    written,
    value: words.map(({ text }) => text).join(' '),
    words,
    comments: content.flatMap((line) => commentOf(line)),
    location: first.location,
    lines: lines.map(({ location }) => location.line),
  };
}

function wordsOf(line: Word): Word[] {
  const [beforeComment = ''] = line.text.split('#', 1);
  return [...beforeComment.matchAll(/[^ \t\r]+/g)].map((match) => {
    const word = from(line, match.index);
    return { ...word, text: match[0] };
  });
}

function commentOf(line: Word): Word[] {
  const start = line.text.indexOf('#');
  if (start === -1) return [];
  const comment = trimStart(from(line, start + 1));
  return [{ ...comment, text: comment.text.trimEnd() }];
}

function trimStart(line: Word): Word {
  return from(line, /^[ \t]*/.exec(line.text)?.[0].length ?? 0);
}

/** The rest of a piece of text on one line. */
function from({ text, location }: Word, offset: number): Word {
  return {
    text: text.slice(offset),
    location: { line: location.line, column: location.column + offset },
  };
}

/** Attributes that occur in domain objects, but not in mail headers or prose. */
const TELLING: ReadonlySet<string> = new Set([
  'domain',
  'admin-c',
  'tech-c',
  'zone-c',
  'nserver',
  'ds-rdata',
  'mnt-by',
]);

/** Whether a paragraph is meant as an object, rather than text or only pseudo-attributes. */
function isObject({ attributes }: RpslObject): boolean {
  const [first] = attributes;
  if (first === undefined) return false;
  return OTHER_CLASSES.has(first.name) || attributes.some(({ name }) => TELLING.has(name));
}
