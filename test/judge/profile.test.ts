import { describe, expect, test } from 'vitest';
import { isTag, registeredTag, TAGS } from '../../src/judge/catalogue.js';
import {
  DOCUMENTED,
  documentedLevel,
  ENGINE,
  engineLevel,
  PROFILES,
  parseProfile,
} from '../../src/judge/profile.js';
import { isProfileName, ProfileError } from '../../src/judge/profile-choice.js';

describe('the levels of a message', () => {
  test.each([
    [{ engine: 'WARNING', documented: 'ERROR' }, 'WARNING', 'ERROR'],
    [{ engine: 'ERROR', documented: 'NOTICE' }, 'ERROR', 'ERROR'],
    [{ engine: 'NOTICE' }, 'NOTICE', 'NOTICE'],
    [{ engine: null, documented: 'WARNING' }, 'INFO', 'WARNING'],
    [{ engine: null }, 'INFO', 'INFO'],
  ] as const)('%j: %s by the engine, %s by the documentation', (tag, engine, documented) => {
    expect([engineLevel(tag), documentedLevel(tag)]).toEqual([engine, documented]);
  });

  test('are those of its declaration', () => {
    for (const tag of [...TAGS.keys()].filter(isTag)) {
      expect(ENGINE.levelOf(tag)).toBe(engineLevel(registeredTag(tag)));
      expect(DOCUMENTED.levelOf(tag)).toBe(documentedLevel(registeredTag(tag)));
    }
  });

  test('of a message that nobody declares are a bug', () => {
    // @ts-expect-error So the compiler says.
    expect(() => DOCUMENTED.levelOf('TYPO')).toThrow('no rule declares TYPO');
  });
});

test('the profiles that need no file have names of their own', () => {
  expect(PROFILES).toEqual({ documented: DOCUMENTED, engine: ENGINE });
  expect(['documented', 'engine', 'mine.json', ''].map(isProfileName)).toEqual([true, true, false, false]);
});

describe('a profile of the user', () => {
  const ofZonemaster = JSON.stringify({
    test_levels: { CONSISTENCY: { MULTIPLE_SOA_SERIALS: 'notice' }, ZONE: { MULTIPLE_SOA: 'DEBUG2' } },
  });

  test.each([
    ['a map', '{ "MULTIPLE_SOA_SERIALS": "NOTICE", "MULTIPLE_SOA": "DEBUG" }'],
    ['a profile of Zonemaster', ofZonemaster],
  ])('is read from %s; other messages keep their documented level', (_, text) => {
    const profile = parseProfile('mine', text);
    expect(profile.name).toBe('mine');
    expect(profile.levelOf('MULTIPLE_SOA_SERIALS')).toBe('NOTICE');
    expect(profile.levelOf('MULTIPLE_SOA')).toBe('DEBUG');
    expect(profile.levelOf('MULTIPLE_NS_SET')).toBe('ERROR');
  });

  test.each([
    ['it is not JSON', '{'],
    ['it is not a JSON object', 'null'],
    ['it is not a JSON object', '"ERROR"'],
    ['it is not a JSON object', '[["MULTIPLE_SOA", "ERROR"]]'],
    ['its test_levels is not an object', '{ "test_levels": "ERROR" }'],
    ['its test_levels has a module that is not an object', '{ "test_levels": { "ZONE": null } }'],
    ['it names no levels', '{}'],
    ['it names no levels', '{ "test_levels": {} }'],
    ['MULTIPLE_SOA: "FATAL" is not a level', '{ "MULTIPLE_SOA": "FATAL" }'],
    ['MULTIPLE_SOA: "DEBUG12" is not a level', '{ "MULTIPLE_SOA": "DEBUG12" }'],
    ['MULTIPLE_SOA: "XDEBUG1" is not a level', '{ "MULTIPLE_SOA": "XDEBUG1" }'],
    ['MULTIPLE_SOA: 3 is not a level', '{ "MULTIPLE_SOA": 3 }'],
  ])('is refused: %s, in %s', (reason, text) => {
    expect(() => parseProfile('mine', text)).toThrow(ProfileError);
    expect(() => parseProfile('mine', text)).toThrow(new ProfileError(reason));
  });
});
