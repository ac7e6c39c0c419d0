import type { FactsOf, Templates } from './tag.js';

/** A message by its tag, with the values in it: a union by tag. */
export type Message<T extends Templates = Templates> = {
  readonly [Tag in keyof T & string]: { readonly tag: Tag; readonly facts: FactsOf<T[Tag]> };
}[keyof T & string];

/** What a rule says, and where: `Where` is what rules of its kind point to. No level: that is the profile's. */
export type Fact<Where, T extends Templates = Templates> = Message<T> & Where;

/** What a rule found in a zone or an object. */
export type Finding<Evidence = never, T extends Templates = Templates> = Message<T> & {
  readonly testCase: string;
  /** Name servers, as `name/address` or a name alone. */
  readonly servers: readonly string[];
  /** Where in a file it is, if it is about something that was read from one. */
  readonly location?: FileLocation;
  /** What shows it, if anybody was asked. */
  readonly evidence?: readonly Evidence[];
};

/** A place in a file of the user's; line and column count from 1. */
export interface FileLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
