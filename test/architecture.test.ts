import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';

const SRC = new URL('../src/', import.meta.url).pathname;

/**
 * The rooms in the order of the flow, each with the rooms it may import from. A file at the top of src is a room of its
 * own. Every arrow goes to a room that is further down this list.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  cli: rooms(
    'index run report judge checks observe plan ask zone record dnssec database rpsl target finding prefix dns net lab defaults tool',
  ),
  index: rooms('run report judge target finding prefix dns net defaults'),
  run: rooms('report judge observe plan ask record target tool'),
  report: rooms('judge record database target finding prefix dns tool'),
  judge: rooms('checks zone record database rpsl target finding dns'),
  checks: rooms('zone questions record data target finding dns'),
  observe: rooms('plan ask zone record target'),
  plan: rooms('zone questions record dns'),
  ask: rooms('record net dns defaults'),
  zone: rooms('questions record target prefix dns'),
  questions: rooms('record dns'),
  record: rooms('target prefix dns tool'),
  dnssec: rooms('dns'),
  database: rooms('rpsl target finding prefix net dns'),
  rpsl: rooms('target finding prefix dns'),
  target: rooms('finding prefix net dns'),
  finding: [],
  lab: rooms('zone-file prefix dns'),
  'zone-file': rooms('dns'),
  prefix: rooms('dns'),
  net: rooms('dns'),
  dns: [],
  data: [],
  defaults: [],
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

/** Rooms that ask nobody: what they can reach by any number of imports asks nobody either. */
const PURE = rooms('checks plan zone questions finding prefix zone-file dns data');

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

function importedBy(file: string): string[] {
  const text = files.find((each) => each.file === file)?.text ?? '';
  return importsOf(file, text).map((path) => path.replace(/\.js$/, '.ts'));
}

/** The files, and all that they import in any number of steps. */
function reachedFrom(start: readonly string[]): Set<string> {
  const reached = new Set(start);
  for (const file of reached) for (const next of importedBy(file)) reached.add(next);
  return reached;
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

  test('no file imports itself by way of others, not even its types', () => {
    expect(files.map(({ file }) => file).filter((file) => reachedFrom(importedBy(file)).has(file))).toEqual(
      [],
    );
  });

  test.each(PURE)('what %s can reach asks nobody', (room) => {
    const reached = reachedFrom(files.filter((each) => each.room === room).map(({ file }) => file));
    const asking = files.filter(({ file, text }) => reached.has(file) && /from '(node:|undici)/.test(text));
    expect(asking.map(({ file }) => file)).toEqual([]);
  });

  test('the compiler is told of all pure rooms', () => {
    const { include } = JSON.parse(readFileSync(join(SRC, '../tsconfig.pure.json'), 'utf8'));
    expect([...include].sort()).toEqual(PURE.map((room) => `src/${room}`).sort());
  });

  test.each([
    ['a socket', "import { createSocket } from 'node:dgram';\nexport const socket = createSocket('udp4');"],
    ['what opens one', "import { UdpLink } from 'SRC/net/udp.js';\nexport const link = UdpLink;"],
    ['a timer', 'setTimeout(() => {}, 1);'],
    ['the environment', 'export const home = process.env.HOME;'],
  ])('a check that has %s does not compile', (_, scratch) => {
    expect(compiled(scratch)).toContain('error TS');
  });

  test('a check that has nothing of it does', () => {
    expect(compiled("export { soaSerial } from 'SRC/checks/consistency/soa-serial.js';")).toBe('');
  });
});

/** What the compiler says of a file among the pure ones. `SRC` stands for the way to src. */
function compiled(text: string): string {
  const directory = mkdtempSync(join(SRC, '../node_modules/.scratch-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const config = { extends: join(SRC, '../tsconfig.pure.json'), include: ['scratch.ts'] };
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(join(directory, 'scratch.ts'), text.replaceAll('SRC', relative(directory, SRC)));
  const compiler = join(SRC, '../node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [compiler, '-p', directory], { encoding: 'utf8' }).stdout;
}
/** The files that a file loads when it is imported, itself included; what is imported later, or only as a type, is not. */
function loadedBy(file: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  const text = files.find((each) => each.file === file)?.text ?? '';
  const atRunTime = [...text.matchAll(/^(?:import|export) (?!type )[^;]*?from '[^']+';$/gm)].join('\n');
  for (const path of importsOf(file, atRunTime)) loadedBy(path.replace(/\.js$/, '.ts'), loaded);
  return loaded;
}

describe('what it takes to read a report or a saved run', () => {
  const readers = ['record/load.ts', 'report/read.ts'];
  const reports = files.map(({ file }) => file).filter((file) => file.startsWith('report/'));
  const writers = reports.filter((file) => ![...readers, 'report/schema.ts'].includes(file));

  test.each(readers)('is loaded by %s', (file) => expect(loadedBy(file)).toContain('record/schema.ts'));

  test.each(['index.ts', 'cli/start.ts', 'cli/commands/check.ts', 'cli/commands/zones.ts', ...writers])(
    'is not loaded by %s',
    (file) => expect([...loadedBy(file)].filter((each) => each.endsWith('/schema.ts'))).toEqual([]),
  );
});
