import type { Fact } from '../finding/fact.js';
import type { FactValue } from '../finding/tag.js';
import { type DomainObject, domainsOf } from './domain.js';
import type { RpslFile } from './parse.js';
import type { InFile, LintRule } from './rule.js';
import { attributes } from './rules/attributes.js';
import { conversions } from './rules/conversions.js';
import { dsRdata } from './rules/ds-rdata.js';
import { glue } from './rules/glue.js';
import { hierarchy } from './rules/hierarchy.js';
import { nservers } from './rules/nservers.js';
import { objects } from './rules/objects.js';
import { pseudoAttributes } from './rules/pseudo-attributes.js';
import { references } from './rules/references.js';
import { zoneName } from './rules/zone-name.js';

/** All rules, in the order of their numbers. */
export const LINT_RULES = [
  objects,
  pseudoAttributes,
  attributes,
  zoneName,
  nservers,
  glue,
  dsRdata,
  references,
  hierarchy,
  conversions,
] as const;

/** A finding of a rule in a file. */
export type FoundInFile = Fact<InFile> & { readonly testCase: string };

/** The findings of the rules in a file, in the order of its lines; at one place, in the order of the rules. */
export function lint(file: RpslFile, rules: readonly LintRule[] = LINT_RULES): FoundInFile[] {
  return lintDomains(file, domainsOf(file), rules);
}

/** The same for a file whose objects were read already: the findings refer to them. */
export function lintDomains(
  file: RpslFile,
  all: readonly DomainObject[],
  rules: readonly LintRule[] = LINT_RULES,
): FoundInFile[] {
  const input = { file, all, domains: all.filter(({ isDeletion }) => !isDeletion) };
  return rules
    .flatMap(({ testCase, run }) =>
      [...run(input)].map((fact) => ({ ...fact, facts: shortened(fact.facts), testCase })),
    )
    .sort((a, b) => a.location.line - b.location.line || a.location.column - b.location.column);
}

/** The longest part of a value that is shown. */
const MAX_SHOWN = 120;

function shortened(facts: Readonly<Record<string, FactValue>>): Readonly<Record<string, FactValue>> {
  const shown = (value: FactValue) =>
    typeof value === 'string' && value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}...` : value;
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, shown(value)]));
}
