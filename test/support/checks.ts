/** Runs a check over a table of scenes and compares its messages one by one. */

import { describe, expect, it } from 'vitest';
import type { Check, Fact, FactValue } from '../../src/checks/check.js';
import { type Scene, viewOf } from './observation.js';

export interface Row {
  readonly title: string;
  readonly scene?: Scene;
  /** All messages of the check, in any order; keys missing from an entry are not compared. */
  readonly expect: readonly Expected[];
}

export interface Expected {
  readonly tag: string;
  /** Only the facts named here are compared. */
  readonly facts?: Readonly<Record<string, FactValue>>;
  /** As `name/address` or a name alone, in order. */
  readonly servers?: readonly string[];
}

/**
 * One test for each row. For every check, each message must be declared and have a value for every placeholder of its
 * template, and for each message there must be a row that gives it and one that does not.
 */
export function describeCheck(check: Check, rows: readonly Row[]): void {
  describe(`${check.testCase}: ${check.title}`, () => {
    it.each(rows.map((row) => [row.title, row] as const))('%s', (_, row) => {
      const said = [...check.run(viewOf(row.scene))];
      for (const fact of said) expectWellFormed(check, fact);
      expect(said.map(({ tag }) => tag).sort()).toEqual(row.expect.map(({ tag }) => tag).sort());
      for (const expected of row.expect) {
        expect(said, `no ${expected.tag} as expected`).toContainEqual(
          expect.objectContaining({
            tag: expected.tag,
            ...(expected.facts === undefined ? {} : { facts: expect.objectContaining(expected.facts) }),
            ...(expected.servers === undefined ? {} : { servers: expected.servers }),
          }),
        );
      }
    });

    it.each(Object.keys(check.tags))('%s: a row gives it, and one does not', (tag) => {
      const gives = (row: Row) => row.expect.some((expected) => expected.tag === tag);
      expect(rows.some(gives)).toBe(true);
      expect(rows.some((row) => !gives(row))).toBe(true);
    });
  });
}

function expectWellFormed(check: Check, fact: Fact): void {
  const declaration = check.tags[fact.tag];
  expect(declaration, `${fact.tag} is not declared`).toBeDefined();
  const placeholders = [...(declaration?.message.matchAll(/\{(\w+)\}/g) ?? [])].map(
    (match) => match[1] ?? '',
  );
  for (const key of placeholders) expect(fact.facts, `${fact.tag} has no fact ${key}`).toHaveProperty(key);
}
