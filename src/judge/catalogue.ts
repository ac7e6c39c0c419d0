import type { Check, TagDeclaration } from '../checks/check.js';
import { CHECKS } from '../checks/index.js';
import { DATABASE_RULES } from '../database/rules.js';
import { LINT_RULES } from '../rpsl/lint.js';

/** A message of some check or of some rule for objects, found by its tag. */
export interface RegisteredTag extends TagDeclaration {
  readonly tag: string;
  /** The checks or rules that can give it; most tags belong to one. */
  readonly testCases: readonly string[];
}

/** Every message there is, by tag in alphabetical order: read from the declarations. */
export const TAGS: ReadonlyMap<string, RegisteredTag> = register([
  ...CHECKS,
  ...LINT_RULES,
  ...DATABASE_RULES,
]);

export function registeredTag(tag: string): RegisteredTag {
  const registered = TAGS.get(tag);
  if (registered === undefined) throw new Error(`no check declares ${tag}`);
  return registered;
}

/** Two checks may share a message, and then share its declaration. */
export function register(checks: readonly Pick<Check, 'testCase' | 'tags'>[]): Map<string, RegisteredTag> {
  const tags = new Map<string, { declaration: TagDeclaration; testCases: string[] }>();
  for (const check of checks) {
    for (const [tag, declaration] of Object.entries(check.tags)) {
      const known = tags.get(tag);
      if (known === undefined) tags.set(tag, { declaration, testCases: [check.testCase] });
      else if (known.declaration === declaration) known.testCases.push(check.testCase);
      else throw new Error(`${tag} is declared twice`);
    }
  }
  return new Map(
    [...tags]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([tag, { declaration, testCases }]) => [tag, { ...declaration, tag, testCases }]),
  );
}
