import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, vi } from 'vitest';
import { address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import { ENGINE } from '../../src/judge/profile.js';
import { question } from '../../src/record/question.js';
import { readReport, UnreadableReport } from '../../src/report/read.js';
import type { Report } from '../../src/report/report.js';
import { reportSchema } from '../../src/report/schema.js';
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

const validate = new Ajv2020({ allErrors: true }).compile(reportSchema());

/** The published schema and the reader, which are two readings of one description, agree. */
function isReport(data: unknown): boolean {
  const isValid = validate(data);
  expect(!(readReport(JSON.stringify(data)) instanceof UnreadableReport)).toBe(isValid);
  return isValid;
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
  const object = { zone: null, location, reason: 'its zone cannot be read', messages: ['ERROR: x'] };
  return {
    ...reportOn([
      { ...rest, target: target === null ? null : { ...target, ds } },
      { target: null, nameservers: [], findings: [odd] },
    ]),
    ...{ shard: '2/4', list: '0123456789abcdef' },
    submission: {
      ...{ source: 'RIPE', database: 'https://rest.db.ripe.net/', dryRun: true, forced: false },
      objects: [{ ...object, action: 'none', state: 'not-sent' }],
    },
  };
}

/** The ways to what need not be there. */
const OPTIONAL = /^(shard|list|submission|zones\/\d+\/findings\/\d+\/(location|facts\/\w+))$/;

describe('the schema', () => {
  it.each(Object.keys(RESULTS))('describes %s', (title) => {
    expect(isReport(reportOn(RESULTS[title] ?? [], ENGINE))).toBe(true);
  });

  it('describes a report with everything in it', () => {
    expect(isReport(fullReport())).toBe(true);
  });

  it('describes one without what need not be there', () => {
    const { shard: _, list: _list, submission: _submission, ...rest } = fullReport();
    expect(isReport(rest)).toBe(true);
  });

  it('is strict: whatever is taken away, put in or of another type anywhere is noticed', () => {
    const valid: unknown = JSON.parse(JSON.stringify(fullReport()));
    const places = objectsIn(valid);
    expect(places.length).toBeGreaterThan(20);
    for (const { path, keys } of places) {
      const changed = (change: (object: Record<string, unknown>) => void): boolean => {
        const copy = structuredClone(valid);
        change(at(copy, path));
        return isReport(copy);
      };
      const isFacts = path.at(-1) === 'facts';
      expect(
        changed((object) => Object.assign(object, { unheard: 1 })),
        `more in ${path.join('/')}`,
      ).toBe(isFacts);
      for (const key of keys) {
        const where = [...path, key].join('/');
        expect(
          changed((object) => delete object[key]),
          `no ${where}`,
        ).toBe(OPTIONAL.test(where));
        expect(
          changed((object) => Object.assign(object, { [key]: [{}] })),
          `another ${where}`,
        ).toBe(false);
      }
    }
  });

  it('has a name for each of its parts, and says what it is', () => {
    const { $schema, title, description, $defs } = reportSchema();
    expect([$schema, title]).toEqual([
      'https://json-schema.org/draft/2020-12/schema',
      'rdns-preflight report',
    ]);
    expect(description).toMatch(/^The findings of a run/);
    expect(Object.keys($defs ?? {}).sort()).toEqual([
      ...['attempt', 'ds', 'exchange', 'finding', 'level', 'location', 'question', 'submission', 'transport'],
      ...['verdict', 'verdicts', 'zone'],
    ]);
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
