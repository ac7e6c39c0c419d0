import type { Check, Fact, FactValue } from './checks/check.js';
import { registeredTag, TAGS } from './checks/registry.js';
import type { Exchange } from './observation/exchange.js';
import { keyOf } from './observation/question.js';
import type { ZoneView } from './observation/view.js';
import type { FileLocation } from './target.js';

/** A message about a zone: what is the case, where, and what proves it. No level: that is the profile's. */
export interface Finding {
  readonly tag: string;
  readonly testCase: string;
  readonly facts: Readonly<Record<string, FactValue>>;
  /** Name servers, as `name/address` or a name alone. */
  readonly servers: readonly string[];
  /** What was asked and what came, that shows it. */
  readonly evidence: readonly Exchange[];
  /** Where in a file it is, if it is about something that was read from one. */
  readonly location?: FileLocation;
}

/** What the checks find in a zone, in the order of the checks, and within a check of its facts. */
export function evaluate(zone: ZoneView, checks: readonly Check[]): Finding[] {
  const there = { nothing: true, zone: zone.exists, service: zone.exists && zone.working.length > 0 };
  const run = checks.filter((check) => there[check.needs]);
  return run.flatMap((check) =>
    [...check.run(zone)]
      .sort(byContent)
      .map((fact) => ({ ...fact, testCase: check.testCase, evidence: zone.evidence(fact.evidence) })),
  );
}

/** Whether a message can be put into words: it may come from a file that another version wrote. */
export function isKnown({ tag, facts }: Pick<Finding, 'tag' | 'facts'>): boolean {
  const placeholders = TAGS.get(tag)?.message.matchAll(/\{(\w+)\}/g);
  return placeholders !== undefined && [...placeholders].every(([, key = '']) => key in facts);
}

/** The message of a finding as a sentence: its tag's template with the facts put in. */
export function messageText(finding: Pick<Finding, 'tag' | 'facts'>): string {
  return registeredTag(finding.tag).message.replaceAll(/\{(\w+)\}/g, (_, key: string) => {
    const value = finding.facts[key];
    if (value === undefined) throw new Error(`${finding.tag} has no fact ${key}`);
    return Array.isArray(value) ? value.join(', ') : String(value);
  });
}

function byContent(a: Fact, b: Fact): number {
  if (a.tag !== b.tag) return a.tag < b.tag ? -1 : 1;
  const [x, y] = [contentOf(a), contentOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function contentOf(fact: Fact): string {
  return JSON.stringify([fact.tag, fact.servers, fact.facts, fact.evidence.map(keyOf)]);
}
