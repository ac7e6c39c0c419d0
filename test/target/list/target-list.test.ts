import { describe, expect, it } from 'vitest';
import { InputError, parseDs, parseNserver } from '../../../src/target/input.js';
import { type Otherwise, readTargetList } from '../../../src/target/list/target-list.js';

const NONE: Otherwise = { nservers: [], ds: [] };
const DS = `12345 13 2 ${'AB'.repeat(32)}`;

/** The list's content, one line per zone: name servers with their glue, then DS data. */
function read(list: string | Uint8Array, otherwise = NONE): string[] {
  const bytes = typeof list === 'string' ? Buffer.from(list) : list;
  return readTargetList(bytes, 'list.txt', otherwise).map(({ zone, nservers, ds }) =>
    [
      zone,
      ...nservers.map(({ name, glue }) => [name, ...glue].join('/')),
      ...ds.map(({ keyTag }) => keyTag),
    ].join(' '),
  );
}

function refusal(list: string | Uint8Array): string {
  try {
    return `read: ${read(list).join(', ')}`;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

describe('a list of targets', () => {
  it.each<[string, string, string[]]>([
    [
      'lines',
      '# ours\n10.155.16.0/23 ns1.example.net ns2.example.org/192.0.2.1,2001:db8::1\n\n  2001:db8::/32\tns3.example.net # test\n',
      [
        '16.155.10.in-addr.arpa ns1.example.net ns2.example.org/192.0.2.1/2001:db8::1',
        '17.155.10.in-addr.arpa ns1.example.net ns2.example.org/192.0.2.1/2001:db8::1',
        '8.b.d.0.1.0.0.2.ip6.arpa ns3.example.net',
      ],
    ],
    ['a range in a line', '10.0.0.0 - 10.0.0.255 NS1.Example.net', ['0.0.10.in-addr.arpa ns1.example.net']],
    ['names of zones', '16.155.10.IN-ADDR.ARPA.\r\n', ['16.155.10.in-addr.arpa']],
    [
      'CSV by position',
      `10.155.16.0/24,ns1.example.net ns2.example.org/192.0.2.1,${DS}\n10.155.17.0/24,ns1.example.net\n10.155.18.0/24,\n`,
      [
        '16.155.10.in-addr.arpa ns1.example.net ns2.example.org/192.0.2.1 12345',
        '17.155.10.in-addr.arpa ns1.example.net',
        '18.155.10.in-addr.arpa',
      ],
    ],
    [
      'CSV with a header, in any order, with quotes and comments',
      `# ours\nDS,Target,Nservers\n"${DS}; ${DS}",10.155.16.0/24,"ns1.example.net/192.0.2.1,192.0.2.2;ns2.example.org"\n\n# more\n,10.155.17.0/24,\n`,
      [
        '16.155.10.in-addr.arpa ns1.example.net/192.0.2.1/192.0.2.2 ns2.example.org 12345 12345',
        '17.155.10.in-addr.arpa',
      ],
    ],
    ['CSV with quotes', '"10.155.16.0/24","ns1.example.net"\r\n', ['16.155.10.in-addr.arpa ns1.example.net']],
    ['CSV of a range', '10.0.0.0 - 10.0.0.255,ns1.example.net', ['0.0.10.in-addr.arpa ns1.example.net']],
    [
      'CSV with semicolons, as spreadsheets write it in much of Europe',
      `Target;Nservers;DS\r\n10.155.16.0/24;ns1.example.net ns2.example.org/192.0.2.1,192.0.2.2;"${DS};${DS}"\r\n;;\r\n`,
      ['16.155.10.in-addr.arpa ns1.example.net ns2.example.org/192.0.2.1/192.0.2.2 12345 12345'],
    ],
    [
      'CSV with semicolons by position',
      '10.155.16.0/24;"ns1.example.net;ns2.example.org"',
      ['16.155.10.in-addr.arpa ns1.example.net ns2.example.org'],
    ],
    ['CSV with empty records', 'target,nservers\n10.155.16.0/24,\n,\n,,\n', ['16.155.10.in-addr.arpa']],
    ['CSV of one column', 'target\n10.155.16.0/24\n', ['16.155.10.in-addr.arpa']],
    [
      'JSON lines',
      `{"target":"10.155.16.0/24","nservers":["ns1.example.net/192.0.2.1"],"ds":["${DS}"]}\n\n{"target":"10.155.17.0/24"}`,
      ['16.155.10.in-addr.arpa ns1.example.net/192.0.2.1 12345', '17.155.10.in-addr.arpa'],
    ],
    [
      'JSON lines with comments',
      '# ours\n{"target":"10.155.16.0/24"}\n # no more\n',
      ['16.155.10.in-addr.arpa'],
    ],
    [
      'line ends of old',
      '# ours\r10.155.16.0/24\r10.155.17.0/24\r',
      ['16.155.10.in-addr.arpa', '17.155.10.in-addr.arpa'],
    ],
    ['a byte order mark', '\ufeff10.155.16.0/24 ns1.example.net', ['16.155.10.in-addr.arpa ns1.example.net']],
    [
      'the same zone twice',
      '10.155.16.0/23 ns1.example.net\n10.155.17.0/24 ns1.example.net',
      ['16.155.10.in-addr.arpa ns1.example.net', '17.155.10.in-addr.arpa ns1.example.net'],
    ],
    [
      'the same zone twice, its name servers and their glue in another order',
      '10.155.16.0/24 b.net/10.1.1.1,::1 a.net\n10.155.16.0/24 a.net b.net/::1,10.1.1.1',
      ['16.155.10.in-addr.arpa b.net/10.1.1.1/::1 a.net'],
    ],
  ])('%s', (_, list, zones) => {
    expect(read(list)).toEqual(zones);
  });

  it('leaves missing values to the command line', () => {
    const otherwise = { nservers: [parseNserver('ns9.example.net')], ds: [parseDs(DS)] };
    expect(read('10.155.16.0/24\n10.155.17.0/24 ns1.example.net', otherwise)).toEqual([
      '16.155.10.in-addr.arpa ns9.example.net 12345',
      '17.155.10.in-addr.arpa ns1.example.net 12345',
    ]);
  });

  it.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'list.txt: it has no target'],
    ['comments only', '# none\n', 'list.txt: it has no target'],
    ['not text', Uint8Array.of(0xff, 0xfe, 0x00), 'list.txt: expected text in UTF-8'],
    ['host bits', '\n10.155.16.0/24\n10.155.16.1/24', 'list.txt:3: "10.155.16.1/24": '],
    [
      'a bad name server',
      '10.155.16.0/24 ns1..net',
      'list.txt:1: name server "ns1..net": the name has an empty label',
    ],
    ['escape sequences', '10.155.16.0/24 \u001b[31m', 'list.txt:1: name server "\\u001b[31m": '],
    [
      'one zone, two delegations',
      '10.155.16.0/24 ns1.example.net\n10.155.16.0/23 ns2.example.net',
      'list.txt:2: 16.155.10.in-addr.arpa has another delegation in line 1',
    ],
    [
      'JSON: not JSON',
      '{"target":"10.155.16.0/24"}\n{"target"',
      'list.txt:2: expected a JSON object on one line',
    ],
    ['half a range', '10.155.16.0 -\n', 'list.txt:1: "10.155.16.0 - ": '],
    [
      'one zone, glue given once',
      '10.155.16.0/24 a.net\n10.155.16.0/24 a.net/10.1.1.1',
      'list.txt:2: 16.155.10.in-addr.arpa has another delegation in line 1',
    ],
    [
      'JSON: all in one list',
      '[{"target":"10.155.16.0/24"}]',
      'list.txt:1: expected a JSON object on one line',
    ],
    [
      'JSON: on more lines than one',
      '{\n"target":"10.155.16.0/24"}',
      'list.txt:1: expected a JSON object on one line',
    ],
    [
      'JSON: not an object',
      '{"target":"10.155.16.0/24"}\n[]',
      'list.txt:2: expected a JSON object on one line',
    ],
    [
      'JSON: a key unknown',
      '{"zone":"10.155.16.0/24"}',
      'list.txt:1: unknown key "zone"; expected target, nservers, ds',
    ],
    ['JSON: no target', '{"nservers":[]}', 'list.txt:1: target: expected a string'],
    ['JSON: no list', '{"target":"10.155.16.0/24","ds":"1"}', 'list.txt:1: ds: expected a list of strings'],
    ['JSON: bad DS', '{"target":"10.155.16.0/24","ds":["1"]}', 'list.txt:1: DS "1": '],
    [
      'CSV: a column unknown',
      'target,servers\n',
      'list.txt:1: unknown column "servers"; expected target, nservers, ds',
    ],
    ['CSV: a column twice', 'target,target\n', 'list.txt:1: there are two columns target'],
    [
      'CSV: too many columns',
      'target\n10.155.16.0/24,x\n',
      'list.txt:2: there are 2 columns; expected target',
    ],
    [
      'CSV: no header, too many',
      '10.155.16.0/24,a.net,,x\n',
      'list.txt:1: there are 4 columns; expected target, nservers, ds',
    ],
    [
      'CSV: a column for each name server',
      '10.155.16.0/24,ns1.example.net,ns2.example.org\n',
      'list.txt:1: "ns2.example.org" is not DS data; name servers share one column',
    ],
    ['CSV: an open quote', 'target\n"10.155.16.0/24\n', 'list.txt:2: it is not CSV: a quote is out of place'],
    ['CSV: no target in a record', 'target,nservers\n,ns1.example.net\n', 'list.txt:2: "": '],
  ])('is refused by file and line: %s', (_, list, reason) => {
    const message = refusal(list);
    expect(message.slice(0, reason.length)).toBe(reason);
    expect(message).toMatch(/^[ -~]+$/);
  });

  it('shares the common parts of many lines', () => {
    const lines = Array.from(
      { length: 1000 },
      (_, i) => `10.${i >> 8}.${i & 255}.0/24 ns1.example.net ns2.example.org`,
    );
    const targets = readTargetList(Buffer.from(lines.join('\n')), 'list.txt', NONE);
    expect(targets).toHaveLength(1000);
    expect(new Set(targets.map(({ nservers }) => nservers)).size).toBe(1);
  });
});
