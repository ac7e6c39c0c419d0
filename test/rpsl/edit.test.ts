import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edit, edit } from '../../src/rpsl/edit.js';
import { type Attribute, formatRpsl, parseRpsl, type RpslFile } from '../../src/rpsl/parse.js';

const parse = (text: string) => parseRpsl(Buffer.from(text));
const format = (file: RpslFile) => Buffer.from(formatRpsl(file)).toString();

function attribute(file: RpslFile, index: number): Attribute {
  const found = file.objects.flatMap(({ attributes }) => attributes)[index];
  if (found === undefined) throw new Error(`no attribute ${index}`);
  return found;
}

/** The text after edits of its attributes, each identified by its place. */
function edited(text: string, edits: (at: (index: number) => Attribute) => Edit[]): string {
  const file = parse(text);
  return format(
    edit(
      file,
      edits((index) => attribute(file, index)),
    ),
  );
}

describe('set', () => {
  it.each([
    ['keeps the blanks', 'domain:  a\nnserver:b\n', 'domain:  x\nnserver:b\n'],
    ['keeps a comment', 'domain: a b  # c\n', 'domain: x  # c\n'],
    ['keeps the name', '*DN: a\n', '*DN: x\n'],
    ['keeps what is around', '% a\n\ndomain: a\nb\n\n\n', '% a\n\ndomain: x\nb\n\n\n'],
    ['takes continuation lines away', 'domain: a # b\n c\n+\nnserver: d\n', 'domain: x\nnserver: d\n'],
    ['where there was no value', 'domain:\n', 'domain:         x\n'],
    ['where the value started in the next line', 'domain:\n a\n', 'domain:         x\n'],
    ['keeps CRLF', 'domain: a\r\n b\r\nnserver: c\r\n', 'domain: x\r\nnserver: c\r\n'],
    ['keeps the lack of a last line end', 'domain: a', 'domain: x'],
    ['keeps a byte order mark', '\uFEFFdomain: a\n', '\uFEFFdomain: x\n'],
  ])('%s', (_, text, expected) => {
    expect(edited(text, (at) => [{ kind: 'set', attribute: at(0), value: 'x' }])).toBe(expected);
  });

  it('continues a value of several lines', () => {
    const text = edited('domain: a\r\n', (at) => [{ kind: 'set', attribute: at(0), value: 'b\n\nc' }]);
    expect(text).toBe('domain: b\r\n+\r\n                c\r\n');
    expect(parse(text).objects[0]?.attributes[0]?.value).toBe('b c');
  });
});

describe('remove and add', () => {
  const TEXT = 'domain: a\nnserver: b\n c\nsource: d';

  it.each<[string, (at: (index: number) => Attribute) => Edit[], string]>([
    ['remove with its continuation', (at) => [{ kind: 'remove', attribute: at(1) }], 'domain: a\nsource: d'],
    [
      'add behind a continuation, in order',
      (at) => [
        { kind: 'add', after: at(1), name: 'nserver', value: 'x' },
        { kind: 'add', after: at(1), name: 'ds-rdata', value: 'y' },
      ],
      'domain: a\nnserver: b\n c\nnserver:        x\nds-rdata:       y\nsource: d',
    ],
    [
      'add at the end of a file without a last line end',
      (at) => [{ kind: 'add', after: at(2), name: 'remarks', value: '' }],
      `${TEXT}\nremarks:`,
    ],
    [
      'all at once',
      (at) => [
        { kind: 'remove', attribute: at(1) },
        { kind: 'add', after: at(1), name: 'nserver', value: 'x' },
        { kind: 'set', attribute: at(0), value: 'y' },
      ],
      'domain: y\nnserver:        x\nsource: d',
    ],
    ['nothing', () => [], TEXT],
  ])('%s', (_, edits, expected) => {
    expect(edited(TEXT, edits)).toBe(expected);
  });
});

describe('encodings', () => {
  const latin1 = parseRpsl(Buffer.from('domain: a\ndescr: Z\xfcrich\n', 'latin1'));

  it('writes Latin-1 into a file in Latin-1', () => {
    const file = edit(latin1, [{ kind: 'set', attribute: attribute(latin1, 0), value: '\xe9' }]);
    expect(Buffer.from(formatRpsl(file)).toString('latin1')).toBe('domain: \xe9\ndescr: Z\xfcrich\n');
  });

  it('refuses a character that Latin-1 lacks', () => {
    const change: Edit = { kind: 'set', attribute: attribute(latin1, 0), value: 'Ελλάδα' };
    expect(() => edit(latin1, [change])).toThrow(RangeError);
  });
});

it('changes no line but those of the attribute', () => {
  const value = fc.constantFrom('a', 'a b', 'a # b', 'a\n b', '', 'a\n+\n+b');
  const names = fc.constantFrom('domain', 'nserver', 'remarks');
  const attributes = fc.array(fc.tuple(names, value), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(attributes, fc.nat(), fc.constantFrom('\n', '\r\n'), (pairs, which, end) => {
      const blocks = [['domain', 'first'] as const, ...pairs].map(([name, text]) => `${name}: ${text}`);
      const index = which % blocks.length;
      const join = (parts: readonly string[]) => `${parts.join('\n').replaceAll('\n', end)}${end}`;
      const file = parse(join(blocks));
      const result = format(edit(file, [{ kind: 'remove', attribute: attribute(file, index) }]));
      const rest = blocks.filter((_, i) => i !== index);
      expect(result).toBe(rest.length === 0 ? '' : join(rest));
    }),
  );
});
