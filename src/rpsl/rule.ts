import type { Name } from '../dns/name.js';
import type { FactsOf, FactValue, TagDeclaration, Tags, Templates } from '../finding/tag.js';
import type { DomainObject } from './domain.js';
import type { Location, RpslFile } from './parse.js';

/** A result of a rule: a message by its tag, the facts in it, and its place in the file. Like a check's `Fact`. */
export interface LintFact {
  readonly tag: string;
  readonly facts: Readonly<Record<string, FactValue>>;
  /** The name server it is about, by name. */
  readonly servers: readonly string[];
  /** None, because nothing is asked. */
  readonly evidence: readonly never[];
  readonly location: Location;
  /** The object it is about; null if it is about the file, or an object of another class. */
  readonly domain: DomainObject | null;
}

/** A file as the rules see it. */
export interface LintInput {
  readonly file: RpslFile;
  /** Its domain objects. */
  readonly all: readonly DomainObject[];
  /** Those to be created or changed; objects to be deleted are not checked. */
  readonly domains: readonly DomainObject[];
}

/** A group of the RIPE Database's rules for domain objects: their messages, and the pure function that chooses among them. */
export interface LintRule {
  /** `RIPE01` and on. */
  readonly testCase: string;
  readonly title: string;
  readonly tags: Readonly<Record<string, TagDeclaration>>;
  run(input: LintInput): Iterable<LintFact>;
}

/** The place of a fact. */
export interface Place {
  readonly at: Location;
  readonly in?: DomainObject;
  readonly server?: Name;
}

/** Makes a fact; the compiler knows the tags of the rule and the facts in each of its messages. */
export type LintFactMaker<T extends Templates> = <Tag extends keyof T & string>(
  tag: Tag,
  facts: FactsOf<T[Tag]>,
  place: Place,
) => LintFact;

export function defineRule<const T extends Templates>(rule: {
  readonly testCase: string;
  readonly title: string;
  readonly tags: Tags<T>;
  run(input: LintInput, fact: LintFactMaker<T>): Iterable<LintFact>;
}): LintRule {
  return {
    testCase: rule.testCase,
    title: rule.title,
    tags: rule.tags,
    run: (input) => rule.run(input, makeFact),
  };
}

function makeFact(tag: string, facts: Readonly<Record<string, FactValue>>, place: Place): LintFact {
  return {
    tag,
    facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, shortened(value)])),
    servers: place.server === undefined ? [] : [place.server],
    evidence: [],
    location: place.at,
    domain: place.in ?? null,
  };
}

/** The longest part of a value that is shown. */
const MAX_SHOWN = 120;

function shortened(value: FactValue): FactValue {
  return typeof value === 'string' && value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}...` : value;
}
