import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = new URL('../src/', import.meta.url).pathname;

/**
 * The rooms in the order of the flow, each with the rooms it may import from. A file at the top of src is a room of its
 * own. Every arrow goes to a room that is further down this list.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  cli: rooms(
    'index judge run target-list input report verdict profile evaluate checks database rpsl lab observe observation target standing prefix dns level tool',
  ),
  index: rooms(
    'judge run input report verdict profile evaluate checks observe observation target prefix dns level tool',
  ),
  judge: rooms('run report evaluate checks database observation target standing'),
  run: rooms('observe observation target dns'),
  'target-list': rooms('input target prefix'),
  input: rooms('target prefix dns level'),
  report: rooms('database verdict profile evaluate checks observation target prefix dns level tag tool'),
  verdict: rooms('profile evaluate checks level'),
  profile: rooms('checks level'),
  evaluate: rooms('checks observation target tag'),
  checks: rooms('database rpsl observation target data dns level tag'),
  database: rooms('rpsl target prefix standing dns tag'),
  rpsl: rooms('target prefix dns level tag'),
  lab: rooms('prefix dns'),
  observe: rooms('observation target dns'),
  observation: rooms('target standing dns tool'),
  target: rooms('dns tag'),
  standing: [],
  prefix: rooms('dns'),
  dns: [],
  data: [],
  tag: rooms('level'),
  level: [],
  tool: [],
};

function rooms(names: string): readonly string[] {
  return names.split(' ');
}

const ROOMS = Object.keys(MAY_IMPORT);

/** Who may use what of the world outside: sockets, clocks, the process. */
const RESERVED: readonly { readonly what: RegExp; readonly rooms: readonly string[] }[] = [
  { what: /from '(node:(net|dgram|tls|http2?|https)|undici)'/, rooms: ['dns', 'lab', 'database'] },
  {
    what: /\bperformance\.|Date\.now|new Date\(\)|setTimeout|setInterval/,
    rooms: ['dns', 'observe', 'database', 'lab', 'cli'],
  },
  { what: /\bprocess\.|\bconsole\./, rooms: ['cli'] },
];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, room: roomOf(file), text: readFileSync(join(SRC, file), 'utf8') }));

function roomOf(file: string): string {
  return file.split('/')[0]?.replace(/\.ts$/, '') ?? file;
}

function importsOf(file: string, text: string): string[] {
  const found = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '');
  return found
    .map((path) => relative(SRC, normalize(join(SRC, dirname(file), path))))
    .filter((path) => !path.startsWith('..'));
}

describe('the rooms of src', () => {
  test('every room is known', () => {
    expect([...new Set(files.map(({ room }) => room))].filter((room) => !ROOMS.includes(room))).toEqual([]);
  });

  test('the allowed arrows go down the list', () => {
    const back = ROOMS.flatMap((room, at) =>
      (MAY_IMPORT[room] ?? []).filter((to) => ROOMS.indexOf(to) <= at).map((to) => `${room} -> ${to}`),
    );
    expect(back).toEqual([]);
  });

  test.each(files)('$file imports only what its room may', ({ file, room, text }) => {
    const wrong = importsOf(file, text).filter((path) => {
      const to = roomOf(path.replace(/\.js$/, '.ts'));
      return to !== room && !(MAY_IMPORT[room] ?? []).includes(to);
    });
    expect(wrong).toEqual([]);
  });

  test.each(files)('$file touches only what is its to touch', ({ room, text }) => {
    const wrong = RESERVED.filter(({ what, rooms }) => what.test(text) && !rooms.includes(room));
    expect(wrong.map(({ what }) => what.source)).toEqual([]);
  });
});
