import { type DomainObject, domainsOf } from './domain.js';
import type { RpslFile } from './parse.js';
import type { LintFact, LintRule } from './rule.js';
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
export const LINT_RULES: readonly LintRule[] = [
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
];

/** A finding of a rule in a file. The profile decides its level. */
export interface LintFinding extends LintFact {
  readonly testCase: string;
}

/** The findings of the rules in a file, in the order of its lines; at one place, in the order of the rules. */
export function lint(file: RpslFile, rules: readonly LintRule[] = LINT_RULES): LintFinding[] {
  return lintDomains(file, domainsOf(file), rules);
}

/** The same for a file whose objects were read already: the findings refer to them. */
export function lintDomains(
  file: RpslFile,
  all: readonly DomainObject[],
  rules: readonly LintRule[] = LINT_RULES,
): LintFinding[] {
  const input = { file, all, domains: all.filter(({ isDeletion }) => !isDeletion) };
  return rules
    .flatMap((rule) => [...rule.run(input)].map((fact) => ({ ...fact, testCase: rule.testCase })))
    .sort((a, b) => a.location.line - b.location.line || a.location.column - b.location.column);
}
