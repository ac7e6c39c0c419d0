import type { FactsOf, Templates } from './tag.js';

/** A message by its tag, with the values in it: a union by tag. */
export type Message<T extends Templates = Templates> = {
  readonly [Tag in keyof T & string]: { readonly tag: Tag; readonly facts: FactsOf<T[Tag]> };
}[keyof T & string];

/** A message of a rule and its place: `Where` is the kind of place. The profile decides the level. */
export type Fact<Where, T extends Templates = Templates> = Message<T> & Where;

/** A finding of a rule in a zone or an object. */
export type Finding<Evidence = never, T extends Templates = Templates> = Message<T> & {
  readonly testCase: string;
  /** Name servers, as `name/address` or a name alone. */
  readonly servers: readonly string[];
  /** Its place in a file, if it is about something read from one. */
  readonly location?: FileLocation;
  /** The exchanges that show it, if anybody was asked. */
  readonly evidence?: readonly Evidence[];
};

/** A place in a file of the user's; line and column count from 1. */
export interface FileLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
