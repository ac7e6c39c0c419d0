import type { Fact } from '../checks/check.js';
import type { CHECKS } from '../checks/index.js';
import type { Finding } from '../finding/fact.js';
import type { FactValue } from '../finding/tag.js';
import type { Exchange } from '../record/exchange.js';
import { keyOf } from '../record/question.js';
import type { ZoneView } from '../zone/view.js';
import { type Catalogue, registeredTag, type Tag } from './catalogue.js';
import { located } from './locate.js';

/** A finding of a declared rule: a union by tag. */
export type KnownFinding = Finding<Exchange, Catalogue>;

/** A check whose messages the compiler knows. */
export type KnownCheck = (typeof CHECKS)[number];

type KnownFact = ReturnType<KnownCheck['run']> extends Iterable<infer F> ? F : never;

/** The findings of the checks in a zone, in the order of the checks, and within a check in that of its facts. */
export function evaluate(zone: ZoneView, checks: readonly KnownCheck[]): KnownFinding[] {
  const there = { nothing: true, zone: zone.exists, service: zone.exists && zone.working.length > 0 };
  const findings: KnownFinding[] = [];
  for (const { needs, run, testCase } of checks) {
    if (!there[needs]) continue;
    for (const fact of inOrder([...run(zone)])) {
      const evidence = zone.evidence(fact.evidence);
      findings.push(
        Object.assign({}, withoutSubject(fact), { testCase, evidence }, located(fact, zone.target)),
      );
    }
  }
  return findings;
}

/** A finding has a location in the place of what its fact is about. */
function withoutSubject(fact: KnownFact) {
  if (fact.about === undefined) return fact;
  const { about: _, ...rest } = fact;
  return rest;
}

/** The message of a finding as a sentence: its tag's template with the facts put in. */
export function messageText({
  tag,
  facts,
}: {
  readonly tag: Tag;
  readonly facts: Readonly<Record<string, FactValue>>;
}): string {
  return registeredTag(tag).message.replaceAll(/\{(\w+)\}/g, (_, key: string) => {
    const value = facts[key];
    if (value === undefined) throw new Error(`${tag} has no fact ${key}`);
    return Array.isArray(value) ? value.join(', ') : String(value);
  });
}

/** By tag, then by content, so that a report does not depend on who answered first. */
function inOrder<F extends Fact>(facts: readonly F[]): readonly F[] {
  if (facts.length < 2) return facts;
  const contents = new Map<F, string>();
  const content = (fact: F): string => {
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
