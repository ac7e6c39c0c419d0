import type { DsData } from '../dns/ds.js';
import { defineRules, type Rule } from '../finding/define.js';
import type * as finding from '../finding/fact.js';
import type { Templates } from '../finding/tag.js';
import type { Question } from '../record/question.js';
import type { Server, ZoneView } from '../zone/view.js';

/** What a fact is about, and what proves it. */
export interface Proof {
  /** The servers it is about, as name/address or a name alone. */
  readonly servers: readonly string[];
  /** The questions whose exchanges prove it. */
  readonly evidence: readonly Question[];
  /** The DS data it is about, if it is about some of that which is asked for. */
  readonly about?: DsData;
}

type GivenProof = Partial<Omit<Proof, 'servers'>> & { readonly servers?: readonly (Server | string)[] };

/** What the run of a check says. */
export type Fact = finding.Fact<Proof>;

/**
 * What must be there for a check to say anything: a zone, that is a delegation of it; or service, that is a name server
 * that answers for it. If it is missing, the engine skips the test.
 */
export type Need = 'nothing' | 'zone' | 'service';

/** One test case: what it can say of a zone, and the pure function that says it. */
export interface Check<T extends Templates = Templates> extends Rule<ZoneView, Proof, T> {
  readonly needs: Need;
}

const define = defineRules<ZoneView, [proof?: GivenProof], Proof>(
  ({ servers = [], evidence = [], ...rest } = {}) => ({
    ...rest,
    servers: servers.map((server) => (typeof server === 'string' ? server : server.id)),
    evidence,
  }),
);

export function defineCheck<const T extends Templates>(
  check: Parameters<typeof define<T>>[0] & { readonly needs?: Need },
): Check<T> {
  return { ...define(check), needs: check.needs ?? 'service' };
}
