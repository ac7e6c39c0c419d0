import type { Check, Fact, FactValue } from '../checks/check.js';
import type { Exchange } from '../record/exchange.js';
import { keyOf } from '../record/question.js';
import type { FileLocation } from '../target/target.js';
import type { ZoneView } from '../zone/view.js';
import { registeredTag, TAGS } from './catalogue.js';

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
  const findings: Finding[] = [];
  for (const { needs, run, testCase } of checks) {
    if (!there[needs]) continue;
    for (const { tag, facts, servers, evidence } of inOrder([...run(zone)])) {
      findings.push({ tag, testCase, facts, servers, evidence: zone.evidence(evidence) });
    }
  }
  return findings;
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

/** By tag, and those of one tag by content: what a run says does not depend on who answered first. */
function inOrder(facts: readonly Fact[]): readonly Fact[] {
  if (facts.length < 2) return facts;
  const contents = new Map<Fact, string>();
  const content = (fact: Fact): string => {
    const known = contents.get(fact) ?? contentOf(fact);
    contents.set(fact, known);
    return known;
  };
  return [...facts].sort((a, b) => compare(a.tag, b.tag) || compare(content(a), content(b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function contentOf({ servers, facts, evidence }: Fact): string {
  return JSON.stringify([servers, facts, evidence.map(keyOf)]);
}
