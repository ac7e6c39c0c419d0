import { higher, type Level } from '../finding/level.js';
import { type RegisteredTag, registeredTag, type Tag } from './catalogue.js';
import { type ProfileChoice, type ProfileName, parseLevels } from './profile-choice.js';

/** The level of each message. */
export interface Profile {
  /** `documented`, `engine`, or the name of the file it was read from. */
  readonly name: string;
  levelOf(tag: Tag): Level;
}

/** RIPE's documentation and its engine together: the higher of the two. Nothing passes that RIPE says it rejects. */
export const DOCUMENTED: Profile = {
  name: 'documented',
  levelOf: (tag) => documentedLevel(registeredTag(tag)),
};

/** The levels on RIPE NCC's machines today. Messages that these do not have are INFO. */
export const ENGINE: Profile = {
  name: 'engine',
  levelOf: (tag) => engineLevel(registeredTag(tag)),
};

export const PROFILES: Readonly<Record<ProfileName, Profile>> = { documented: DOCUMENTED, engine: ENGINE };

export function engineLevel(tag: Pick<RegisteredTag, 'engine'>): Level {
  return tag.engine ?? 'INFO';
}

export function documentedLevel(tag: Pick<RegisteredTag, 'engine' | 'documented'>): Level {
  return tag.documented === undefined ? engineLevel(tag) : higher(engineLevel(tag), tag.documented);
}

/**
 * Reads levels from a Zonemaster profile (its `test_levels`, module → tag → level) or a map tag → level. Tags it does
 * not name keep the documented level. Throws ProfileError.
 */
export function parseProfile(name: string, text: string): Profile {
  return profileFor({ name, levels: parseLevels(text) });
}

export function profileFor(choice: ProfileChoice): Profile {
  if (typeof choice === 'string') return PROFILES[choice];
  const { name, levels } = choice;
  return { name, levelOf: (tag) => levels.get(tag) ?? DOCUMENTED.levelOf(tag) };
}
