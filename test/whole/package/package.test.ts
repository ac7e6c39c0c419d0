/** The package as published: packed, installed elsewhere, run and imported there. */
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
import { expectFreshBuild } from '../../cli/rdns.js';

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

/** The installed command, in an unrelated directory. */
async function rdnsPreflight(...args: string[]): Promise<string> {
  const { stdout, stderr } = await run(join(prefix, 'bin', 'rdns-preflight'), args, { cwd: directory });
  expect(stderr).toBe('');
  return stdout;
}

describe('the installed command', () => {
  test('--version', async () => {
    expect(await rdnsPreflight('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('zones', async () => {
    expect(await rdnsPreflight('zones', '10.155.16.0/22')).toBe(
      [16, 17, 18, 19].map((third) => `${third}.155.10.in-addr.arpa.\n`).join(''),
    );
  });

  test('explain', async () => {
    expect(await rdnsPreflight('explain', 'MULTIPLE_SOA_SERIALS')).toContain('MULTIPLE_SOA_SERIALS');
  });

  test('demo', async () => {
    const shown = await rdnsPreflight('demo');
    expect(shown).toMatch(/^ACCEPT/m);
    expect(shown).toMatch(/^REJECT/m);
  });
});

const PROGRAM = `
import { type CheckOptions, check, InputError, type Report, type Verdict, type Zone, zonesOf } from 'rdns-preflight';

const zones: Zone[] = zonesOf('10.155.16.0/22');
const options: CheckOptions = {
  targets: zones.map(({ zone }) => zone),
  nservers: ['ns1.example.net/192.0.2.1', 'ns2.example.org/192.0.2.2'],
  resolvers: ['127.0.0.1:1'],
  routes: new Map([
    ['192.0.2.1', { host: '127.0.0.1', port: 1 }],
    ['192.0.2.2', { host: '127.0.0.1', port: 1 }],
  ]),
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
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const compiled = await run(tsc, ['--project', consumer]).catch(({ stdout }) => ({ stdout }));
    expect(compiled.stdout).toBe('');
    const { stdout, stderr } = await run(process.execPath, ['program.js'], { cwd: consumer });
    expect(stderr).toBe('');
    const { zones, verdict, tags, aborted, refused } = JSON.parse(stdout);
    expect(zones).toEqual([16, 17, 18, 19].map((third) => `${third}.155.10.in-addr.arpa`));
    expect(verdict).toBe('reject');
    expect(tags).toContain('B02_NO_WORKING_NS');
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
