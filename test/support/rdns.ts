/** The built command line as a user starts it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
export const PROGRAM = fileURLToPath(new URL('bin/rdns-preflight.js', ROOT));

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** A file descriptor; by default a pipe. */
  readonly stdout?: number;
}

/** Runs it to its end. */
export function rdns(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return ending(startRdns(args, surroundings));
}

/** Only PATH of the tests' environment reaches it. */
export function startRdns(args: readonly string[], surroundings: Surroundings = {}): ChildProcess {
  expectFreshBuild();
  return spawn(process.execPath, [PROGRAM, ...args], {
    env: { PATH: process.env.PATH, ...surroundings.env },
    stdio: ['ignore', surroundings.stdout ?? 'pipe', 'pipe'],
  });
}

export function ending(child: ChildProcess): Promise<Ended> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** A directory of the test's own. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'rdns-preflight-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** These tests run the build, which must be newer than the last change to the source. */
export function expectFreshBuild(): void {
  if (newestIn('dist/', '.js') < newestIn('src/', '.ts')) throw new Error('dist is stale: npm run build');
}

function newestIn(directory: string, ending: string): number {
  const at = new URL(directory, ROOT);
  const files = readdirSync(at, { recursive: true, encoding: 'utf8' });
  return Math.max(
    ...files.filter((file) => file.endsWith(ending)).map((file) => statSync(new URL(file, at)).mtimeMs),
  );
}
