/** The package as it is published: packed, installed elsewhere, run and imported there, with no word of warning. */
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startTestLab } from '../../support/lab.js';
import { expectFreshBuild } from '../../support/rdns.js';
import { allocation } from '../scale/allocation.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);

const directory = mkdtempSync(join(tmpdir(), 'rdns-preflight-'));
const prefix = join(directory, 'prefix');
const consumer = join(directory, 'consumer');
let packed: string[] = [];

beforeAll(async () => {
  expectFreshBuild();
  mkdirSync(prefix);
  // Not rebuilt, because other tests use dist meanwhile.
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', directory];
  const [{ filename, files }] = JSON.parse((await run('npm', pack, { cwd: ROOT })).stdout);
  packed = files.map(({ path }: { path: string }) => path);
  const install = ['install', '--global', '--prefix', prefix, '--prefer-offline', '--no-audit', '--no-fund'];
  await run('npm', [...install, join(directory, filename)], { cwd: directory });
}, 120_000);

afterAll(() => rmSync(directory, { recursive: true }));

describe('the tarball', () => {
  test('has nothing but what a user needs', () => {
    const wanted =
      /^(package\.json|README\.md|LICENSE|bin\/rdns-preflight\.js|dist\/.+\.(js|d\.ts)|dist\/bundle\/LICENSES\.txt|dist\/report\/report\.schema\.json|fixtures\/demo\/\w+\.json)$/;
    expect(packed.filter((path) => !wanted.test(path))).toEqual([]);
    expect(packed).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE']));
  });

  test('has the whole build, and nothing from an older build', () => {
    const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `dist/${file.replace(/\.ts$/, '')}`);
    const built = packed.filter((path) => path.startsWith('dist/') && !path.startsWith('dist/bundle/'));
    expect(built.filter((path) => path.endsWith('.js')).sort()).toEqual(
      sources.map((it) => `${it}.js`).sort(),
    );
    expect(built.filter((path) => path.endsWith('.d.ts')).sort()).toEqual(
      sources.map((it) => `${it}.d.ts`).sort(),
    );
  });
});

test('the packages that are in the bundle come with their licences', () => {
  const licences = readFileSync(join(ROOT, 'dist', 'bundle', 'LICENSES.txt'), 'utf8');
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const { undici, ...bundled } = dependencies;
  expect(undici).toBeDefined();
  for (const name of Object.keys(bundled)) {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
    expect(licences).toContain(`${name} ${version}\n\n`);
  }
  expect(licences).not.toContain('undici');
});

/** The installed command, in a directory that has nothing to do with it, ends with this code. */
async function rdnsPreflight(args: readonly string[], expected = 0): Promise<string> {
  const program = join(prefix, 'bin', 'rdns-preflight');
  const running = run(program, args, { cwd: directory }).then((output) => ({ code: 0, ...output }));
  const { code, stdout, stderr } = await running.catch((error) => error);
  expect({ code, stderr }).toEqual({ code: expected, stderr: '' });
  return stdout;
}

/** Nobody listens there. */
const NOWHERE = '127.0.0.1:1';
const NSERVERS = ['--ns', 'ns1.example.net', '--ns', 'ns2.example.org'];

describe('the installed command', () => {
  test('--version', async () => {
    expect(await rdnsPreflight(['--version'])).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('zones', async () => {
    expect(await rdnsPreflight(['zones', '10.155.16.0/22'])).toBe(
      [16, 17, 18, 19].map((third) => `${third}.155.10.in-addr.arpa.\n`).join(''),
    );
  });

  test('explain', async () => {
    expect(await rdnsPreflight(['explain', 'MULTIPLE_SOA_SERIALS'])).toContain('MULTIPLE_SOA_SERIALS');
  });

  test('demo', async () => {
    const shown = await rdnsPreflight(['demo']);
    expect(shown).toMatch(/^ACCEPT/m);
    expect(shown).toMatch(/^REJECT/m);
  });

  test('template, and lint of what it writes', async () => {
    const contacts = ['--admin-c', 'JD1-RIPE', '--tech-c', 'JD1-RIPE', '--zone-c', 'JD1-RIPE'];
    const own = [...NSERVERS, ...contacts, '--mnt-by', 'EXAMPLE-MNT'];
    const object = await rdnsPreflight(['template', '10.155.16.0/24', ...own]);
    writeFileSync(join(directory, 'domain.rpsl'), object);
    expect(await rdnsPreflight(['lint', 'domain.rpsl'])).toMatch(/^ACCEPT/);
  });

  test('check, and replay and merge of what it saves', async () => {
    const asking = ['10.155.16.0/24', ...NSERVERS, '--resolver', NOWHERE];
    const saving = ['--save', 'run', '--shard', '1/1', '--format', 'json', '--output', 'shard.json'];
    expect(await rdnsPreflight(['check', ...asking, ...saving], 3)).toBe('');
    const replayed = await rdnsPreflight(['replay', 'run'], 3);
    expect(replayed).toMatch(/^UNDETERMINED/);
    expect(await rdnsPreflight(['merge', 'shard.json'], 3)).toBe(replayed);
  });

  test('db', async () => {
    const asking = ['10.155.16.0/24', '--base-url', `http://${NOWHERE}/`];
    expect(await rdnsPreflight(['db', ...asking], 3)).toContain('ECONNREFUSED');
  });
});

const PROGRAM = `
import { type CheckOptions, check, InputError, type Report, type Verdict, type Zone, zonesOf } from 'rdns-preflight';

interface Servers {
  readonly resolver: string;
  readonly routes: readonly [string, { readonly host: string; readonly port: number }][];
}

const { resolver, routes }: Servers = JSON.parse(process.argv[2] ?? '');
const zones: Zone[] = zonesOf('185.155.0.0/22');
const options: CheckOptions = {
  targets: zones.map(({ zone }) => zone),
  nservers: ['ns1.example.net', 'ns2.example.org'],
  resolvers: [resolver],
  routes: new Map(routes),
};
const report: Report = await check(options);
const verdict: Verdict = report.verdict;
const tags: string[] = report.zones.flatMap(({ findings }) => findings.map(({ tag }) => tag));

const aborted: unknown = await check({ ...options, signal: AbortSignal.abort() }).catch((error) => error.name);
let refused = false;
try {
  zonesOf('10.155.16.1/22');
} catch (error) {
  refused = error instanceof InputError;
}
console.log(JSON.stringify({ zones: report.zones.map(({ zone }) => zone), verdict, tags, aborted, refused }));
`;

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2023',
    module: 'NodeNext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    typeRoots: [join(ROOT, 'node_modules/@types')],
    types: ['node'],
  },
  files: ['program.ts'],
};

describe('a program that imports the library', () => {
  beforeAll(() => {
    mkdirSync(consumer);
    symlinkSync(join(prefix, 'lib', 'node_modules'), join(consumer, 'node_modules'));
    writeFileSync(join(consumer, 'package.json'), JSON.stringify({ type: 'module' }));
    writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    writeFileSync(join(consumer, 'program.ts'), PROGRAM);
  });

  test('is compiled under strict rules, and runs', async () => {
    const lab = await startTestLab(allocation(4, { soa: { serial: 7 } }));
    const servers = { resolver: `${lab.resolver.host}:${lab.resolver.port}`, routes: [...lab.routes] };
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const compiled = await run(tsc, ['--project', consumer]).catch(({ stdout }) => ({ stdout }));
    expect(compiled.stdout).toBe('');
    const { stdout, stderr } = await run(process.execPath, ['program.js', JSON.stringify(servers)], {
      cwd: consumer,
    });
    expect(stderr).toBe('');
    const { zones, verdict, tags, aborted, refused } = JSON.parse(stdout);
    expect(zones).toEqual([0, 1, 2, 3].map((third) => `${third}.155.185.in-addr.arpa`));
    expect(verdict).toBe('reject');
    expect(tags).toContain('MULTIPLE_SOA_SERIALS');
    expect({ aborted, refused }).toEqual({ aborted: 'AbortError', refused: true });
  });

  test('finds the schema of the report, and nothing that is not exported', async () => {
    const resolving = (path: string) =>
      run(process.execPath, ['-p', `require.resolve('rdns-preflight/${path}')`], { cwd: consumer });
    const { stdout } = await resolving('report.schema.json');
    expect(existsSync(stdout.trim())).toBe(true);
    await expect(resolving('dist/run.js')).rejects.toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });
});
