import type { Level } from '../level.js';
import type { Question } from '../observation/question.js';
import type { Server, ZoneView } from '../observation/view.js';

/** What the run of a check says: a message by its tag, with the facts in it, and what proves it. Levels come later. */
export interface Fact {
  readonly tag: string;
  readonly facts: Readonly<Record<string, FactValue>>;
  /** The servers it is about, as name/address or a name alone. */
  readonly servers: readonly string[];
  /** The questions whose exchanges prove it. */
  readonly evidence: readonly Question[];
}

export type FactValue = string | number | readonly string[];

/** One message a check can give, with all that is ever said about it. */
export interface TagDeclaration<Template extends string = string> {
  /** The level RIPE's engine gives it by default; null where the engine has no such message. */
  readonly engine: Level | null;
  /** The level that RIPE's documentation gives, or that we give, where the engine's is lower or there is none. */
  readonly documented?: Level;
  /** It says that something could not be found out: without an error, the verdict is left open. */
  readonly leavesOpen?: true;
  /** One sentence; {placeholders} are the names of the facts. */
  readonly message: Template;
  /** What it means for the zone, and why RIPE asks for it. */
  readonly meaning: string;
  /** What to do. Null when nothing is wrong. */
  readonly fix: string | null;
  /** The document it comes from. */
  readonly source: string;
}

type Placeholder<Template extends string> = Template extends `${string}{${infer Key}}${infer Rest}`
  ? Key | Placeholder<Rest>
  : never;

export type FactsOf<Template extends string> = { readonly [Key in Placeholder<Template>]: FactValue };

export type Templates = Readonly<Record<string, string>>;

export type Tags<T extends Templates> = { readonly [Tag in keyof T]: TagDeclaration<T[Tag]> };

interface Proof {
  readonly servers?: readonly (Server | string)[];
  readonly evidence?: readonly Question[];
}

/** Makes a fact; the compiler knows the tags of the check and the facts in each of its messages. */
export type FactMaker<T extends Templates> = <Tag extends keyof T & string>(
  tag: Tag,
  facts: FactsOf<T[Tag]>,
  proof?: Proof,
) => Fact;

/** One test case: what it can say, and the pure function that says it. */
export interface Check {
  /** The engine's name, or ours: `RDNS01`. */
  readonly testCase: string;
  readonly title: string;
  readonly tags: Readonly<Record<string, TagDeclaration>>;
  run(zone: ZoneView): Iterable<Fact>;
}

export function defineCheck<const T extends Templates>(check: {
  readonly testCase: string;
  readonly title: string;
  readonly tags: Tags<T>;
  run(zone: ZoneView, fact: FactMaker<T>): Iterable<Fact>;
}): Check {
  return {
    testCase: check.testCase,
    title: check.title,
    tags: check.tags,
    run: (zone) => check.run(zone, makeFact),
  };
}

function makeFact(tag: string, facts: Readonly<Record<string, FactValue>>, proof: Proof = {}): Fact {
  return {
    tag,
    facts,
    servers: (proof.servers ?? []).map((server) => (typeof server === 'string' ? server : server.id)),
    evidence: proof.evidence ?? [],
  };
}
