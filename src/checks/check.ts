import type { FactsOf, FactValue, TagDeclaration, Tags, Templates } from '../finding/tag.js';
import type { Question } from '../record/question.js';
import type { Server, ZoneView } from '../zone/view.js';

export type { FactValue, TagDeclaration };

/** What the run of a check says: a message by its tag, with the facts in it, and what proves it. Levels come later. */
export interface Fact {
  readonly tag: string;
  readonly facts: Readonly<Record<string, FactValue>>;
  /** The servers it is about, as name/address or a name alone. */
  readonly servers: readonly string[];
  /** The questions whose exchanges prove it. */
  readonly evidence: readonly Question[];
}

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

/**
 * What must be there for a check to say anything: a zone, that is a delegation of it; or service, that is a name server
 * that answers for it. Without, the engine leaves the test out.
 */
export type Need = 'nothing' | 'zone' | 'service';

/** One test case: what it can say, and the pure function that says it. */
export interface Check {
  /** The engine's name, or ours: `RDNS01`. */
  readonly testCase: string;
  readonly title: string;
  readonly tags: Readonly<Record<string, TagDeclaration>>;
  readonly needs: Need;
  run(zone: ZoneView): Iterable<Fact>;
}

export function defineCheck<const T extends Templates>(check: {
  readonly testCase: string;
  readonly title: string;
  readonly tags: Tags<T>;
  readonly needs?: Need;
  run(zone: ZoneView, fact: FactMaker<T>): Iterable<Fact>;
}): Check {
  return {
    testCase: check.testCase,
    title: check.title,
    tags: check.tags,
    needs: check.needs ?? 'service',
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
