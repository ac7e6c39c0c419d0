import type { Level } from './level.js';

/** A value in a message. */
export type FactValue = string | number | readonly string[];

/** The declaration of a message, with everything that is said about it. */
export type TagDeclaration<Template extends string = string> = Levels & {
  /** It says that something could not be found out: the verdict is undetermined unless there is an error. */
  readonly leavesOpen?: true;
  /** One sentence; {placeholders} are the names of the facts. */
  readonly message: Template;
  /** Its meaning for the zone, and RIPE's reason. */
  readonly meaning: string;
  /** The remedy; null if nothing is wrong. */
  readonly fix: string | null;
  /** The document it comes from, if not that of its rule. */
  readonly source?: string;
};

/**
 * `engine` is the level on RIPE's machines today: by default in the engine, for object rules in the software of the
 * database; null if neither has such a message. `documented` is the level of RIPE's documentation, or ours, if it is
 * higher or there is no other.
 */
type Levels =
  | { readonly engine: Level; readonly documented?: Level }
  | { readonly engine: null; readonly documented: Level };

type Placeholder<Template extends string> = Template extends `${string}{${infer Key}}${infer Rest}`
  ? Key | Placeholder<Rest>
  : never;

/** A value for each placeholder of one or several messages. */
export type FactsOf<Template extends string> = string extends Template
  ? Readonly<Record<string, FactValue>>
  : { readonly [Key in Placeholder<Template>]: FactValue };

/** Messages by their tag. */
export type Templates = Readonly<Record<string, string>>;

export type Tags<T extends Templates> = { readonly [Tag in keyof T]: TagDeclaration<T[Tag]> };
