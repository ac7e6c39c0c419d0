/** Runs a check over a table of scenes and compares what it says, message by message, and what it shows for it. */

import { describe, expect, it } from 'vitest';
import type { Check, Fact } from '../../src/checks/check.js';
import type { FactValue } from '../../src/finding/tag.js';
import type { ZoneView } from '../../src/zone/view.js';
import { expectProven } from './evidence.js';
import { evidenceKeys } from './evidence-keys.js';
import { observed, type Scene, viewOf } from './observation.js';
import { UNPROVEN } from './proofs.js';

export interface Row {
  readonly title: string;
  readonly scene?: Scene;
  /** More has been asked than a run asks: every question has its answer. */
  readonly allAsked?: true;
  /** All messages of the check, in any order; keys missing from an entry are not compared. */
  readonly expect: readonly Expected[];
}

export interface Expected {
  readonly tag: string;
  /** Only the facts named here are compared. */
  readonly facts?: Readonly<Record<string, FactValue>>;
  /** As `name/address` or a name alone, in order. */
  readonly servers?: readonly string[];
  /** What proves it, in the short form of `evidenceKeys`. */
  readonly evidence?: readonly string[];
}

/**
 * One test for each row. Besides, what holds of every check: each message is declared and has a value for every
 * placeholder of its template, and is proven; for each message there is a row that gives it and one that does not, and one
 * that states its evidence, if it has any.
 */
export function describeCheck(check: Check, rows: readonly Row[]): void {
  let allSaid: Fact[] | undefined;
  describe(`${check.testCase}: ${check.title}`, () => {
    it.each(rows.map((row) => [row.title, row] as const))('%s', (_, row) => {
      const zone = zoneOf(row);
      const said = [...check.run(zone)].map((fact) => {
        expectWellFormed(check, fact);
        expectProven(check, zone, fact);
        return { ...fact, evidence: evidenceKeys(zone, fact.evidence) };
      });
      expect(said.map(({ tag }) => tag).sort()).toEqual(row.expect.map(({ tag }) => tag).sort());
      for (const expected of row.expect) {
        const { tag, facts, servers, evidence } = expected;
        expect(said, `no ${tag} as expected`).toContainEqual(
          expect.objectContaining({
            tag,
            ...(facts === undefined ? {} : { facts: expect.objectContaining(facts) }),
            ...(servers === undefined ? {} : { servers }),
            ...(evidence === undefined ? {} : { evidence }),
          }),
        );
      }
    });

    it.each(Object.keys(check.tags))('%s: a row gives it, and one does not', (tag) => {
      const gives = (row: Row) => row.expect.some((expected) => expected.tag === tag);
      expect(rows.some(gives)).toBe(true);
      expect(rows.some((row) => !gives(row))).toBe(true);
    });

    it.each(Object.keys(check.tags))('%s: a row states its evidence, if it has any', (tag) => {
      allSaid ??= rows.flatMap((row) => [...check.run(zoneOf(row))]);
      const facts = allSaid.filter((fact) => fact.tag === tag);
      const stated = rows.flatMap((row) => row.expect).filter((expected) => expected.tag === tag);
      const proven = facts.some(({ evidence }) => evidence.length > 0);
      expect(stated.some(({ evidence }) => evidence !== undefined)).toBe(proven);
      if (UNPROVEN[tag] !== undefined) {
        expect(facts.some(({ evidence }) => evidence.length === 0)).toBe(true);
      }
    });
  });
}

function zoneOf({ scene, allAsked }: Row): ZoneView {
  return allAsked ? viewOf(scene) : observed(scene);
}

function expectWellFormed(check: Check, fact: Fact): void {
  const declaration = check.tags[fact.tag];
  expect(declaration, `${fact.tag} is not declared`).toBeDefined();
  const placeholders = [...(declaration?.message.matchAll(/\{(\w+)\}/g) ?? [])].map(
    (match) => match[1] ?? '',
  );
  for (const key of placeholders) expect(fact.facts, `${fact.tag} has no fact ${key}`).toHaveProperty(key);
}
