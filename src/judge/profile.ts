import { higher, isLevel, type Level } from '../finding/level.js';
import { type RegisteredTag, registeredTag } from './catalogue.js';

/** Which level a message has. */
export interface Profile {
  /** `documented`, `engine`, or the name of the file it was read from. */
  readonly name: string;
  levelOf(tag: string): Level;
}

/** RIPE's documentation and its engine together: the higher of the two. Nothing RIPE says it rejects gets through. */
export const DOCUMENTED: Profile = {
  name: 'documented',
  levelOf: remembering((tag) => documentedLevel(registeredTag(tag))),
};

/** What RIPE NCC's machine says today. Messages it does not have are information here. */
export const ENGINE: Profile = {
  name: 'engine',
  levelOf: remembering((tag) => engineLevel(registeredTag(tag))),
};

export const PROFILES = { documented: DOCUMENTED, engine: ENGINE } as const;

/** One of the profiles that need no file; null for another name. */
export function builtInProfile(name: string): Profile | null {
  return Object.values(PROFILES).find((profile) => profile.name === name) ?? null;
}

export function engineLevel(tag: Pick<RegisteredTag, 'engine'>): Level {
  return tag.engine ?? 'INFO';
}

export function documentedLevel(tag: Pick<RegisteredTag, 'engine' | 'documented'>): Level {
  return tag.documented === undefined ? engineLevel(tag) : higher(engineLevel(tag), tag.documented);
}

/** The level of every finding of every zone is asked for several times; tags are few. */
function remembering(levelOf: Profile['levelOf']): Profile['levelOf'] {
  const levels = new Map<string, Level>();
  return (tag) => {
    const known = levels.get(tag);
    if (known !== undefined) return known;
    const level = levelOf(tag);
    levels.set(tag, level);
    return level;
  };
}

export class ProfileError extends Error {}

/**
 * Reads levels from a Zonemaster profile (its `test_levels`, module → tag → level) or a map tag → level. Tags it does
 * not name keep the documented level. Throws ProfileError.
 */
export function parseProfile(name: string, text: string): Profile {
  const levels = new Map<string, Level>();
  for (const [tag, level] of levelEntries(parseJson(text))) {
    const upper = typeof level === 'string' ? level.toUpperCase() : '';
    if (/^DEBUG\d$/.test(upper)) levels.set(tag, 'DEBUG');
    else if (isLevel(upper)) levels.set(tag, upper);
    else throw new ProfileError(`${tag}: ${JSON.stringify(level)} is not a level`);
  }
  if (levels.size === 0) throw new ProfileError('it names no levels');
  return { name, levelOf: (tag) => levels.get(tag) ?? DOCUMENTED.levelOf(tag) };
}

function levelEntries(profile: unknown): [string, unknown][] {
  if (!isObject(profile)) throw new ProfileError('it is not a JSON object');
  const modules = profile.test_levels;
  if (modules === undefined) return Object.entries(profile);
  if (!isObject(modules)) throw new ProfileError('its test_levels is not an object');
  return Object.values(modules).flatMap((tags) => {
    if (!isObject(tags)) throw new ProfileError('its test_levels has a module that is not an object');
    return Object.entries(tags);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProfileError('it is not JSON');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
