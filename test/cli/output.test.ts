/** Files are written whole or not at all. */
import { execFile, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNewFile } from '../../src/cli/new-file.js';
import { ending, expectFreshBuild, PROGRAM, rdns, startRdns, temporaryDirectory } from '../support/rdns.js';
import { runMain } from '../support/run-main.js';

const run = promisify(execFile);

/** A resolver that never answers, so that a run is under way until it is ended. */
let silent: Socket;
let resolver = '';
beforeAll(async () => {
  silent = createSocket('udp4').bind(0, '127.0.0.1');
  await once(silent, 'listening');
  resolver = `127.0.0.1:${silent.address().port}`;
});
afterAll(() => silent.close());

const CHECK = ['check', '10.155.16.0/24', '--ns', 'ns1.example.net', '--timeout', '1', '--retries', '0'];
const checking = (...args: string[]) => [...CHECK, '--resolver', resolver, '--format', 'json', ...args];
const check = (...args: string[]) => rdns(checking(...args));
const OLD = 'what was there\n';

function directoryWith(...files: string[]): string {
  const directory = temporaryDirectory();
  for (const file of files) writeFileSync(join(directory, file), OLD);
  return directory;
}

describe('a report and a record', () => {
  test('replace the existing file, and leave nothing else behind', async () => {
    const directory = directoryWith('report', 'record');
    const { code, stderr } = await check(
      ...['--output', join(directory, 'report'), '--save', join(directory, 'record')],
    );
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(JSON.parse(readFileSync(join(directory, 'report'), 'utf8')).zones).toHaveLength(1);
    expect(readFileSync(join(directory, 'record'), 'utf8')).toMatch(/^\{"record":"rdns-preflight"/);
    expect(readdirSync(directory).sort()).toEqual(['record', 'report']);
  });

  test('of a run that cannot begin leave the existing file', async () => {
    const directory = directoryWith('report');
    const { code, stderr } = await check(
      '--output',
      join(directory, 'report'),
      '--save',
      `${directory}/no/record`,
    );
    expect(stderr).toMatch(/no\/record" cannot be written: ENOENT\n$/);
    expect(code).toBe(2);
    expect(readFileSync(join(directory, 'report'), 'utf8')).toBe(OLD);
    expect(readdirSync(directory)).toEqual(['report']);
  });

  test('are given up when the command ends, and not when the process does', async () => {
    const directory = directoryWith('report', 'record');
    const full = ['--output', '/dev/full', '--save', join(directory, 'record')];
    expect(await runMain(checking(...full))).toMatchObject({ code: 2, stdout: '' });
    const none = ['--output', join(directory, 'report'), '--save', join(directory, 'none', 'record')];
    expect(await runMain(checking(...none))).toMatchObject({ code: 2, stdout: '' });
    expect(readdirSync(directory)).toEqual(['record', 'report']);
  });

  test.each([
    ['--output', '/dev/full', '--save'],
    ['--save', '/dev/full', '--output'],
  ])('%s %s: the other file stays as it was', async (option, full, other) => {
    const directory = directoryWith('file');
    const { code, stderr } = await check(option, full, other, join(directory, 'file'));
    expect(stderr).toBe('rdns-preflight: "/dev/full" cannot be written: ENOSPC\n');
    expect(code).toBe(2);
    expect(readFileSync(join(directory, 'file'), 'utf8')).toBe(OLD);
    expect(readdirSync(directory)).toEqual(['file']);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('of a run that %s ends leave what was there', async (signal) => {
    const directory = directoryWith('report', 'record');
    const asked = once(silent, 'message');
    const child = startRdns([
      ...['check', '10.155.16.0/24', '--ns', 'ns1.example.net', '--timeout', '60000', '--resolver', resolver],
      ...['--output', join(directory, 'report'), '--save', join(directory, 'record')],
    ]);
    const ended = ending(child);
    await asked;
    child.kill(signal);
    expect((await ended).code).toBe(130);
    expect(readdirSync(directory).map((file) => readFileSync(join(directory, file), 'utf8'))).toEqual([
      OLD,
      OLD,
    ]);
  });

  test.each(['file', './file'])('are not one file, by whatever name: %s', async (name) => {
    const directory = directoryWith('file');
    const file = join(directory, 'file');
    const { code, stderr } = await check('--output', file, '--save', `${directory}/${name}`);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'rdns-preflight: --save and --output name the same file\n',
    });
    expect(readFileSync(file, 'utf8')).toBe(OLD);
  });

  test('can replace the input file', async () => {
    const directory = temporaryDirectory();
    const parts = ['1', '2'].map((i) => join(directory, i));
    for (const [i, part] of parts.entries()) {
      await rdns([
        ...['check', '10.155.16.0/23', '--ns', 'ns1.example.net', '--timeout', '1', '--retries', '0'],
        ...['--resolver', resolver, '--format', 'json', '--output', part, '--shard', `${i + 1}/2`],
      ]);
    }
    const { code } = await rdns(['merge', ...parts, '--format', 'json', '--output', join(directory, '1')]);
    expect(code).toBe(3);
    expect(JSON.parse(readFileSync(join(directory, '1'), 'utf8')).zones).toHaveLength(2);
  });
});

describe('--output', () => {
  test.each(['/dev/stdout', '/proc/self/fd/1'])('%s', async (file) => {
    expectFreshBuild();
    // Node gives a child a socket, which cannot be opened.
    const words = [PROGRAM, ...checking('--output', file)];
    const { stdout } = await run('sh', ['-c', '"$0" "$@" | cat', process.execPath, ...words]);
    expect(JSON.parse(stdout).zones).toHaveLength(1);
  });

  test('/dev/stdout, if that is a file', async () => {
    const file = join(temporaryDirectory(), 'stdout');
    const stdout = openSync(file, 'w');
    const { ino } = statSync(file);
    const child = startRdns(checking('--output', '/dev/stdout'), {
      stdout,
    });
    await ending(child);
    closeSync(stdout);
    expect(JSON.parse(readFileSync(file, 'utf8')).zones).toHaveLength(1);
    expect(statSync(file).ino).toBe(ino);
  });

  test('/dev/null', async () => {
    expect(await check('--output', '/dev/null', '--save', '/dev/null')).toEqual({
      code: 3,
      stdout: '',
      stderr: '',
    });
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('a FIFO', async () => {
    const fifo = join(temporaryDirectory(), 'fifo');
    await run('mkfifo', [fifo]);
    const reader = spawn('cat', [fifo], { stdio: ['ignore', 'pipe', 'inherit'] });
    const read = ending(reader);
    await check('--output', fifo);
    expect(JSON.parse((await read).stdout).zones).toHaveLength(1);
    expect(statSync(fifo).isFIFO()).toBe(true);
  });
});

/** Like a run that ends well. */
async function writeAnew(path: string): Promise<void> {
  const file = await openNewFile(path);
  await file.handle.writeFile('new\n');
  await file.complete();
}

describe('a file that is written anew', () => {
  test('stays as it was until it is complete', async () => {
    const path = join(directoryWith('file'), 'file');
    const file = await openNewFile(path);
    await file.handle.writeFile('new\n');
    expect(readFileSync(path, 'utf8')).toBe(OLD);
    await file.complete();
    expect(readFileSync(path, 'utf8')).toBe('new\n');
  });

  test('does not exist until it is complete', async () => {
    const path = join(temporaryDirectory(), 'file');
    const file = await openNewFile(path);
    expect(() => statSync(path)).toThrow('ENOENT');
    await file.complete();
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  test.each(['file', 'none'])(
    'that is given up leaves what was there, and nothing else: %s',
    async (name) => {
      const directory = directoryWith('file');
      const listeners = process.listenerCount('exit');
      const file = await openNewFile(join(directory, name));
      await file.handle.writeFile('new\n');
      await file.discard();
      expect(readdirSync(directory)).toEqual(['file']);
      expect(readFileSync(join(directory, 'file'), 'utf8')).toBe(OLD);
      expect({ fd: file.handle.fd, listeners: process.listenerCount('exit') }).toEqual({ fd: -1, listeners });
    },
  );

  test.each(['file', '/dev/null'])('stays when it is given up after it was complete: %s', async (name) => {
    const path = resolve(directoryWith('file'), name);
    const file = await openNewFile(path);
    await file.handle.writeFile('new\n');
    await file.complete();
    await file.discard();
    expect({ fd: file.handle.fd, text: readFileSync(path, 'utf8') }).toEqual({
      ...{ fd: -1, text: name === 'file' ? 'new\n' : '' },
    });
  });

  test('keeps its permissions', async () => {
    const path = join(directoryWith('file'), 'file');
    chmodSync(path, 0o640);
    await writeAnew(path);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test('is the target of a link', async () => {
    const directory = directoryWith('file');
    const link = join(directory, 'link');
    symlinkSync('file', link);
    await writeAnew(link);
    expect(readlinkSync(link)).toBe('file');
    expect(readFileSync(join(directory, 'file'), 'utf8')).toBe('new\n');
  });

  test('is the target of a link, even if that does not exist yet', async () => {
    const directory = temporaryDirectory();
    symlinkSync('file', join(directory, 'link'));
    await writeAnew(join(directory, 'link'));
    expect(readlinkSync(join(directory, 'link'))).toBe('file');
    expect(readFileSync(join(directory, 'file'), 'utf8')).toBe('new\n');
  });

  test.each([
    ['', 'EISDIR'],
    ['file/file', 'ENOTDIR'],
    ['none/file', 'ENOENT'],
    ['f'.repeat(300), 'ENAMETOOLONG'],
  ])('is refused: %j', async (path, code) => {
    const directory = directoryWith('file');
    await expect(openNewFile(join(directory, path))).rejects.toMatchObject({ code });
    expect(readdirSync(directory)).toEqual(['file']);
  });
});
