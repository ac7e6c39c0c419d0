import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRpsl, locationAt, parseRpsl, type RpslFile, valueLocation } from '../../src/rpsl/parse.js';

const parse = (text: string) => parseRpsl(Buffer.from(text));

/** Objects as arrays of `name=value`. */
const outline = (file: RpslFile) =>
  file.objects.map(({ attributes }) => attributes.map(({ name, value }) => `${name}=${value}`));

describe('attributes and their values', () => {
  it.each([
    ['a value', 'domain: x\n', [['domain=x']]],
    ['no blank behind the colon', 'domain:x', [['domain=x']]],
    ['no value', 'domain:\nnserver:\n', [['domain=', 'nserver=']]],
    ['a colon in the value', 'domain: x:y\n', [['domain=x:y']]],
    ['a name in capitals', 'DOMAIN: X\n', [['domain=X']]],
    ['short names', '*dn: x\nns: y\n', [['domain=x', 'nserver=y']]],
    ['blanks and tabs in the value', 'domain:\t x  \t y \n', [['domain=x y']]],
    ['continued by a blank, a tab, a plus', 'domain: a\n b\n\tc\n+d\n+ e\n', [['domain=a b c d e']]],
    ['a plus alone', 'domain: a\n+\n+b\n', [['domain=a b']]],
    ['a plus further on', 'domain: a +b\n +c\n', [['domain=a +b +c']]],
    ['a comment', 'domain: a # b\nnserver: c#d\n', [['domain=a', 'nserver=c']]],
    ['a comment in each line', 'domain: a # b\n c # d\n', [['domain=a c']]],
    ['a line of blanks continues', 'domain: a\n  \nnserver: b\n', [['domain=a', 'nserver=b']]],
    ['CRLF', 'domain: a\r\n b\r\nnserver: c\r\n', [['domain=a b', 'nserver=c']]],
    ['carriage returns elsewhere are blanks', 'domain: a\rb\r\r\n', [['domain=a b']]],
    ['two objects', 'domain: a\n\n\ndomain: b\n', [['domain=a'], ['domain=b']]],
    ['two objects, CRLF', 'domain: a\r\n\r\ndomain: b\r\n', [['domain=a'], ['domain=b']]],
    ['blanks before the first attribute', '\n  domain: a\nnserver: b', [['domain=a', 'nserver=b']]],
    ['an indented object is one attribute', ' domain: a\n nserver: b\n', [['domain=a nserver: b']]],
    ['a byte order mark', '\uFEFFdomain: a\n', [['domain=a']]],
  ])('%s', (_, text, expected) => {
    expect(outline(parse(text))).toEqual(expected);
  });
});

describe('the definition of an object', () => {
  it.each([
    ['nothing', '', []],
    ['text', 'Dear all,\nplease see: this\n\ndomain: a\n\nRegards\n', [['domain=a']]],
    ['mail headers', 'From: me@example.net\nSubject: zones\n\ndomain: a\n', [['domain=a']]],
    ['server remarks', '% No abuse contact: x\n\ndomain: a\n\n% End\n', [['domain=a']]],
    [
      'other classes too',
      'person: John\nnic-hdl: JD1\n\nroute6: ::/0\n',
      [['person=John', 'nic-hdl=JD1'], ['route6=::/0']],
    ],
    ['without the domain line', 'nserver: a\n', [['nserver=a']]],
    ['PGP armour ends an object', 'domain: a\n-----BEGIN PGP SIGNATURE-----\nVersion: 1\n', [['domain=a']]],
    [
      'a signed message',
      '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\ndomain: a\n-----BEGIN PGP SIGNATURE-----\n',
      [['domain=a']],
    ],
    ['a dashed line is no armour', 'domain: a\n-----\nnserver: b\n', [['domain=a', 'nserver=b']]],
    ['pseudo-attributes alone', 'password: x\n\ndry-run:\n', []],
  ])('%s', (_, text, expected) => {
    expect(outline(parse(text))).toEqual(expected);
  });

  it('keeps lines in an object that are no attributes', () => {
    const [object] = parse('domain: a\n# b\nc\nnserver: d\n').objects;
    expect(object?.stray).toEqual([
      { text: '# b', location: { line: 2, column: 1 } },
      { text: 'c', location: { line: 3, column: 1 } },
    ]);
  });
});

describe('pseudo-attributes', () => {
  it('are found anywhere, and are no attributes', () => {
    const file = parse('Password: a b \n\noverride: c\ndomain: a\ndelete: gone\n continued\ndry-run:\n');
    expect(file.pseudo.map(({ name, value, location }) => [name, value, location.line])).toEqual([
      ['password', 'a b', 1],
      ['override', 'c', 3],
      ['delete', 'gone', 5],
      ['dry-run', '', 7],
    ]);
    expect(file.objects[0]?.pseudo.map(({ name }) => name)).toEqual(['override', 'delete', 'dry-run']);
    expect(outline(file)).toEqual([['domain=a continued']]);
    expect(file.objects[0]?.location).toEqual({ line: 4, column: 1 });
  });

  it('start in the first column', () => {
    expect(parse('domain: a\n password: b\n').pseudo).toEqual([]);
  });
});

describe('places', () => {
  const [first, second] = parse('\ndomain: a\n*ns:   b # c\n\t d\n').objects[0]?.attributes ?? [];
  if (first === undefined || second === undefined) throw new Error('two attributes expected');

  it('of a name, its words and comments', () => {
    expect(second).toEqual({
      name: 'nserver',
      written: '*ns',
      value: 'b d',
      words: [
        { text: 'b', location: { line: 3, column: 8 } },
        { text: 'd', location: { line: 4, column: 3 } },
      ],
      comments: [{ text: 'c', location: { line: 3, column: 12 } }],
      location: { line: 3, column: 1 },
      lines: [3, 4],
    });
  });

  it('of a character of the value', () => {
    expect(locationAt(first, 0)).toEqual({ line: 2, column: 9 });
    expect(locationAt(second, 2)).toEqual({ line: 4, column: 3 });
  });

  it('of an empty value is the name', () => {
    const [empty] = parse('domain:   \n').objects[0]?.attributes ?? [];
    expect(empty && valueLocation(empty)).toEqual({ line: 1, column: 1 });
  });

  it('do not count a byte order mark', () => {
    expect(parse('\uFEFFdomain: a').objects[0]?.attributes[0]?.words[0]?.location.column).toBe(9);
  });
});

describe('encodings', () => {
  it('reads UTF-8', () => {
    const file = parse('domain: a\ndescr: Zürich\n');
    expect([file.encoding, outline(file)]).toEqual(['utf-8', [['domain=a', 'descr=Zürich']]]);
  });

  it('reads Latin-1', () => {
    const file = parseRpsl(Buffer.from('domain: a\ndescr: Zürich \x80\n', 'latin1'));
    expect([file.encoding, outline(file)]).toEqual(['latin-1', [['domain=a', 'descr=Zürich \x80']]]);
  });
});

describe('round trip', () => {
  const roundTrips = (bytes: Uint8Array) => {
    expect(Buffer.from(formatRpsl(parseRpsl(bytes)))).toEqual(Buffer.from(bytes));
  };

  const piece = fc.constantFrom(
    ...[
      'domain:',
      'nserver:',
      'person:',
      'password:',
      'delete:',
      'remarks :',
      '*ns:',
      ':',
      ' ',
      '\t',
      '+',
      '#',
      '%',
    ],
    ...[
      'a',
      '16.155.10.in-addr.arpa',
      '\n',
      '\n',
      '\n\n',
      '\r\n',
      '\r',
      '\uFEFF',
      'é',
      '😀',
      '-----BEGIN PGP ',
      '\0',
    ],
  );
  const rpslText = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

  it('of any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), roundTrips));
  });

  it('of any text that looks like RPSL, in both encodings', () => {
    fc.assert(fc.property(rpslText, (text) => roundTrips(Buffer.from(text))));
    fc.assert(fc.property(rpslText, (text) => roundTrips(Buffer.from(text, 'latin1'))));
  });

  it('every word and comment is at its place', () => {
    fc.assert(
      fc.property(rpslText, (text) => {
        const file = parse(text);
        for (const { attributes, stray } of file.objects) {
          const words = attributes.flatMap((attribute) => [...attribute.words, ...attribute.comments]);
          for (const word of [...words, ...stray]) {
            const { line, column } = word.location;
            expect(file.lines[line - 1]?.text.slice(column - 1).startsWith(word.text)).toBe(true);
          }
        }
      }),
    );
  });
});
