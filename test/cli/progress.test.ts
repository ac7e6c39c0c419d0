import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { runOptions } from '../../src/cli/asking.js';
import { check } from '../../src/cli/commands/check.js';
import { jsonProgress, progressFor, Score, textOf } from '../../src/cli/progress.js';
import { sinkTo } from '../../src/cli/terminal.js';
import type { Level } from '../../src/finding/level.js';
import type { FindingReport, ZoneReport } from '../../src/report/report.js';
import { zoneTargets } from '../../src/target/input.js';

const ESCAPE = '\u001b';

function terminal(over: { tty?: boolean; outTty?: boolean; env?: Record<string, string> } = {}) {
  const stderr = Object.assign(new PassThrough(), { isTTY: over.tty ?? true, columns: 100 });
  const stdout = Object.assign(new PassThrough(), { isTTY: over.outTty ?? true });
  const signal = new AbortController().signal;
  return { stdin: new PassThrough(), stdout, stderr, env: over.env ?? {}, signal };
}

function zone(name: string, ...levels: Level[]): ZoneReport {
  const verdicts = { documented: 'accept', engine: 'accept' } as const;
  const findings = levels.map(
    (level): FindingReport => ({
      tag: `TAG_${level}`,
      testCase: 'Sample01',
      level,
      levels: { documented: level, engine: level },
      message: '',
      facts: {},
      servers: [],
      evidence: [],
    }),
  );
  return { zone: name, prefix: null, verdict: 'accept', verdicts, ds: [], nameservers: [], findings };
}

describe('the score', () => {
  test('is the work done, the recent speed, and the time left', () => {
    const clock = { now: 5000 };
    const score = new Score(() => clock.now);
    expect(score.snapshot()).toMatchObject({ done: 0, queriesPerSecond: 0, secondsLeft: null });
    clock.now += 500;
    score.update({ done: 0, zones: 128, queries: 100 });
    expect(score.snapshot()).toMatchObject({ queriesPerSecond: 200, secondsLeft: null });
    clock.now += 1500;
    score.update({ done: 32, zones: 128, queries: 1000 });
    expect(score.snapshot()).toEqual({
      zones: 128,
      done: 32,
      queries: 1000,
      queriesPerSecond: 500,
      secondsLeft: 6,
      worst: null,
    });
    clock.now += 2000;
    score.update({ done: 64, zones: 128, queries: 1500 });
    expect(score.snapshot()).toMatchObject({ queriesPerSecond: 250, secondsLeft: 4 });
  });

  test('has the worst finding, the first of its level, if it is worth a remark', () => {
    const score = new Score(() => 0);
    score.found(zone('a', 'INFO', 'DEBUG'));
    expect(score.snapshot().worst).toBeNull();
    score.found(zone('b', 'NOTICE', 'ERROR', 'WARNING'));
    score.found(zone('c', 'ERROR'));
    expect(score.snapshot().worst).toEqual({ level: 'ERROR', tag: 'TAG_ERROR', zone: 'b' });
  });

  test('is one line for a person', () => {
    const snapshot = {
      zones: 128,
      done: 32,
      queries: 1000,
      queriesPerSecond: 500,
      secondsLeft: 75,
      worst: null,
    };
    expect(textOf(snapshot)).toBe('500 queries/s, 1 min 15 s left');
    const worst = { level: 'ERROR', tag: 'TAG', zone: 'a' } as const;
    expect(textOf({ ...snapshot, secondsLeft: null, worst })).toBe('500 queries/s, ERROR TAG');
    expect(textOf({ ...snapshot, secondsLeft: 7500 })).toBe('500 queries/s, 2 h 5 min left');
  });
});

describe('progress for machines', () => {
  test('is a line of JSON a second, and one at the end', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const stderr = new PassThrough();
    const progress = jsonProgress(stderr);
    const lines = () =>
      String(stderr.read() ?? '')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    progress.update({ done: 1, zones: 4, queries: 50 });
    expect(lines()).toEqual([]);
    vi.advanceTimersByTime(2000);
    expect(lines()).toMatchObject([{ done: 1 }, { done: 1 }]);
    progress.found(zone('a', 'ERROR'));
    progress.update({ done: 4, zones: 4, queries: 200 });
    progress.end();
    expect(lines()).toMatchObject([
      { done: 4, zones: 4, queries: 200, secondsLeft: 0, worst: { zone: 'a' } },
    ]);
    vi.advanceTimersByTime(5000);
    expect(lines()).toEqual([]);
  });
});

describe('progress at a terminal', () => {
  test('is drawn while it runs, and gone afterwards', async () => {
    const { stderr, ...rest } = terminal();
    const progress = await progressFor('auto', 'text', { stderr, ...rest });
    progress?.update({ done: 3, zones: 12, queries: 50 });
    progress?.found(zone('a', 'ERROR'));
    const [drawn] = stderr.readableLength > 0 ? [stderr.read()] : await once(stderr, 'data');
    expect(String(drawn)).toContain('zones');
    progress?.update({ done: 12, zones: 12, queries: 80 });
    progress?.end();
    // The line is cleared and the cursor shown again; nothing comes after.
    const last = String(stderr.read() ?? '');
    expect(last).toContain(`${ESCAPE}[?25h`);
    expect(last.slice(last.lastIndexOf('zones'))).toContain(`${ESCAPE}[0K`);
  });

  test('is gone for good once it is ended, for example by an interrupt', async () => {
    const { stderr, ...rest } = terminal();
    const progress = await progressFor('auto', 'text', { stderr, ...rest });
    progress?.update({ done: 0, zones: 12, queries: 5 });
    progress?.end();
    const shown = String(stderr.read() ?? '');
    expect(shown).toContain('0 of 12 zones');
    expect(shown).not.toContain('0 of 0');
    expect(shown.lastIndexOf(`${ESCAPE}[?25h`)).toBeGreaterThan(shown.lastIndexOf(`${ESCAPE}[?25l`));
    progress?.update({ done: 1, zones: 12, queries: 6 });
    progress?.end();
    expect(stderr.read()).toBeNull();
  });

  test('is ended when the run is', async () => {
    const { stdout } = terminal();
    const stop = new AbortController();
    const options = runOptions(
      { resolver: ['127.0.0.1'], timeout: 50, retries: 0, rate: 0, ipv4: true, ipv6: true },
      stop.signal,
    );
    const how = {
      profile: 'documented',
      sink: sinkTo(stdout),
      format: 'text',
      failOn: 'ERROR',
    } as const;
    const progress = { update: () => stop.abort(), found: () => {}, end: vi.fn() };
    const checked = check(
      zoneTargets(['10.0.0.0/23'], [], []),
      options,
      { ...how, verbose: false, color: false },
      { progress },
    );
    await expect(checked).rejects.toThrow('abort');
    expect(progress.end).toHaveBeenCalled();
  });

  test('ended before anything was shown shows nothing', async () => {
    const { stderr, ...rest } = terminal();
    const progress = await progressFor('auto', 'text', { stderr, ...rest });
    progress?.end();
    expect(stderr.read()).toBeNull();
  });

  test.each([
    ['no terminal', 'auto', 'text', { tty: false }],
    ['a dumb one', 'auto', 'text', { env: { TERM: 'dumb' } }],
    ['not wanted', 'none', 'text', {}],
    ['the report is written to the same terminal meanwhile', 'auto', 'json', {}],
  ] as const)('is not drawn: %s', async (_, mode, format, over) => {
    expect(await progressFor(mode, format, terminal(over))).toBeNull();
  });

  test('is drawn while JSON goes to a file', async () => {
    const progress = await progressFor('auto', 'json', terminal({ outTty: false }));
    expect(progress).not.toBeNull();
    progress?.end();
  });
});
