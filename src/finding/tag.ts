import type { Level } from './level.js';

/** A value in a message. */
export type FactValue = string | number | readonly string[];

/** One message that can be given, with all that is ever said about it. */
export type TagDeclaration<Template extends string = string> = Levels & {
  /** It says that something could not be found out: without an error, the verdict is left open. */
  readonly leavesOpen?: true;
  /** One sentence; {placeholders} are the names of the facts. */
  readonly message: Template;
  /** What it means for the zone, and why RIPE asks for it. */
  readonly meaning: string;
  /** What to do. Null when nothing is wrong. */
  readonly fix: string | null;
  /** The document it comes from, if not that of its rule. */
  readonly source?: string;
};

/**
 * `engine` is the level it has on RIPE's machines of today: by default in the engine, or, of a rule for objects, in the
 * software of the database; null if neither has such a message. `documented` is the level that RIPE's documentation gives,
 * or that we give, if that is higher or there is no other.
 */
type Levels =
  | { readonly engine: Level; readonly documented?: Level }
  | { readonly engine: null; readonly documented: Level };

type Placeholder<Template extends string> = Template extends `${string}{${infer Key}}${infer Rest}`
  ? Key | Placeholder<Rest>
  : never;

/** A value for each placeholder of a message; of several messages, for all of theirs. */
export type FactsOf<Template extends string> = string extends Template
  ? Readonly<Record<string, FactValue>>
  : { readonly [Key in Placeholder<Template>]: FactValue };

/** Messages by their tag. */
export type Templates = Readonly<Record<string, string>>;

export type Tags<T extends Templates> = { readonly [Tag in keyof T]: TagDeclaration<T[Tag]> };
