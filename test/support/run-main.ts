/** Calls the command line in this process, with its input and output. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, onTestFinished } from 'vitest';
import { main } from '../../src/cli/main.js';
import type { Terminal } from '../../src/cli/terminal.js';
import type { Report } from '../../src/report/report.js';
import { reportSchema } from '../../src/report/schema.js';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

export async function runMain(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return onTerminal((terminal) => main(args, terminal), surroundings);
}

/** The output of a command on a terminal. */
export async function onTerminal(
  command: (terminal: Terminal) => Promise<number>,
  { stdin = '', env = {} }: Surroundings = {},
): Promise<Ended> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = [text(stdout), text(stderr)] as const;
  const { signal } = new AbortController();
  const code = await command({ stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, env, signal });
  for (const stream of [stdout, stderr]) stream.end();
  return { code, stdout: await written[0], stderr: await written[1] };
}

const validate = new Ajv2020().compile(reportSchema());

/** The JSON report, validated by its schema. */
export function readReport(text: string): Report {
  const report: Report = JSON.parse(text);
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
  return report;
}

/** The path of a file with this content, which exists until the test is over. */
export function temporaryFile(content: string | Uint8Array, name = 'objects.rpsl'): string {
  const directory = mkdtempSync(join(tmpdir(), 'rdns-preflight-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, name);
  writeFileSync(file, content);
  return file;
}
