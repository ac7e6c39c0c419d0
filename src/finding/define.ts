import type { Fact } from './fact.js';
import type { FactsOf, Tags, Templates } from './tag.js';

/** A group of messages, and the pure function that says which of them are true of an input. */
export interface Rule<Input, Where, T extends Templates = Templates> {
  /** The engine's name for it, or ours: `RDNS01`, `RIPE01`. */
  readonly testCase: string;
  readonly title: string;
  /** The document that the messages come from. */
  readonly source: string;
  readonly tags: Tags<T>;
  run(input: Input): Iterable<Fact<Where, T>>;
}

/** Makes a fact; the compiler knows the tags of the rule and the facts in each of its messages. */
export type FactMaker<Given extends readonly unknown[], Where, T extends Templates> = <
  Tag extends keyof T & string,
>(
  tag: Tag,
  facts: FactsOf<T[Tag]>,
  ...given: Given
) => { readonly tag: Tag; readonly facts: FactsOf<T[Tag]> } & Where;

/** Makes the function that defines rules of one kind; `whereOf` completes the place that they give for a fact. */
export function defineRules<Input, Given extends readonly unknown[], Where extends object>(
  whereOf: (...given: Given) => Where,
) {
  return <const T extends Templates>(
    rule: Pick<Rule<Input, Where, T>, 'testCase' | 'title' | 'source' | 'tags'> & {
      run(input: Input, fact: FactMaker<Given, Where, NoInfer<T>>): Iterable<Fact<Where, NoInfer<T>>>;
    },
  ): Rule<Input, Where, T> => ({
    testCase: rule.testCase,
    title: rule.title,
    source: rule.source,
    tags: rule.tags,
    // Not by spreading, which takes V8 twenty times as long: a run makes dozens of facts for each zone.
    run: (input) =>
      rule.run(input, (tag, facts, ...given) => Object.assign({ tag, facts }, whereOf(...given))),
  });
}
