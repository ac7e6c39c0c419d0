import type { FactsOf, FactValue, TagDeclaration, Tags, Templates } from '../finding/tag.js';
import type { Question } from '../record/question.js';
import type { Server, ZoneView } from '../zone/view.js';

export type { FactValue, TagDeclaration };

/** A result of a check: a message by its tag, the facts in it, and the evidence. Levels come later. */
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
 * A check's precondition: `zone`, a delegation of the zone; `service`, a name server that answers for it. If it is
 * missing, the engine skips the test.
 */
export type Need = 'nothing' | 'zone' | 'service';

/** One test case: its messages, and the pure function that chooses among them. */
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
