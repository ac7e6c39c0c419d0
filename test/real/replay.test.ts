import { expect, test } from 'vitest';
import { address } from '../../src/dns/address.js';
import { parseNserver, zoneTargets } from '../../src/input.js';
import type { Observation } from '../../src/observation/observation.js';
import { Recorder, type RunEnd } from '../../src/observation/record.js';
import { readRecord } from '../../src/observation/replay.js';
import { PROFILES } from '../../src/profile.js';
import { jsonReport } from '../../src/report/json.js';
import { makeReport } from '../../src/report/report.js';
import { textReport } from '../../src/report/text.js';
import { judge, run } from '../../src/run.js';
import { TOOL } from '../../src/tool.js';
import { describeReal, NSERVERS, SERIAL, startRealServers } from '../support/real.js';

const FAMILIES = { ipv4: true, ipv6: true };
const START = { tool: TOOL, startedAt: '2026-11-22T12:00:00.000Z', families: FAMILIES };

/** The report in every form in which a user may see it. */
function reportsOn(observations: readonly Observation[], end: RunEnd): string[] {
  const results = observations.map(judge);
  return Object.values(PROFILES).flatMap((profile) => {
    const report = makeReport({ ...START, ...end }, profile, results);
    return [jsonReport(report), textReport(report, { verbose: true, color: true })];
  });
}

describeReal('an observation of real servers', () => {
  test('gives the same reports, byte for byte, when it is saved and read again', async () => {
    const servers = await startRealServers({
      prefixes: ['185.155.16.0/23'],
      deviations: { bind: { recursion: true }, nsd: { serial: SERIAL + 1 }, knot: { stopped: true } },
    });
    const targets = zoneTargets(['185.155.16.0/23'], NSERVERS.map(parseNserver), []);
    const running = run(targets, {
      families: FAMILIES,
      resolvers: [servers.resolver],
      routes: new Map([...servers.routes].map(([at, endpoint]) => [address(at), endpoint])),
      timeoutMs: 2000,
      retries: 1,
      rate: 500,
      signal: new AbortController().signal,
    });
    const recorder = new Recorder();
    let saved = recorder.start(START);
    const observed: Observation[] = [];
    let next = await running.next();
    for (; !next.done; next = await running.next()) {
      const { index, observation } = next.value;
      observed[index] = observation;
      saved += recorder.zone(index, observation);
    }
    saved += recorder.end(next.value);

    const again: Observation[] = [];
    let end: RunEnd | null = null;
    for await (const part of readRecord(lines(saved))) {
      if (part.kind === 'zone') again[part.index] = part.observation;
      if (part.kind === 'end') end = part.end;
    }
    expect(end).toEqual(next.value);
    const reports = reportsOn(observed, next.value);
    expect(reports[0]).toContain('MULTIPLE_SOA_SERIALS');
    expect(reportsOn(again, next.value)).toEqual(reports);
  });
});

async function* lines(text: string): AsyncGenerator<string> {
  yield* text.split('\n');
}
