/** Runs a rule over a table of files and compares its messages, place by place. */
import { describe, expect, it } from 'vitest';
import type { FactValue } from '../../../src/finding/tag.js';
import { DOMAIN_TEMPLATE } from '../../../src/rpsl/attributes.js';
import { lint } from '../../../src/rpsl/lint.js';
import { parseRpsl } from '../../../src/rpsl/parse.js';
import type { LintRule } from '../../../src/rpsl/rule.js';

export interface Row {
  readonly title: string;
  readonly text: string;
  /** All messages of the rule, in order. */
  readonly expect: readonly Expected[];
}

/** `line:column TAG`, and the facts to be compared. */
export type Expected = readonly [string, Readonly<Record<string, FactValue>>?];

const GOOD: Readonly<Record<string, readonly string[]>> = {
  domain: ['16.155.10.in-addr.arpa'],
  'admin-c': ['JD1-RIPE'],
  'tech-c': ['JD1-RIPE'],
  'zone-c': ['JD1-RIPE'],
  nserver: ['ns1.example.net', 'ns2.example.org'],
  'mnt-by': ['EXAMPLE-MNT'],
  source: ['RIPE'],
};

/**
 * A good object of eight lines (domain, admin-c, tech-c, zone-c, nserver twice, mnt-by, source), with the given values
 * instead of its own: the attributes in the order of the template, each value on its own line from column 17.
 */
export function object(values: Readonly<Record<string, readonly string[]>> = {}): string {
  const all = { ...GOOD, ...values };
  const names = DOMAIN_TEMPLATE.map(({ name }) => name);
  return [...names, ...Object.keys(all).filter((name) => !names.includes(name))]
    .flatMap((name) => (all[name] ?? []).map((value) => `${`${name}:`.padEnd(16)}${value}\n`))
    .join('');
}

/** One test for each row. For each message of the rule there must be a row that gives it and one that does not. */
export function describeRule(rule: LintRule, rows: readonly Row[]): void {
  describe(`${rule.testCase}: ${rule.title}`, () => {
    it.each(rows.map((row) => [row.title, row] as const))('%s', (_, row) => {
      const found = lint(parseRpsl(Buffer.from(row.text)), [rule]);
      const places = found.map(({ tag, location }) => `${location.line}:${location.column} ${tag}`);
      expect(places).toEqual(row.expect.map(([place]) => place));
      row.expect.forEach(([, facts = {}], i) => {
        expect(found[i]?.facts).toMatchObject(facts);
      });
      for (const { tag, facts } of found)
        expect(Object.keys(facts)).toEqual(expect.arrayContaining(keysOf(rule, tag)));
    });

    it.each(Object.keys(rule.tags))('%s: a row gives it, and one does not', (tag) => {
      const gives = (row: Row) => row.expect.some(([place]) => place.endsWith(` ${tag}`));
      expect(rows.some(gives)).toBe(true);
      expect(rows.some((row) => !gives(row))).toBe(true);
    });
  });
}

function keysOf(rule: LintRule, tag: string): string[] {
  const message = rule.tags[tag]?.message;
  if (message === undefined) throw new Error(`${tag} is not declared`);
  return [...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
}
