import { CHECKS } from '../checks/index.js';
import { DATABASE_RULES } from '../database/rules.js';
import type { Message } from '../finding/fact.js';
import type { FactsOf, TagDeclaration, Tags } from '../finding/tag.js';
import { LINT_RULES } from '../rpsl/lint.js';

type AnyRule = (typeof CHECKS)[number] | (typeof LINT_RULES)[number] | (typeof DATABASE_RULES)[number];

/** All messages by their tag. */
export type Catalogue = Intersection<TemplatesOf<AnyRule>>;

type TemplatesOf<R> = R extends { readonly tags: Tags<infer T> } ? T : never;

type Intersection<T> = (T extends unknown ? (each: T) => void : never) extends (all: infer All) => void
  ? { readonly [Tag in keyof All]: All[Tag] & string }
  : never;

/** The name of a message. */
export type Tag = keyof Catalogue & string;

/** The facts in the message with this tag. */
export type Facts<T extends Tag> = FactsOf<Catalogue[T]>;

/** A message that some rule declares, with its facts: a union by tag. */
export type KnownMessage = Message<Catalogue>;

/** A message of some rule, found by its tag. */
export type RegisteredTag = TagDeclaration & {
  readonly tag: string;
  readonly source: string;
  /** The checks or rules that can give it; most tags belong to one. */
  readonly testCases: readonly string[];
};

/** All declared messages, by tag in alphabetical order. */
export const TAGS: ReadonlyMap<string, RegisteredTag> = register([
  ...CHECKS,
  ...LINT_RULES,
  ...DATABASE_RULES,
]);

/** Two rules may share a message, and then share its declaration. */
export function register(
  rules: readonly {
    readonly testCase: string;
    readonly source: string;
    readonly tags: Readonly<Record<string, TagDeclaration>>;
  }[],
): Map<string, RegisteredTag> {
  const tags = new Map<string, { declaration: TagDeclaration; source: string; testCases: string[] }>();
  for (const rule of rules) {
    for (const [tag, declaration] of Object.entries(rule.tags)) {
      const known = tags.get(tag);
      if (known === undefined) {
        const { source = rule.source } = declaration;
        tags.set(tag, { declaration, source, testCases: [rule.testCase] });
      } else if (known.declaration === declaration) known.testCases.push(rule.testCase);
      else throw new Error(`${tag} is declared twice`);
    }
  }
  return new Map(
    [...tags]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([tag, { declaration, ...rest }]) => [tag, { ...declaration, ...rest, tag }]),
  );
}

export function registeredTag(tag: Tag): RegisteredTag {
  const registered = TAGS.get(tag);
  if (registered === undefined) throw new Error(`no rule declares ${tag}`);
  return registered;
}

export function isTag(text: string): text is Tag {
  return TAGS.has(text);
}

/** Whether a message is one of ours, with all of its facts: it may come from a file that another version wrote. */
export function isKnown<M extends Message>(message: M): message is M & KnownMessage {
  const placeholders = TAGS.get(message.tag)?.message.matchAll(/\{(\w+)\}/g);
  return placeholders !== undefined && [...placeholders].every(([, key = '']) => key in message.facts);
}

/** For messages that can only be ours: any other is a bug. */
export function known<M extends Message>(message: M): M & KnownMessage {
  if (isKnown(message)) return message;
  throw new Error(`no rule declares ${message.tag} with these facts`);
}
