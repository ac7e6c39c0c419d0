import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.js';
import { ending, rdns, startRdns } from '../support/rdns.js';

/** More output than a pipe holds. */
const MANY = ['zones', ...Array.from({ length: 100 }, (_, i) => `10.${i}.0.0/17`)];

const CHECK = ['check', '10.155.16.0/24', '--ns', 'ns1.example.net/127.83.0.1', '--resolver', '127.83.0.3'];

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
const COLOR = /\u001b\[\d+m/;

/** The output of a command on a terminal. */
async function printed(args: readonly string[], isTTY: boolean, env: Record<string, string> = {}) {
  const stdout = Object.assign(new PassThrough(), { isTTY });
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const code = await main(args, {
    stdin: new PassThrough(),
    stdout,
    stderr,
    env,
    signal: new AbortController().signal,
  });
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

describe('colours', () => {
  const commands = [['explain', 'MULTIPLE_SOA_SERIALS'], ['explain'], CHECK];

  test.each(commands)('on a terminal: %s %s', async (...args) => {
    expect((await printed(args, true)).stdout).toMatch(COLOR);
  });

  test.each(commands)('not with NO_COLOR, on a dumb terminal, or into a pipe: %s %s', async (...args) => {
    for (const [isTTY, env] of [
      [true, { NO_COLOR: '1' }],
      [true, { TERM: 'dumb' }],
      [false, {}],
    ] as const) {
      const { stdout } = await printed(args, isTTY, env);
      expect(stdout).not.toBe('');
      expect(stdout).not.toMatch(COLOR);
    }
  });

  test('never in JSON', async () => {
    const { stdout } = await printed([...CHECK, '--format', 'json'], true);
    expect(JSON.parse(stdout).zones).toHaveLength(1);
    expect(stdout).not.toMatch(COLOR);
  });
});

describe('output that nobody reads', () => {
  test.each([
    ['at once, of zones', MANY, false],
    ['after some lines of zones', MANY, true],
    ['at once, of a report', CHECK, false],
  ])('a reader that stops reading %s: no complaint, and no verdict', async (_, args, afterSome) => {
    const child = startRdns(args);
    const ended = ending(child);
    if (afterSome && child.stdout !== null) await once(child.stdout, 'data');
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 141, stderr: '' });
  });

  test.each([[MANY], [CHECK], [[...CHECK, '--format', 'json']]])(
    'a full disk behind stdout is told in one line: %s',
    async (args) => {
      const full = openSync('/dev/full', 'w');
      try {
        const { code, stderr } = await ending(startRdns(args, { stdout: full }));
        expect(stderr).toBe('rdns-preflight: stdout cannot be written: ENOSPC\n');
        expect(code).toBe(2);
      } finally {
        closeSync(full);
      }
    },
  );

  test('all of a long output arrives in a pipe', async () => {
    const { code, stdout } = await rdns(MANY);
    expect(code).toBe(0);
    expect(stdout.split('\n')).toHaveLength(100 * 128 + 1);
  });
});
