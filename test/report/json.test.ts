import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import { LEVELS } from '../../src/finding/level.js';
import { ENGINE, PROFILES } from '../../src/judge/profile.js';
import { VERDICTS } from '../../src/judge/verdict.js';
import type { AttemptEnd, Failure, Obstacle, Outcome, Stray } from '../../src/record/exchange.js';
import { question } from '../../src/record/question.js';
import { jsonHead, jsonReport, jsonTail, jsonZone } from '../../src/report/json.js';
import { REPORT_VERSION, type Report } from '../../src/report/report.js';
import {
  A_QUESTION,
  exchange,
  finding,
  RESULTS,
  reportOn,
  serialsAgree,
  zoneResult,
} from './support/reports.js';

vi.mock('../../src/checks/index.js', () => import('./support/checks.js'));

const schema = JSON.parse(
  readFileSync(new URL('../../src/report/report.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({ allErrors: true }).compile(schema);

function expectValid(report: unknown): void {
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
}

const ZONE = '16.155.185.in-addr.arpa';

/** One of every part that a report can have. */
function fullReport(): Report {
  const edns = { version: 1, do: true, z: 4, option: { code: 137, data: '0a' } };
  const asked = question(address('192.0.2.1'), name('a\\.b.example'), 'TXT', { class: 'CH', edns });
  const stray = { from: address('192.0.2.9'), why: 'malformed', wire: Uint8Array.of(1) } as const;
  const evidence = [
    exchange(asked, { answer: ['example.net TXT "x"'] }, { strays: [stray] }),
    exchange(A_QUESTION, 'silent-before'),
  ];
  const facts = { text: 'x', number: 1.5, list: ['a', 'b'] };
  const location = { file: 'objects.rpsl', line: 1, column: 1 };
  const odd = { ...finding('ODD_TEXT', facts, { servers: ['ns1.example.net'], evidence }), location };
  const ds = [{ keyTag: 12345, algorithm: 13, digestType: 2, digest: 'AB'.repeat(32) }];
  const { target, ...rest } = zoneResult(ZONE, [odd, serialsAgree()]);
  return reportOn([
    { ...rest, target: target === null ? null : { ...target, ds } },
    { target: null, nameservers: [], findings: [odd] },
  ]);
}

describe('the schema', () => {
  const { $defs } = schema;

  it.each(Object.keys(RESULTS))('describes %s', (title) => {
    expectValid(JSON.parse(jsonReport(reportOn(RESULTS[title] ?? [], ENGINE))));
  });

  it('describes a report with everything in it', () => {
    expectValid(JSON.parse(jsonReport(fullReport())));
  });

  it('is strict: whatever is taken away or put in anywhere is noticed', () => {
    const valid: unknown = JSON.parse(jsonReport(fullReport()));
    const places = objectsIn(valid).filter(({ path }) => path.at(-1) !== 'facts');
    expect(places.length).toBeGreaterThan(20);
    for (const { path, keys } of places) {
      const more = structuredClone(valid);
      Object.assign(at(more, path), { unheard: 1 });
      expect(validate(more), `unheard in ${path.join('/')}`).toBe(false);
      for (const key of keys.filter((each) => each !== 'location')) {
        const less = structuredClone(valid);
        delete at(less, path)[key];
        expect(validate(less), `no ${key} in ${path.join('/')}`).toBe(false);
      }
    }
  });

  it('has the version, levels, verdicts and profiles of the code', () => {
    expect(schema.properties.version.const).toBe(REPORT_VERSION);
    expect($defs.level.enum).toEqual(LEVELS);
    expect($defs.verdict.enum).toEqual(VERDICTS);
    for (const both of [$defs.verdicts, $defs.finding.properties.levels]) {
      expect(Object.keys(both.properties)).toEqual(Object.keys(PROFILES));
    }
  });

  it('has the words of an exchange', () => {
    const ends: Readonly<Record<AttemptEnd, true>> = {
      answered: true,
      truncated: true,
      timeout: true,
      refused: true,
      closed: true,
      garbled: true,
      'no-route': true,
      'local-error': true,
    };
    const whys: Readonly<Record<Failure | Obstacle, true>> = {
      timeout: true,
      refused: true,
      closed: true,
      garbled: true,
      'silent-before': true,
      'no-route': true,
      'local-error': true,
      'resolver-down': true,
      stopped: true,
    };
    const strays: Readonly<Record<Stray['why'], true>> = {
      malformed: true,
      'wrong-id': true,
      'wrong-question': true,
      'not-a-response': true,
      'wrong-source': true,
    };
    const outcomes: Readonly<Record<Outcome['kind'], true>> = {
      answered: true,
      unanswered: true,
      unasked: true,
    };
    expect($defs.attempt.properties.end.enum).toEqual(Object.keys(ends));
    expect($defs.exchange.properties.why.enum).toEqual([...Object.keys(whys), null]);
    expect($defs.attempt.properties.strays.items.properties.why.enum).toEqual(Object.keys(strays));
    expect($defs.exchange.properties.outcome.enum).toEqual(Object.keys(outcomes));
  });
});

describe('the JSON', () => {
  it('is the report, whatever is in it, in printable ASCII', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\x9b2J\u2028\x7f\ud800'));
    fc.assert(
      fc.property(text, (each) => {
        const report = reportOn([zoneResult(ZONE, [finding('ODD_TEXT', { text: each })])]);
        const json = jsonReport(report);
        expect(json).toMatch(/^[\n -~]*$/);
        expect(JSON.parse(json)).toEqual(report);
      }),
    );
  });

  it('has a zone to a line', () => {
    const zones = ['1.in-addr.arpa', '2.in-addr.arpa'];
    const report = reportOn(zones.map((zone) => zoneResult(zone)));
    const [head, first, second, tail, end, ...more] = jsonReport(report).split('\n');
    expect(head).toMatch(/^\{"version":1,.*,"zones":\[$/);
    expect(JSON.parse(first?.replace(/,$/, '') ?? '')).toEqual(report.zones[0]);
    expect(JSON.parse(second ?? '')).toEqual(report.zones[1]);
    expect(tail).toMatch(/^\],"verdict":"accept",.*\}$/);
    expect([end, ...more]).toEqual(['']);
  });

  it('is the same when written piece by piece', () => {
    const report = reportOn(RESULTS.allocation ?? []);
    const { zones, version, tool, profile, startedAt, verdict, verdicts, queries, durationMs } = report;
    const pieces = [
      jsonHead({ version, tool, profile, startedAt }),
      ...zones.map((zone, i) => jsonZone(zone, i === 0)),
      jsonTail({ verdict, verdicts, queries, durationMs }),
    ];
    expect(pieces.join('')).toBe(jsonReport(report));
  });

  it('of no zones is JSON too', () => {
    expect(JSON.parse(jsonReport(reportOn([])))).toEqual(reportOn([]));
  });
});

type Path = readonly (string | number)[];

/** Every object in JSON data, by its path. */
function objectsIn(data: unknown, path: Path = []): { path: Path; keys: string[] }[] {
  if (typeof data !== 'object' || data === null) return [];
  const inner = Object.entries(data).flatMap(([key, value]) => objectsIn(value, [...path, key]));
  return Array.isArray(data) ? inner : [{ path, keys: Object.keys(data) }, ...inner];
}

function at(data: unknown, path: Path): Record<string, unknown> {
  const found = path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), data);
  if (!isRecord(found)) throw new Error(`nothing at ${path.join('/')}`);
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
