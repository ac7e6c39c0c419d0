import { describe, expect, test } from 'vitest';
import { address } from '../../src/dns/address.js';
import { judge } from '../../src/judge/judge.js';

import { zonesUnderTest } from '../../src/lab/scenario.js';

import type { RunEnd, RunStart } from '../../src/record/events.js';

import { readSavedRun, type SavedPart, SavedRunError } from '../../src/record/load.js';
import type { Observation } from '../../src/record/observation.js';
import { RunWriter } from '../../src/record/save.js';
import { run } from '../../src/run.js';
import { zoneTargets } from '../../src/target/input.js';
import { loadScenario, startTestLab } from '../support/lab.js';

const START: RunStart = {
  tool: { name: 'rdns-preflight', version: '0.0.0' },
  startedAt: '2026-11-22T00:00:00.000Z',
  families: { ipv4: true, ipv6: true },
};

/** Observes a scenario of the lab. */
async function observeScenario(name: string): Promise<{ observations: Observation[]; end: RunEnd }> {
  const { scenario } = loadScenario(name);
  const lab = await startTestLab(scenario);
  const nservers = [...scenario.delegation].map(([host, glue]) => ({ name: host, glue }));
  const { events } = run(zoneTargets(zonesUnderTest(scenario), nservers, []), {
    families: START.families,
    resolvers: [lab.resolver],
    routes: lab.routes,
    timeoutMs: 200,
    retries: 0,
    rate: Number.POSITIVE_INFINITY,
    signal: new AbortController().signal,
  });
  const observations: Observation[] = [];
  for await (const event of events) {
    if (event.kind === 'zone') observations[event.index] = event.observation;
    if (event.kind === 'end') return { observations, end: event.end };
  }
  throw new Error('the run has no end');
}

function recordOf(observations: readonly Observation[], end: RunEnd): string {
  const recorder = new RunWriter();
  const zones = observations.map((observation, index) =>
    recorder.event({ kind: 'zone', index, observation }),
  );
  return [recorder.start(START), ...zones, recorder.event({ kind: 'end', end })].join('');
}

async function read(text: string): Promise<SavedPart[]> {
  const parts: SavedPart[] = [];
  const lines = (async function* () {
    yield* text.split('\n');
  })();
  for await (const part of readSavedRun(lines)) parts.push(part);
  return parts;
}

describe('a record of a run', () => {
  test.each(['allocation', 'one-flooded', 'one-half-tcp', 'one-silent', 'rname-escaped-dot'])(
    '%s gives the same observations and findings again',
    async (scenario) => {
      const { observations, end } = await observeScenario(scenario);
      const text = recordOf(observations, end);
      const [first, ...parts] = await read(text);
      const again = parts.flatMap((part) => (part.kind === 'zone' ? [part.observation] : []));
      expect(first).toEqual({ kind: 'start', start: START });
      expect(parts.at(-1)).toEqual({ kind: 'end', end });
      expect(recordOf(again, end)).toBe(text);
      expect(again.map(judge)).toEqual(observations.map(judge));
    },
  );

  test('shared exchanges are written once', async () => {
    const { observations, end } = await observeScenario('allocation');
    expect(observations.length).toBeGreaterThan(1);
    const lines = recordOf(observations, end)
      .split('\n')
      .filter((line) => line.startsWith('{"exchange"'));
    expect(new Set(lines).size).toBe(lines.length);
  });

  test('an exchange of only one zone can still be in another', async () => {
    const { observations, end } = await observeScenario('healthy-v4-zone');
    const [only] = observations;
    if (only === undefined) throw new Error('there is no zone');
    const parts = await read(recordOf([only, only], end));
    const again = parts.flatMap((part) => (part.kind === 'zone' ? [part.observation] : []));
    expect(again.map(judge)).toEqual([judge(only), judge(only)]);
  });

  const start = new RunWriter().start(START);
  const end = new RunWriter().event({ kind: 'end', end: { durationMs: 1, queries: 1 } });
  const question = {
    server: 'resolver',
    transport: 'udp',
    name: 'a.b',
    type: 'A',
    class: 'IN',
    edns: null,
    keepTruncated: false,
  };
  const attempt = {
    transport: 'udp',
    to: '127.0.0.1',
    sentAt: 0,
    took: 1,
    end: 'answered',
    from: '127.0.0.1',
    strays: [],
  };
  const exchange = (over: object) =>
    `${JSON.stringify({ exchange: { question, attempts: [], outcome: { kind: 'unanswered', why: 'timeout' }, ...over } })}\n`;
  test.each([
    ['nothing', '', /empty/],
    ['something else', 'hello\n', /line 1 is not JSON/],
    ['other JSON', '{"a":1}\n', /not a record/],
    ['another version', start.replace('"version":1', '"version":999'), /not a record of a run in version 1/],
    ['a record that breaks off', start, /ends before the end/],
    ['half a line', `${start}{"zone":`, /line 2 is not JSON/],
    ['a part of another kind', `${start}{"what":1}\n${end}`, /line 2/],
    ['something after the end', `${start}${end}${end}`, /follows the end/],
    [
      'a zone that is no reverse zone',
      `${start}{"zone":{"zone":"example.net","prefix":"x","nservers":[],"ds":[]},"index":0,"exchanges":[]}\n${end}`,
      /line 2/,
    ],
    [
      'a zone with exchanges that are not there',
      `${start}{"zone":{"zone":"2.0.192.in-addr.arpa","prefix":"x","nservers":[],"ds":[]},"index":0,"exchanges":[7]}\n${end}`,
      /no exchange 7/,
    ],
    [
      'a name that is none',
      `${start}${exchange({ question: { ...question, name: 'a..b' } })}${end}`,
      /line 2/,
    ],
    [
      'an address that is none',
      `${start}${exchange({ question: { ...question, server: '1.2.3' } })}${end}`,
      /line 2/,
    ],
    [
      'an answer without bytes',
      `${start}${exchange({ outcome: { kind: 'answered', from: '127.0.0.1' } })}${end}`,
      /line 2/,
    ],
    [
      'an answer of bytes that are no message',
      `${start}${exchange({ attempts: [{ ...attempt, wire: 'AAAA' }], outcome: { kind: 'answered', from: '127.0.0.1' } })}${end}`,
      /line 2/,
    ],
  ])('%s is refused with a reason', async (_, text, reason) => {
    await expect(read(text)).rejects.toThrow(SavedRunError);
    await expect(read(text)).rejects.toThrow(reason);
  });

  test.each([
    ['a type that is none', { type: 'NONE' }],
    ['a type beyond the last', { type: 'TYPE65536' }],
    ['a class that is none', { class: 'toString' }],
    ['a way of asking that is not known here', { cookie: '' }],
  ])('a question with %s is refused', async (_, over) => {
    const text = `${start}${exchange({ question: { ...question, ...over } })}${end}`;
    await expect(read(text)).rejects.toThrow('line 2 is not part of a record');
  });

  test('addresses read from a record are canonical', async () => {
    const text = `${start}${exchange({ question: { ...question, server: '2A0A:100:1:0:0:0:0:1' } })}{"zone":{"zone":"2.0.192.in-addr.arpa","prefix":"x","nservers":[],"ds":[]},"index":0,"exchanges":[0]}\n${end}`;
    const [, zone] = await read(text);
    const [only] = zone?.kind === 'zone' ? [...zone.observation.exchanges.values()] : [];
    expect(only?.question.server).toBe(address('2a0a:100:1::1'));
  });
});
