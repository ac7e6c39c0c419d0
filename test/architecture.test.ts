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
    'index run report judge checks observe plan ask zone record dnssec database rpsl target finding prefix dns net lab tool',
  ),
  index: rooms('run report judge record target finding dns net tool'),
  run: rooms('observe ask record target'),
  report: rooms('judge record database target finding dns tool'),
  judge: rooms('observe checks zone record database rpsl target finding'),
  checks: rooms('zone questions record data target finding dns'),
  observe: rooms('plan ask zone questions record target dns'),
  plan: rooms('zone questions record dns'),
  ask: rooms('record net dns'),
  zone: rooms('questions record target prefix dns'),
  questions: rooms('record dns'),
  record: rooms('target dns tool'),
  dnssec: rooms('dns'),
  database: rooms('rpsl target finding prefix net dns'),
  rpsl: rooms('target finding prefix dns'),
  target: rooms('finding prefix net dns'),
  finding: [],
  lab: rooms('prefix dns'),
  prefix: rooms('dns'),
  net: rooms('dns'),
  dns: [],
  data: [],
  tool: [],
};

function rooms(names: string): readonly string[] {
  return names.split(' ');
}

const ROOMS = Object.keys(MAY_IMPORT);

/** The rooms that may use the outside world: sockets, clocks, the process. */
const RESERVED: readonly { readonly what: RegExp; readonly rooms: readonly string[] }[] = [
  { what: /from '(node:(net|dgram|tls|http2?|https)|undici)'/, rooms: ['net', 'lab'] },
  {
    what: /\bperformance\.|Date\.now|new Date\(\)|setTimeout|setInterval/,
    rooms: ['net', 'ask', 'run', 'database', 'lab', 'cli'],
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
