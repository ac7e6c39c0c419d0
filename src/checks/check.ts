import type { DsData } from '../dns/ds.js';
import { defineRules, type Rule } from '../finding/define.js';
import type * as finding from '../finding/fact.js';
import type { Templates } from '../finding/tag.js';
import type { Question } from '../record/question.js';
import type { Server, ZoneView } from '../zone/view.js';

/** The subject of a fact, and its evidence. */
export interface Proof {
  /** The servers that the fact is about, as name/address or a name alone. */
  readonly servers: readonly string[];
  /** The questions whose exchanges prove the fact. */
  readonly evidence: readonly Question[];
  /** The requested DS data that the fact is about, if any. */
  readonly about?: DsData;
}

type GivenProof = Partial<Omit<Proof, 'servers'>> & { readonly servers?: readonly (Server | string)[] };

/** A result of a check. */
export type Fact = finding.Fact<Proof>;

/**
 * The precondition of a check: `zone`, a delegation of the zone; or `service`, a name server that answers for it. If it is
 * missing, the engine skips the test.
 */
export type Need = 'nothing' | 'zone' | 'service';

/** One test case: its messages, and the pure function that chooses among them. */
export interface Check<T extends Templates = Templates> extends Rule<ZoneView, Proof, T> {
  readonly needs: Need;
}

const define = defineRules<ZoneView, [proof?: GivenProof], Proof>(
  ({ servers = [], evidence = [], about } = {}) => {
    const ids = servers.map((server) => (typeof server === 'string' ? server : server.id));
    return about === undefined ? { servers: ids, evidence } : { servers: ids, evidence, about };
  },
);

export function defineCheck<const T extends Templates>(
  check: Parameters<typeof define<T>>[0] & { readonly needs?: Need },
): Check<T> {
  return { ...define(check), needs: check.needs ?? 'service' };
}
