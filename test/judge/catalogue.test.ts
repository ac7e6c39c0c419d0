import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Check } from '../../src/checks/check.js';
import { CHECKS } from '../../src/checks/index.js';
import { atLeast, higher, type Level } from '../../src/finding/level.js';
import { isKnown, known, register, TAGS } from '../../src/judge/catalogue.js';
import { documentedLevel, engineLevel } from '../../src/judge/profile.js';

const FIXTURES = new URL('../../fixtures/engine/', import.meta.url);

/** The messages of the engine's test cases, with their default levels. */
const ENGINE: Readonly<Record<string, Readonly<Record<string, Level>>>> = read('testcases.json').testcases;

/** Its messages outside of any test case. */
const SYSTEM: Readonly<Record<string, Level>> = read('profile.json').test_levels.SYSTEM;
const BASIC: Readonly<Record<string, Level>> = read('profile.json').test_levels.BASIC;

function read(file: string) {
  return JSON.parse(readFileSync(new URL(file, FIXTURES), 'utf8'));
}

/** The engine reports these about itself: they have no counterpart here. */
const OF_THE_ENGINE = ['GLOBAL_VERSION', 'MODULE_ERROR', 'NO_NETWORK', 'UNKNOWN_METHOD', 'UNKNOWN_MODULE'];

/** About the root, which is no reverse zone. */
const OF_THE_ROOT = ['B01_ROOT_HAS_NO_PARENT'];

/**
 * The engine declares these for a test case that it enters only if the previous one found the opposite: it runs Address03
 * only if Address02 found a reverse name for every address.
 */
const NEVER_SAID = ['address03 NAMESERVER_IP_WITHOUT_REVERSE', 'address03 NO_RESPONSE_PTR_QUERY'];

const cases = Object.entries(ENGINE)
  .filter(([testCase]) => !testCase.startsWith('dnssec'))
  .flatMap(([testCase, tags]) => Object.entries(tags).map(([tag, level]) => ({ testCase, tag, level })))
  .filter(({ tag, level }) => atLeast(level, 'INFO') && !OF_THE_ROOT.includes(tag))
  .filter(({ testCase, tag }) => !NEVER_SAID.includes(`${testCase} ${tag}`));

const checksOf = (testCase: string): Check[] =>
  CHECKS.filter((check) => check.testCase.toLowerCase() === testCase);

describe('the messages of the engine', () => {
  test.each(cases)('$testCase says $tag at $level, and so do we', ({ testCase, tag, level }) => {
    const declared = checksOf(testCase).flatMap(({ tags }) => tags[tag] ?? []);
    expect(declared.map(({ engine }) => engine)).toEqual([level]);
  });

  test.each(
    Object.entries(SYSTEM).filter(([tag, level]) => atLeast(level, 'INFO') && !OF_THE_ENGINE.includes(tag)),
  )('%s outside of a test case at %s, and so do we', (tag, level) => {
    expect(TAGS.get(tag)?.engine).toBe(level);
  });

  test('we put no words into its mouth', () => {
    const known = new Set([...cases.map(({ tag }) => tag), ...Object.keys(SYSTEM), ...Object.keys(BASIC)]);
    const ours = [...TAGS.values()].filter(({ engine, tag }) => engine !== null && !tag.startsWith('RIPE_'));
    expect(ours.map(({ tag }) => tag).filter((tag) => !known.has(tag))).toEqual([]);
  });
});

describe('every message', () => {
  test.each([...TAGS.values()])('$tag is explained', (tag) => {
    const level = documentedLevel(tag);
    expect(tag.message).toMatch(/[.?]$|\}$/);
    expect(tag.meaning.length).toBeGreaterThan(15);
    expect(tag.source).not.toBe('');
    if (atLeast(level, 'NOTICE')) expect(tag.fix).not.toBeNull();
  });

  test.each([...TAGS.values()].filter(({ documented }) => documented !== undefined))(
    "$tag: our level is higher than the engine's, or there would be no need for it",
    (tag) => {
      expect(documentedLevel(tag)).toBe(tag.documented);
      if (tag.engine !== null) expect(higher(engineLevel(tag), documentedLevel(tag))).not.toBe(tag.engine);
    },
  );

  test('our own tags have a prefix', () => {
    const ours = [...TAGS.values()].filter(({ engine }) => engine === null).map(({ tag }) => tag);
    expect(ours.filter((tag) => !/^(RDNS|RIPE)_/.test(tag))).toEqual([]);
  });
});

describe('register', () => {
  const declaration = { engine: 'INFO', message: 'm.', meaning: 'x', fix: null, source: 's' } as const;
  const check = (testCase: string, tags: Check['tags']): Check => ({
    testCase,
    title: '',
    source: 's',
    needs: 'nothing',
    tags,
    *run() {},
  });

  test('two checks may share a message by sharing its declaration', () => {
    const tags = register([check('A', { T: declaration }), check('B', { T: declaration })]);
    expect(tags.get('T')?.testCases).toEqual(['A', 'B']);
  });

  test('a message declared twice is a bug', () => {
    expect(() => register([check('A', { T: declaration }), check('B', { T: { ...declaration } })])).toThrow(
      'T is declared twice',
    );
  });
});

describe('a message from elsewhere', () => {
  const facts = { serial: 1, servers: ['ns1.example.net/192.0.2.1'] };

  test('is known by its tag and its facts', () => {
    expect(isKnown({ tag: 'SOA_SERIAL', facts })).toBe(true);
    expect(isKnown({ tag: 'SOA_SERIAL', facts: { ...facts, more: 'x' } })).toBe(true);
    expect(isKnown({ tag: 'SOA_SERIAL', facts: { serial: 1 } })).toBe(false);
    expect(isKnown({ tag: 'SOA_SERIAL_OF_TOMORROW', facts })).toBe(false);
  });

  test('that can only be ours, and is not, is a bug', () => {
    expect(() => known({ tag: 'SOA_SERIAL', facts: {} })).toThrow('SOA_SERIAL');
  });
});
