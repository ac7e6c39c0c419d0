import { isLevel, type Level } from '../finding/level.js';

/** The profiles that need no file. */
const PROFILE_NAMES = ['documented', 'engine'] as const;

export type ProfileName = (typeof PROFILE_NAMES)[number];

/** The profile that a user chose. It can be checked before the messages are loaded. */
export type ProfileChoice =
  | ProfileName
  | { readonly name: string; readonly levels: ReadonlyMap<string, Level> };

export function isProfileName(name: string): name is ProfileName {
  return PROFILE_NAMES.some((each) => each === name);
}

export class ProfileError extends Error {}

/** Reads levels by tag from a Zonemaster profile or a map. Throws ProfileError. */
export function parseLevels(text: string): Map<string, Level> {
  const levels = new Map<string, Level>();
  for (const [tag, level] of levelEntries(parseJson(text))) {
    const upper = typeof level === 'string' ? level.toUpperCase() : '';
    if (/^DEBUG\d$/.test(upper)) levels.set(tag, 'DEBUG');
    else if (isLevel(upper)) levels.set(tag, upper);
    else throw new ProfileError(`${tag}: ${JSON.stringify(level)} is not a level`);
  }
  if (levels.size === 0) throw new ProfileError('it names no levels');
  return levels;
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
